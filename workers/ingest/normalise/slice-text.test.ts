import { expect, test } from 'vitest'
import type { Database } from '../../db/database'
import { openNodeDatabase } from '../../db/open-node'
import { raw, type Sql } from '../../db/sql'
import { tryImport } from './try-import'

const HEADER = 'Date,Bill No,Store,Item,Qty,Rate,Amount,Cost\n'
const dmy = (day: string) => day.split('-').reverse().join('/')

/** Two lines a day of two products, as far as `days` go. */
function lines(
  days: number,
  write: (day: string) => string = (day) => day,
  item = (n: number): string => (n % 2 ? 'Tea' : 'Milk'),
): string[] {
  return Array.from({ length: days * 2 }, (_, n) => {
    const day = new Date(Date.UTC(2024, 0, 1 + Math.floor(n / 2))).toISOString().slice(0, 10)
    return `${write(day)},B${n},Main,${item(n)},${1 + (n % 3)},10,${10 * (1 + (n % 3))},6`
  })
}
const put = (rows: string[], at: number, row: string) => rows.map((old, n) => (n === at ? row : old))
const fileOf = (rows: string[]) => `${HEADER}${rows.join('\n')}\n`

/** Facts and findings of a file that is read in slices of 20 rows, what was settled about its columns, and how many of the slices were not copied. */
async function read(text: string, slice_rows?: number) {
  const engine = await openNodeDatabase()
  let views = 0
  const listening = new Proxy(engine as Database, {
    get(target, key) {
      const value = Reflect.get(target, key)
      if (typeof value !== 'function') return value
      return (...given: unknown[]) => {
        if (key === 'run' && /^CREATE OR REPLACE TEMP VIEW/.test((given[0] as Sql).text)) views++
        return value.apply(target, given)
      }
    },
  })
  const { outcome } = await tryImport(text, { db: listening, ...(slice_rows ? { slice_rows } : {}) })
  const facts = await engine.all(
    raw(`SELECT f.* EXCLUDE (item_no, store_no, date), date::VARCHAR AS day, raw_name AS store, code, name, sku_id
      FROM sales_fact f JOIN item USING (item_no) JOIN store_key USING (store_no) ORDER BY row_no`),
  )
  const findings = await engine.all(raw('SELECT * FROM row_issue ORDER BY row_no, code'))
  const rejects = await engine.all(raw('SELECT row_no, array_to_string(cells, chr(10)) AS cells FROM reject_row ORDER BY row_no'))
  return { read: { outcome, facts, findings, rejects }, views }
}

const FILES: [string, string][] = [
  ['plain lines', fileOf(lines(60))],
  ['days as an Indian till writes them', fileOf(lines(60, dmy))],
  ['new products now and then', fileOf(lines(60, dmy, (n) => `Tea ${Math.floor(n / 35)}`))],
  ['a new product after long', fileOf(put(lines(60), 105, '2024-02-22,B105,Main,Ghee,1,10,10,6'))],
  ['a day in another notation', fileOf(put(lines(60), 70, '5 February 2024,B70,Main,Tea,1,10,10,6'))],
  ['a day that no calendar has', fileOf(put(lines(60, dmy), 70, '31/02/2024,B70,Main,Tea,1,10,10,6'))],
  ['a year that is a slip', fileOf(put(lines(60), 7, '0206-01-04,B7,Main,Tea,1,10,10,6'))],
  ['days far behind those before', fileOf(put(lines(60), 70, '2012-02-05,B70,Main,Tea,1,10,10,6'))],
  ['an amount with its currency', fileOf(put(lines(60), 70, '2024-02-05,B70,Main,Tea,1,10,₹10.00,6'))],
  ['a store that comes late', fileOf(put(lines(60), 70, '2024-02-05,B70,Annex,Tea,1,10,10,6'))],
  [
    'a refused row, and one that costs more than it brings',
    fileOf(put(put(lines(60), 70, '2024-02-05,B70,Main,,1,10,10,6'), 75, '2024-02-07,B75,Main,Tea,1,10,10,16')),
  ],
  ['a total among the lines', fileOf(put(lines(60), 99, 'Total,,,,198,,1980,'))],
  ['a discount as a line', fileOf(put(lines(60), 90, '2024-02-15,B90,Main,Discount,1,-3,-3,'))],
]

test.each(FILES)('%s: a file in slices reads as in one piece', async (_, text) => {
  expect((await read(text, 20)).read).toEqual((await read(text)).read)
})

test('slices of plain lines are looked at in the file itself, but for the first', async () => {
  for (const write of [(day: string) => day, dmy]) expect((await read(fileOf(lines(60, write)), 20)).views).toBe(6)
})

test('a file that keeps bringing what nobody expected is copied slice by slice', async () => {
  const late = lines(60).map((line, n) => (n % 20 === 19 ? line.replace(/^[^,]+/, `${(n % 28) + 1} February 2024`) : line))
  expect((await read(fileOf(late), 20)).views).toBeLessThan(3)
})
