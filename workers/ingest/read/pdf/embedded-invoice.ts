import type { PDFDocumentProxy } from 'pdfjs-dist'
import type { Invoice } from '../../../../src/domain/invoice'
import { isCii, readCii } from './cii'
import { isUbl, readUbl } from './ubl'
import { xmlTree } from './xml-tree'

/** Largest embedded invoice that is read. */
const MOST_BYTES = 16 * 1024 ** 2

/**
 * The machine-readable invoice that travels in the PDF (Factur-X, ZUGFeRD, XRechnung: in the CII or UBL syntax), or null: without one, or when it is
 * damaged, the page is read.
 */
export async function embeddedInvoice(pdf: PDFDocumentProxy): Promise<Invoice | null> {
  const attached = ((await pdf.getAttachments().catch(() => null)) ?? {}) as Record<string, { filename: string; content?: Uint8Array }>
  for (const { filename, content } of Object.values(attached)) {
    if (!content || content.byteLength > MOST_BYTES || !/\.xml$/i.test(filename)) continue
    try {
      const root = xmlTree(new TextDecoder().decode(content))
      const read = isCii(root) ? readCii(root) : isUbl(root) ? readUbl(root) : null
      if (read?.number && read.total !== null) return { ...read, first_page: 1, last_page: pdf.numPages, evidence: {} }
    } catch {
      // another attachment, or the page itself, may do
    }
  }
  return null
}
