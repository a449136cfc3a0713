import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import { pdfError } from './open-pdf'

/** Widest picture of a page, in pixels; a page that is taller than wide may have twice as many rows. */
const WIDEST = 2400

type Drawing = Parameters<PDFPageProxy['render']>[0]

/** A page as a picture of `width` pixels, on white. Throws E_DAMAGED. Only where there is an OffscreenCanvas. */
export async function drawPage(pdf: PDFDocumentProxy, number: number, width: number): Promise<ImageBitmap> {
  try {
    const page = await pdf.getPage(number)
    const natural = page.getViewport({ scale: 1 })
    const wanted = Math.min(width, WIDEST) / Math.max(1, natural.width)
    const scale = Math.min(wanted, (2 * WIDEST) / Math.max(1, natural.height))
    const viewport = page.getViewport({ scale })
    const canvas = new OffscreenCanvas(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)))
    const context = canvas.getContext('2d')
    if (!context) throw new Error('no canvas')
    await page.render({
      canvas: null,
      canvasContext: context as unknown as NonNullable<Drawing['canvasContext']>,
      viewport,
      background: '#ffffff',
    }).promise
    page.cleanup()
    return canvas.transferToImageBitmap()
  } catch (error) {
    throw pdfError(error)
  }
}
