import { expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { tryImport } from './try-import'

const REGISTER = `Purchase Date,Bill No,Supplier,Item Name,Qty,Purchase Rate
21/03/2024,P1,Metro,,,
,,,Dolo,10,20
,,,Pan,5,96
22/03/2024,P2,Sai,,,
,,,Crocin,7,16
23/03/2024,P3,Metro,Salt,4,9
,,,Oil,6,120
24/03/2024,P4,Sai,,,
`

test.each([4, 5, 6, 7, 8, 9, 20])('a bill whose lines begin the next slice of a large register (%i rows a slice)', async (slice_rows) => {
  const { db } = await tryImport(REGISTER, { filename: 'Purchase Register.csv', slice_rows })
  const rows = await db.all(
    sql`SELECT date::VARCHAR AS date, invoice_no, supplier, i.name, qty / 1000 AS qty FROM purchase_fact JOIN item i USING (item_no) ORDER BY row_no`,
  )
  expect(rows.map((row) => Object.values(row).join(' '))).toEqual([
    '2024-03-21 P1 Metro Dolo 10',
    '2024-03-21 P1 Metro Pan 5',
    '2024-03-22 P2 Sai Crocin 7',
    '2024-03-23 P3 Metro Salt 4',
    '2024-03-23 P3 Metro Oil 6',
  ])
  const findings = await db.all<{ row_no: number; code: string }>(sql`SELECT row_no, code FROM row_issue ORDER BY row_no`)
  // the last bill has no line: nothing says that it is the head of one
  expect(findings.map(({ row_no, code }) => `${row_no} ${code}`)).toEqual([
    '0 W_CARRIED_DOWN',
    '1 I_TOTAL_ROW',
    '4 I_TOTAL_ROW',
    '8 E_PRODUCT_MISSING',
  ])
})
