import type { Invoice, InvoiceField, InvoiceLine } from '../../domain/invoice'
import { decimal } from '../../domain/invoice-table'

/** A number as it is typed, and the scale that it is kept in. */
export const SCALE = { money: 4, quantity: 3, rate: 2 } as const
type Scale = keyof typeof SCALE

export const LINE_NUMBERS = {
  quantity: 'quantity',
  free_quantity: 'quantity',
  unit_price: 'money',
  discount_rate: 'rate',
  tax_rate: 'rate',
  amount: 'money',
  mrp: 'money',
} as const satisfies Partial<Record<keyof InvoiceLine, Scale>>
export type LineNumber = keyof typeof LINE_NUMBERS
export const LINE_TEXTS = ['description', 'code', 'hsn', 'unit', 'batch', 'expiry'] as const
export type LineText = (typeof LINE_TEXTS)[number]

export const HEAD_NUMBERS = ['subtotal', 'tax', 'total'] as const
export type HeadNumber = (typeof HEAD_NUMBERS)[number]
export type HeadText = Exclude<InvoiceField, HeadNumber>

/** A line as a person edits it; `from` is what was read, for what is not shown. */
export interface DraftLine extends Record<LineNumber | LineText, string> {
  id: number
  from: InvoiceLine | null
}

/** An invoice as a person edits it: every value as the text in its field. */
export interface Draft {
  from: Invoice
  head: Record<InvoiceField, string>
  credit_note: boolean
  prices_include_tax: boolean
  lines: DraftLine[]
}

export function draftOf(invoice: Invoice): Draft {
  const text = (field: HeadText): string => invoice[field] ?? ''
  return {
    from: invoice,
    head: {
      supplier: text('supplier'),
      customer: text('customer'),
      number: text('number'),
      date: text('date'),
      due_date: text('due_date'),
      currency: text('currency'),
      subtotal: decimal(invoice.subtotal, SCALE.money),
      tax: decimal(invoice.tax, SCALE.money),
      total: decimal(invoice.total, SCALE.money),
    },
    credit_note: invoice.document === 'credit_note',
    prices_include_tax: invoice.prices_include_tax,
    lines: invoice.lines.map((line, id) => draftLine(line, id)),
  }
}

export function draftLine(line: InvoiceLine | null, id: number): DraftLine {
  const number = (field: LineNumber): string => decimal(line?.[field] ?? null, SCALE[LINE_NUMBERS[field]])
  const text = (field: LineText): string => line?.[field] ?? ''
  return {
    id,
    from: line,
    description: text('description'),
    code: text('code'),
    hsn: text('hsn'),
    unit: text('unit'),
    batch: text('batch'),
    expiry: text('expiry'),
    quantity: number('quantity'),
    free_quantity: number('free_quantity'),
    unit_price: number('unit_price'),
    discount_rate: number('discount_rate'),
    tax_rate: number('tax_rate'),
    amount: number('amount'),
    mrp: number('mrp'),
  }
}

/** A typed number in 1/10^places; thousands may be set apart by commas. Null for an empty field, NaN for what is no number. */
export function typedNumber(text: string, places: number): number | null {
  const bare = text.replace(/[\s₹,]/g, '').replace(/\u2212/g, '-')
  if (bare === '') return null
  if (!/^-?\d{1,11}(?:\.\d*)?$/.test(bare)) return Number.NaN
  return Math.round(Number(bare) * 10 ** places)
}

export const isBadNumber = (text: string): boolean => Number.isNaN(typedNumber(text, 0))

const filled = (text: string): string | null => text.trim() || null
const known = (text: string, scale: Scale): number | null => {
  const value = typedNumber(text, SCALE[scale])
  return Number.isNaN(value) ? null : value
}

/** The invoice that the fields say. Fields that are no number count as empty: `problemsOf` names them. */
export function invoiceOf({ from, head, credit_note, prices_include_tax, lines }: Draft): Invoice {
  return {
    ...from,
    document: credit_note ? 'credit_note' : 'invoice',
    prices_include_tax,
    supplier: filled(head.supplier),
    customer: filled(head.customer),
    number: filled(head.number),
    date: filled(head.date),
    due_date: filled(head.due_date),
    currency: filled(head.currency)?.toUpperCase() ?? null,
    subtotal: known(head.subtotal, 'money'),
    tax: known(head.tax, 'money'),
    total: known(head.total, 'money'),
    lines: lines.map(lineOf),
  }
}

function lineOf({ from, ...line }: DraftLine): InvoiceLine {
  return {
    description: line.description.trim(),
    code: filled(line.code),
    hsn: filled(line.hsn),
    quantity: known(line.quantity, 'quantity'),
    free_quantity: known(line.free_quantity, 'quantity'),
    unit: filled(line.unit),
    unit_price: known(line.unit_price, 'money'),
    discount: from?.discount ?? null,
    discount_rate: known(line.discount_rate, 'rate'),
    tax_rate: known(line.tax_rate, 'rate'),
    amount: known(line.amount, 'money'),
    batch: filled(line.batch),
    expiry: filled(line.expiry),
    mrp: known(line.mrp, 'money'),
    box: from?.box ?? null,
  }
}

export type DraftProblem = 'date' | 'lines' | 'line_name' | 'line_quantity' | 'line_amount' | 'number'

/** What keeps an invoice from being added: a day, goods with a name, a quantity and an amount, and numbers that are numbers. */
export function problemsOf(draft: Draft): DraftProblem[] {
  const { head, lines } = draft
  const numbers = [
    ...HEAD_NUMBERS.map((field) => head[field]),
    ...lines.flatMap((line) => Object.keys(LINE_NUMBERS).map((field) => line[field as LineNumber])),
  ]
  const invoice = invoiceOf(draft)
  const problems: (readonly [DraftProblem, boolean])[] = [
    ['date', !/^\d{4}-\d{2}-\d{2}$/.test(head.date)],
    ['lines', lines.length === 0],
    ['line_name', invoice.lines.some(({ description, code }) => description === '' && code === null)],
    ['line_quantity', invoice.lines.some(({ quantity }) => quantity === null)],
    ['line_amount', invoice.lines.some(({ amount }) => amount === null)],
    ['number', numbers.some(isBadNumber)],
  ]
  return problems.filter(([, is]) => is).map(([problem]) => problem)
}
