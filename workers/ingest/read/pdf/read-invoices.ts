import type { Invoice, InvoiceField, InvoiceLine } from '../../../../src/domain/invoice'
import { boxOf } from './box'
import { currencyOf } from './currency'
import { invoiceDates } from './invoice-dates'
import { invoiceNumbers } from './invoice-number'
import { partiesOf } from './parties'
import { pricedLines } from './priced-lines'
import { type DayOrder, dayOrder } from './printed-date'
import { decimalSign } from './printed-number'
import { goodsTable } from './table-rows'
import { totalsOf } from './totals'
import { type Page, textOf, type Word } from './words'

/** A number this sure begins another invoice when it differs from the one before. */
const SURE = 8
const CREDIT =
  /(?<![^ ])(?:credit note|credit memo|gutschrift|facture d'avoir|avoir|nota de credito|nota di credito|creditnota|क्रेडिट नोट)(?![^ ])/u

/** Reads every invoice in the text of a file. Pages belong to the invoice whose number they show, or to the one before. */
export function readInvoices(pages: readonly Page[]): Invoice[] {
  return splitByNumber(pages).map(readInvoice)
}

function splitByNumber(pages: readonly Page[]): Page[][] {
  const groups: { number: string | null; pages: Page[] }[] = []
  for (const page of pages) {
    const [best] = invoiceNumbers(page)
    const number = best && best.score >= SURE ? best.text : null
    const open = groups.at(-1)
    // the number of the open one is on the page too: what else looks like a number is something else
    const same =
      !number ||
      !open ||
      open.number === number ||
      (open.number !== null && page.lines.some(({ words }) => textOf(words).includes(open.number ?? '')))
    if (open && same) {
      open.pages.push(page)
      open.number ??= number
    } else groups.push({ number, pages: [page] })
  }
  return groups.map((group) => group.pages)
}

function readInvoice(pages: readonly Page[]): Invoice {
  const all = pages.flatMap(({ lines }) => lines)
  const sign = decimalSign(all)
  const currency = currencyOf(pages)
  const order: DayOrder = dayOrder(all, currency?.code === 'USD' ? 'MDY' : 'DMY')
  const [number] = pages.flatMap(invoiceNumbers).sort((a, b) => b.score - a.score)
  const { date, due_date } = invoiceDates(pages, order)
  const { supplier, customer } = partiesOf(pages)
  const table = goodsTable(pages, sign)
  const lines = table.lines.length > 0 ? table.lines : pricedLines(pages, sign)
  const lines_sum = lines.length > 0 ? lines.reduce((sum, { amount }) => sum + (amount ?? 0), 0) : null
  const totals = totalsOf(pages, sign, lines_sum)
  const evidence: Partial<Record<InvoiceField, ReturnType<typeof boxOf>>> = {
    supplier: boxOf(supplier),
    customer: boxOf(customer),
    number: boxOf(number?.words ?? []),
    date: boxOf(date?.words ?? []),
    due_date: boxOf(due_date?.words ?? []),
    currency: boxOf(currency?.words ?? []),
    subtotal: boxOf(totals.subtotal?.words ?? []),
    tax: boxOf(totals.tax?.words ?? []),
    total: boxOf(totals.total?.words ?? []),
  }
  const total = totals.total?.value ?? null
  const tax = totals.tax?.value ?? null
  const subtotal = totals.subtotal?.value ?? (total !== null && tax !== null ? total - tax - totals.adjustments : null)
  return unsigned({
    document: isCreditNote(pages) ? 'credit_note' : 'invoice',
    source: 'text',
    first_page: pages[0]?.number ?? 1,
    last_page: pages.at(-1)?.number ?? 1,
    supplier: name(supplier),
    customer: name(customer),
    number: number?.text ?? null,
    date: date?.day ?? null,
    due_date: due_date?.day ?? null,
    currency: currency?.code ?? null,
    subtotal,
    taxes: totals.taxes,
    tax,
    total,
    adjustments: totals.adjustments,
    prices_include_tax: table.gross || taxInLines(lines) || includesTax(lines_sum, subtotal, total, tax),
    lines,
    evidence: Object.fromEntries(Object.entries(evidence).filter(([, box]) => box !== null)) as Invoice['evidence'],
  })
}

/** A credit note says by its kind that money goes back: its amounts are kept without the sign that some programs print as well. */
function unsigned(invoice: Invoice): Invoice {
  if (invoice.document === 'invoice' || (invoice.total ?? 0) >= 0) return invoice
  const turned = (value: number | null) => (value === null ? null : -value)
  return {
    ...invoice,
    subtotal: turned(invoice.subtotal),
    tax: turned(invoice.tax),
    total: turned(invoice.total),
    adjustments: -invoice.adjustments,
    taxes: invoice.taxes.map((tax) => ({ ...tax, amount: -tax.amount })),
    lines: invoice.lines.map((line) => ({
      ...line,
      quantity: line.quantity === null ? null : Math.abs(line.quantity),
      amount: line.amount === null ? null : Math.abs(line.amount),
    })),
  }
}

/** A name as printed; the address that a line of the sender has behind it is left out. */
const name = (words: readonly Word[]): string | null =>
  textOf(words)
    .replace(/ [·•|] .*$/u, '')
    .replace(/^[:\s]+|[,;:\s]+$/g, '') || null

/** Each line is its quantity times its price and the tax on that. */
function taxInLines(lines: readonly InvoiceLine[]): boolean {
  const taxed = lines.flatMap(({ quantity, unit_price, tax_rate, discount_rate, amount }) =>
    quantity && unit_price && tax_rate && amount
      ? [{ net: ((quantity * unit_price) / 1000) * (1 - (discount_rate ?? 0) / 10_000), rate: tax_rate / 10_000, amount }]
      : [],
  )
  return (
    taxed.length > 0 && taxed.every(({ net, rate, amount }) => Math.abs(net * (1 + rate) - amount) <= 200 && Math.abs(net - amount) > 200)
  )
}

/** The lines add up to the total and not to the sum without tax. */
function includesTax(lines: number | null, subtotal: number | null, total: number | null, tax: number | null): boolean {
  if (lines === null || total === null || !tax) return false
  const off = (sum: number | null) => (sum === null ? Number.POSITIVE_INFINITY : Math.abs(lines - sum))
  return off(total) < off(subtotal)
}

/** The title says so, in the upper half of the first page; a mention among the terms of payment does not. */
function isCreditNote([first]: readonly Page[]): boolean {
  return first?.lines.some(({ key, y }) => y < first.height / 2 && key.split(' ').length <= 8 && CREDIT.test(key)) ?? false
}
