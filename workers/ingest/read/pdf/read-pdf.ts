import type { PDFDocumentProxy } from 'pdfjs-dist'
import type { Invoice, InvoiceField } from '../../../../src/domain/invoice'
import { INVOICE_FIELDS } from '../../../../src/domain/invoice'
import { embeddedInvoice } from './embedded-invoice'
import { readInvoices } from './read-invoices'
import { readPages } from './read-pages'

export interface ReadOptions {
  /** told before each page */
  onPage?: (page: number, of: number) => void
  /** read the text even where a machine-readable invoice is embedded; for judging how well the text is read */
  text_only?: boolean
}

/**
 * Every invoice in an open PDF, in the order of its pages. An embedded machine-readable invoice is taken as it is; the text then only tells where its
 * values stand on the page. Throws E_PDF_NO_TEXT for a scan, E_DAMAGED.
 */
export async function readPdf(pdf: PDFDocumentProxy, { onPage, text_only = false }: ReadOptions = {}): Promise<Invoice[]> {
  const embedded = text_only ? null : await embeddedInvoice(pdf)
  if (!embedded) return readInvoices(await readPages(pdf, onPage))
  const printed = await readPages(pdf, onPage).then(readInvoices, () => [])
  return [printed.reduce(located, embedded)]
}

/** The invoice with the places of those of its values that the text was read to hold too. */
function located(invoice: Invoice, printed: Invoice): Invoice {
  const same = INVOICE_FIELDS.filter((field) => printed.evidence[field] && invoice[field] === printed[field])
  const boxes: Partial<Record<InvoiceField, Invoice['evidence'][InvoiceField]>> = Object.fromEntries(
    same.map((field) => [field, printed.evidence[field]]),
  )
  const left = [...printed.lines]
  const lines = invoice.lines.map((line) => {
    const at = left.findIndex(({ quantity, amount }) => quantity === line.quantity && amount === line.amount)
    return at < 0 ? line : { ...line, box: left.splice(at, 1)[0]?.box ?? null }
  })
  return { ...invoice, lines, evidence: { ...invoice.evidence, ...boxes } as Invoice['evidence'] }
}
