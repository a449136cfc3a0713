import * as Comlink from 'comlink'
import type { Answered, InvoiceWorker, OpenedInvoices } from '../../workers/invoice.worker'
import { fromErrorShape, LucidError } from '../domain/errors'

export type { OpenedInvoices, PageSize } from '../../workers/invoice.worker'

/** A PDF that takes longer than this is given up, in ms. */
const READ_WITHIN = 60_000
const DRAW_WITHIN = 20_000

export interface InvoiceFile {
  /** Reads the invoices of the file. Rejects with LucidError: E_PASSWORD, E_PDF_NO_TEXT, E_DAMAGED, E_TOO_LARGE. Can be called again with a password. */
  read(password?: string, onPage?: (page: number, of: number) => void): Promise<OpenedInvoices>
  /** A page as a picture this many pixels wide; the caller closes it. */
  draw(page: number, width: number): Promise<ImageBitmap>
  close(): void
}

/** A PDF in a worker of its own: nothing in it can hold up or harm the page. */
export function openInvoiceFile(file: Blob): InvoiceFile {
  const worker = new Worker(new URL('../../workers/invoice.worker.ts', import.meta.url), { type: 'module', name: 'lucid-invoice' })
  const remote = Comlink.wrap<InvoiceWorker>(worker)
  const failed = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => {
      reject(new LucidError('internal', event.message || 'The reader of PDFs could not be loaded.'))
    })
  })
  failed.catch(() => {}) // told to whoever waits then
  const within = async <T>(time: number, work: Promise<Answered<T>>): Promise<T> => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        worker.terminate()
        reject(new LucidError('E_DAMAGED', 'The PDF takes too long to read.', { hint: 'Print it to a new PDF and drop that.' }))
      }, time)
    })
    try {
      const answer = await Promise.race([work, late, failed])
      if (!answer.ok) throw fromErrorShape(answer.error)
      return answer.value
    } finally {
      clearTimeout(timer)
    }
  }
  return {
    read: (password, onPage = () => {}) =>
      within(READ_WITHIN, remote.read(file, password, Comlink.proxy(onPage)) as Promise<Answered<OpenedInvoices>>),
    draw: (page, width) => within(DRAW_WITHIN, remote.draw(page, width) as Promise<Answered<ImageBitmap>>),
    close: () => worker.terminate(),
  }
}
