import { readFileSync } from 'node:fs'

export interface Truth {
  /** rupees, rounded to whole ones as on a tile */
  revenue: number
  units: number
  orders: number
  rows_ok: number
  rows_rejected: number
  rows_set_aside: number
}

/**
 * The sample shop added up by hand, without the engine: what the till wrote, less lines without a date, with a quantity in words, repeated
 * lines, the second header and the total. Bills never span days or stores there, so a bill number is a bill.
 */
export function sampleTruth(): Truth {
  const text = readFileSync(new URL('../public/sample/sales.csv', import.meta.url), 'utf8')
  const rows = text.trimEnd().split('\n').slice(1).map(cells)
  const seen = new Set<string>()
  const bills = new Set<string>()
  const truth = { revenue: 0, units: 0, orders: 0, rows_ok: 0, rows_rejected: 0, rows_set_aside: 0 }
  let paise = 0
  let thousandths = 0
  for (const [bill = '', line, date, , , , type, , , qty, , , taxable] of rows) {
    const key = `${bill} ${line}`
    if (bill === 'Bill No' || bill === 'Grand Total' || seen.has(key)) truth.rows_set_aside += 1
    else if (date === '' || qty === 'two') truth.rows_rejected += 1
    else {
      seen.add(key)
      truth.rows_ok += 1
      paise += Math.round(Number(taxable) * 100)
      thousandths += Math.round(Number(qty) * 1000)
      if (type === 'Sale') bills.add(bill)
    }
  }
  return { ...truth, revenue: Math.round(paise / 100), units: thousandths / 1000, orders: bills.size }
}

/** The generator quotes cells with commas and never puts a quote or a line break in one. */
function cells(row: string): string[] {
  return row.match(/"[^"]*"|[^,]+|(?<=,|^)(?=,|$)/g)?.map((cell) => cell.replace(/^"|"$/g, '')) ?? []
}
