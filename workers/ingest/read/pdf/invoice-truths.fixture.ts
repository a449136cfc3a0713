import { createHash } from 'node:crypto'
import type { Invoice } from '../../../../src/domain/invoice'

/** What a file is known to hold; undefined = the truth does not say. */
export interface InvoiceTruth {
  file: string
  /** not looked at while the reading was developed: a third of the files, by the hash of their names */
  held_out: boolean
  number?: string
  date?: string
  currency?: string
  total?: number
  /** quantity and line total of each line; undefined when the truth has none, or its lines are not printed on the page */
  lines?: { quantity: number; amount: number }[]
}

interface Zugferd {
  file: string
  invoice_number: string
  issue_date: string
  currency: string
  grand_total: number
  items: { quantity: number; line_total: number }[]
  usable: boolean
  usable_lines: boolean
}
interface InvoiceToData {
  invoice_number: string
  date: string
  amount?: number
  currency?: string
  lines?: { qty?: number; price_subtotal?: number }[]
}

const INVOICE2DATA = ['AzureInterior', 'FlipkartInvoice', 'NetpresseInvoice', 'SammyMaystoneLinesTest', 'coolblue1', 'free_fiber']

/** @param sharedJson reads a JSON file of the folder with the real files */
export function invoiceTruths(sharedJson: (path: string) => unknown): InvoiceTruth[] {
  const zugferd = (sharedJson('pdf_invoices/truth_zugferd.json') as { invoices: Zugferd[] }).invoices
    .filter(({ usable }) => usable)
    .map(
      (one): InvoiceTruth => ({
        file: one.file,
        held_out: heldOut(one.file),
        number: one.invoice_number,
        date: one.issue_date,
        currency: one.currency,
        total: one.grand_total,
        ...(one.usable_lines ? { lines: one.items.map(({ quantity, line_total }) => ({ quantity, amount: line_total })) } : {}),
      }),
    )
  const others = INVOICE2DATA.flatMap((name) =>
    (sharedJson(`pdf_invoices/invoice2data/${name}.json`) as InvoiceToData[]).map((one): InvoiceTruth => {
      const lines = one.lines?.flatMap(({ qty, price_subtotal }) =>
        qty === undefined || price_subtotal === undefined ? [] : [{ quantity: qty, amount: price_subtotal }],
      )
      return {
        file: `invoice2data/${name}.pdf`,
        held_out: heldOut(`${name}.pdf`),
        number: one.invoice_number,
        date: one.date,
        ...(one.currency === undefined ? {} : { currency: one.currency }),
        ...(one.amount === undefined ? {} : { total: one.amount }),
        ...(lines?.length ? { lines } : {}),
      }
    }),
  )
  return [...zugferd, ...others].sort((a, b) => (a.file < b.file ? -1 : 1))
}

function heldOut(file: string): boolean {
  const hash = createHash('sha256')
    .update(file.split('/').at(-1) ?? '')
    .digest('hex')
  return Number.parseInt(hash.slice(0, 8), 16) % 3 === 0
}

export interface Score {
  /** header fields that are right, of those that the truth holds, with what was read instead of it */
  right: number
  fields: number
  wrong: string[]
  /** lines with the right quantity and total, lines that were read, lines of the truth */
  matched: number
  read: number
  lines: number
}

/** Exact number (a `#` before it is a sign, no part of it), day and currency, total within 0.01; lines by quantity and total within the same. */
export function scoreOf(truth: InvoiceTruth, invoice: Invoice | undefined): Score {
  const wrong: string[] = []
  let fields = 0
  const judge = (name: string, expected: unknown, found: unknown, equal: boolean) => {
    if (expected === undefined) return
    fields++
    if (!equal) wrong.push(`${name} ${found ?? 'not found'} instead of ${expected}`)
  }
  const bare = (number: string | null | undefined) => number?.replace(/^#\s*/, '')
  const total = invoice?.total == null ? undefined : invoice.total / 10_000
  judge('number', truth.number, invoice?.number, bare(truth.number) === bare(invoice?.number))
  judge('date', truth.date, invoice?.date, truth.date === invoice?.date)
  judge('currency', truth.currency, invoice?.currency, truth.currency === invoice?.currency)
  judge('total', truth.total, total, near(truth.total, total))
  const left = (truth.lines ? (invoice?.lines ?? []) : []).map(({ quantity, amount }) => ({
    quantity: (quantity ?? 0) / 1000,
    amount: (amount ?? 0) / 10_000,
  }))
  const read = left.length
  let matched = 0
  for (const line of truth.lines ?? []) {
    const at = left.findIndex(({ quantity, amount }) => Math.abs(quantity - line.quantity) < 0.0005 && near(line.amount, amount))
    if (at < 0) continue
    left.splice(at, 1)
    matched++
  }
  return { right: fields - wrong.length, fields, wrong, matched, read, lines: truth.lines?.length ?? 0 }
}

const near = (a: number | undefined, b: number | undefined): boolean => a !== undefined && b !== undefined && Math.abs(a - b) <= 0.0101
