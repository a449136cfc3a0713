import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs'
import 'pdfjs-dist/legacy/build/pdf.worker.mjs' // its parser runs in this thread: who starts us decides which thread that is
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { LucidError } from '../../../../src/domain/errors'
import { LIMITS } from '../../../../src/domain/limits'

export interface OpenOptions {
  password?: string
  /** what pages are drawn with, where they are drawn */
  canvas?: { CanvasFactory?: object; FilterFactory?: object }
}

/**
 * Opens a PDF; a broken table of its objects is repaired by looking for them. Nothing in the file is executed, nothing is fetched.
 * Throws E_PASSWORD, E_DAMAGED, or E_TOO_LARGE for more pages than are read. `bytes` are given away.
 */
export async function openPdf(bytes: Uint8Array, { password, canvas = {} }: OpenOptions = {}): Promise<PDFDocumentProxy> {
  if (bytes.byteLength > LIMITS.pdf_bytes) throw tooLarge('bytes', bytes.byteLength, LIMITS.pdf_bytes)
  const loading = pdfjs.getDocument({
    data: bytes,
    ...(password === undefined ? {} : { password }),
    isEvalSupported: false,
    disableFontFace: true, // letters are drawn as shapes: no font of the file reaches the page
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    enableXfa: false,
    stopAtErrors: false,
    ...canvas,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  })
  let pdf: PDFDocumentProxy
  try {
    pdf = await loading.promise
  } catch (error) {
    await loading.destroy().catch(() => {})
    throw pdfError(error)
  }
  if (pdf.numPages > LIMITS.pdf_pages) {
    await loading.destroy()
    throw tooLarge('pages', pdf.numPages, LIMITS.pdf_pages)
  }
  return pdf
}

/** What pdfjs throws, as an error with a code of ours. */
export function pdfError(error: unknown): LucidError {
  if (error instanceof LucidError) return error
  const { name, code, message } = error as { name?: string; code?: number; message?: string }
  if (name === 'PasswordException')
    return new LucidError('E_PASSWORD', 'This PDF is protected by a password.', {
      hint: 'Type its password.',
      details: { wrong: code === 2 },
    })
  return new LucidError('E_DAMAGED', 'This PDF is damaged and cannot be read.', {
    hint: 'Open it in a PDF viewer and print it to a new PDF, or ask for it to be sent again.',
    details: { reason: String(message ?? error).slice(0, 200) },
  })
}

const tooLarge = (what: string, found: number, limit: number): LucidError =>
  new LucidError('E_TOO_LARGE', `The PDF has ${found} ${what}; up to ${limit} are read.`, {
    hint: 'Split the file into smaller ones.',
    details: { [what]: found, limit },
  })
