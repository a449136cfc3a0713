import fc from 'fast-check'
import type { Database } from '../../db/database'
import { ENGINE_RUNS } from '../../db/engine-runs'
import { sql } from '../../db/sql'

export const HEADER = ['Bill Date', 'Bill No', 'Item Name', 'Qty', 'Rate', 'Amount']
/** Always there, so that the date order is proven whatever the rest says. */
export const ANCHOR = ['28/02/2024', 'B0', 'Tea', '1', '10.00', '10.00']
export const RUNS = { numRuns: ENGINE_RUNS, seed: 20261018 }

/** A row that is read whatever stands around it. */
export const good = fc
  .record({
    day: fc.integer({ min: 1, max: 28 }),
    product: fc.constantFrom('Tea', 'Salt', 'चाय'),
    qty: fc.integer({ min: -3, max: 9 }),
    price: fc.integer({ min: 1, max: 99_999 }),
  })
  .map(({ day, product, qty, price }) => [
    `${String(day).padStart(2, '0')}/02/2024`,
    `B${day}`,
    product,
    String(qty),
    (price / 100).toFixed(2),
    ((qty * price) / 100).toFixed(2),
  ])
const cell = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '-',
    'abc',
    '1,23',
    '1_0',
    '(5.00)',
    '31/02/2024',
    '13/02/2024',
    'Total',
    '=1+1',
    '₹ 1,00,000.00',
    '"',
    "O'Brien",
    '1e3',
    '99999999999999999999',
  ),
  fc.string({ maxLength: 6 }),
)
/** A row as people mistype it. */
export const dirty = fc.array(cell, { minLength: 0, maxLength: 8 })
const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
/** Rows as the text of a file. */
export const csv = (rows: readonly (readonly string[])[]): string => `${rows.map((row) => row.map(quoted).join(',')).join('\n')}\n`

/** What a file became, row by row. */
export const facts = async (db: Database) =>
  db.all(
    sql`SELECT date::VARCHAR AS date, transaction_id, i.name, line_type, qty, unit_price, net_ex_tax FROM sales_fact f JOIN item i USING (item_no) ORDER BY row_no`,
  )
