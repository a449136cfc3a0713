import * as Comlink from 'comlink'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { type ErrorShape, toErrorShape } from '../src/domain/errors'
import type { Invoice } from '../src/domain/invoice'
import { NoFilterFactory, WorkerCanvasFactory } from './ingest/read/pdf/canvas-in-worker'
import { drawPage } from './ingest/read/pdf/draw-page'
import { openPdf } from './ingest/read/pdf/open-pdf'
import { readPdf } from './ingest/read/pdf/read-pdf'

/** Size of a page as it is shown, in points. */
export interface PageSize {
  width: number
  height: number
}
export interface OpenedInvoices {
  pages: PageSize[]
  invoices: Invoice[]
}
export type Answered<T> = { ok: true; value: T } | { ok: false; error: ErrorShape }

let open: PDFDocumentProxy | null = null

async function answered<T>(work: () => Promise<T>): Promise<Answered<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    return { ok: false, error: toErrorShape(error) }
  }
}

/** Reads one PDF and draws its pages, in a thread of its own that can be ended when a file takes too long. */
const invoices = {
  read(file: Blob, password: string | undefined, onPage: (page: number, of: number) => void): Promise<Answered<OpenedInvoices>> {
    return answered(async () => {
      await open?.loadingTask.destroy()
      open = await openPdf(new Uint8Array(await file.arrayBuffer()), {
        ...(password === undefined ? {} : { password }),
        canvas: { CanvasFactory: WorkerCanvasFactory, FilterFactory: NoFilterFactory },
      })
      const found = await readPdf(open, { onPage })
      const pages: PageSize[] = []
      for (let number = 1; number <= open.numPages; number++) {
        const { width, height } = (await open.getPage(number)).getViewport({ scale: 1 })
        pages.push({ width, height })
      }
      return { pages, invoices: found }
    })
  },
  draw(page: number, width: number): Promise<Answered<ImageBitmap>> {
    return answered(async () => {
      if (!open) throw new Error('No PDF is open.')
      const picture = await drawPage(open, page, width)
      return picture
    }).then((answer) => (answer.ok ? Comlink.transfer(answer, [answer.value]) : answer))
  },
}
export type InvoiceWorker = typeof invoices
Comlink.expose(invoices)
