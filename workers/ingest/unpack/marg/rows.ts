import type { Cell } from '../csv-bytes'
import { addsUp, type Layout, layoutOf, margNumber, namesGoods, type Places } from './layouts'
import { margDate, noDate } from './marg-date'
import type { MargRecord } from './records'

/** The columns of the table that a file becomes; its source (sources/marg-invoices) knows them. */
export const COLUMNS = [
  ...['Invoice No', 'Invoice Date', 'Billed To', 'Company', 'Item Code', 'Item Name', 'Pack', 'HSN', 'Batch No', 'Expiry'],
  ...['Qty', 'Free Qty', 'Rate', 'MRP', 'Discount', 'Taxable Amount', 'Tax', 'File Line'],
] as const

const PLACED: readonly (keyof Places)[] = [
  ...(['company', 'code', 'product', 'pack', 'hsn', 'batch', 'expiry'] as const),
  ...(['qty', 'free_qty', 'rate', 'mrp', 'discount', 'amount', 'tax'] as const),
]

/** Where every known program writes the name of the product. */
const NAME = 5

interface Bill {
  no: string
  date: string
  head: MargRecord
  lines: MargRecord[]
  totals: MargRecord | null
}

/** What the records of a file are together. */
export interface MargBills {
  bills: Bill[]
  /** null: no order of the cells could be proven */
  layout: Layout | null
  /** cells that a line should have */
  width: number
  /** lines of goods before any invoice */
  orphans: number
  /** records of no known kind, by their first cell */
  unknown: Map<string, number>
  /** every expiry is the first of a month: it stands for the month */
  months: boolean
}

export function gather(records: Iterable<MargRecord>): MargBills {
  const bills: Bill[] = []
  const unknown = new Map<string, number>()
  let orphans = 0
  for (const record of records) {
    const bill = bills[bills.length - 1]
    if (record.type === 'H') bills.push({ no: record.cells[2] ?? '', date: dayOf(record), head: record, lines: [], totals: null })
    else if (record.type === 'T' && bill) bill.lines.push(record)
    else if (record.type === 'T') orphans++
    else if (record.type === 'F' && bill && !bill.totals) bill.totals = record
    else unknown.set(record.type.slice(0, 20), (unknown.get(record.type.slice(0, 20)) ?? 0) + 1)
  }
  const lines = bills.flatMap((bill) => bill.lines)
  const { layout, width } = layoutOf(lines)
  const expiries = lines.map(({ cells }) => cells[layout?.places.expiry ?? 9] ?? '').filter((text) => margDate(text) !== null)
  return { bills, layout, width, orphans, unknown, months: expiries.length > 0 && expiries.every((text) => text.startsWith('01')) }
}

/** The day of an invoice: its fourth cell, or the first one that is a day. As it is written where none is one. */
function dayOf({ cells }: MargRecord): string {
  const written = cells[3] ?? ''
  return (
    margDate(written) ??
    cells
      .slice(0, 15)
      .map(margDate)
      .find((day) => day !== null) ??
    written
  )
}

/** One row for each line of goods, under the names of the columns. Without a proven layout the cells follow as they are. */
export function* margRows(found: MargBills): Generator<Cell[]> {
  const { layout, width, bills } = found
  if (!layout) {
    const goods = bills.flatMap(({ lines }) => lines)
    const named = Array.from({ length: Math.max(0, width - 1) }, (_, k) =>
      k + 1 === NAME && namesGoods(goods, NAME) ? 'Item Name' : `T ${k + 1}`,
    )
    yield ['Invoice No', 'Invoice Date', ...named, 'File Line']
    for (const { no, date, lines } of bills)
      for (const { cells, line } of lines) {
        const own = Array.from({ length: named.length }, (_, k) => asDay(cells[k + 1] ?? ''))
        yield [no, date, ...own, line, ...cells.slice(named.length + 1)]
      }
    return
  }
  yield [...COLUMNS]
  for (const { no, date, head, lines } of bills)
    for (const record of lines) {
      const cells = fitted(record.cells, layout.places, width)
      const at = (name: keyof Places) => cells?.[layout.places[name] ?? -1] ?? ''
      const values = PLACED.map((name) => (name === 'expiry' ? expiryOf(at(name), found.months) : at(name)))
      // a line whose cells cannot be told apart is kept whole, beyond the columns: it is rejected for that, and shown
      yield [
        no,
        date,
        layout.party === null ? '' : (head.cells[layout.party] ?? ''),
        ...values,
        record.line,
        ...(cells ? [] : [record.cells.join(',')]),
      ]
    }
}

/** Lines of one bill whose sum is not found among its totals, with or without tax; a bill is rounded to whole rupees. */
export function billsThatDoNotAddUp({ bills, layout, width }: MargBills): number {
  if (!layout) return 0
  const { amount, tax } = layout.places
  return bills.filter(({ lines, totals }) => {
    if (!totals || lines.length === 0) return false
    const goods = lines.map(({ cells }) => fitted(cells, layout.places, width) ?? [])
    const sum = (at: number | undefined) => goods.reduce((all, cells) => all + (at === undefined ? 0 : (margNumber(cells[at]) ?? 0)), 0)
    const net = sum(amount)
    const sums = [net, net + sum(tax)]
    // most of its cells are zero and say nothing
    const told = totals.cells
      .slice(1)
      .map(margNumber)
      .filter((total) => total !== 0)
    return !told.some((total) => total !== null && sums.some((one) => Math.abs(one - total) <= 1))
  }).length
}

/** The cells of a line in their places. A name with the delimiter in it makes a line longer: put together again where the arithmetic then holds. Null = cannot be told. */
function fitted(cells: readonly string[], places: Places, width: number): readonly string[] | null {
  const surplus = cells.length - width
  if (surplus === 0 || addsUp(cells, places)) return cells
  // the name may stand in a line twice
  for (const more of new Set([surplus, surplus / 2])) {
    if (more < 1 || !Number.isInteger(more)) continue
    const { product } = places
    const name = cells.slice(product, product + more + 1).join(', ')
    const joined = [...cells.slice(0, product), name, ...cells.slice(product + more + 1)]
    if (addsUp(joined, places)) return joined
  }
  return null
}

function expiryOf(text: string, months: boolean): string {
  const day = margDate(text)
  if (day === null) return noDate(text) ? '' : text
  return months ? `${day.slice(5, 7)}/${day.slice(0, 4)}` : day
}

const asDay = (text: string): string => margDate(text) ?? (/^0{8}$/.test(text) ? '' : text)
