import { expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { tryImport } from './try-import'

test('goods that go free with a sale leave the shop too: the amount stays, and the row is labelled', async () => {
  const { db, outcome } = await tryImport(
    'Date,Bill No,Item Name,Qty,Rate,Amount\n2024-01-01,1,Dolo,10+1,30,300\n2024-01-01,2,Soap,4,25,100\n2024-01-02,3,Tea,2 + 1 free,50,\n2024-01-03,4,Dolo,-10+1,30,-300\n',
  )
  const rows = await db.all(sql`SELECT qty / 1e3 AS qty, net_ex_tax / 1e4 AS net, line_type FROM sales_fact ORDER BY row_no`)
  expect(rows).toEqual([
    { qty: 11, net: 300, line_type: 'SALE' },
    { qty: 4, net: 100, line_type: 'SALE' },
    { qty: 3, net: 100, line_type: 'SALE' },
    { qty: -11, net: -300, line_type: 'RETURN' },
  ])
  expect(outcome).toMatchObject({ profile: { identity_testable: 3, identity_ok: 3 } })
  expect(await db.all(sql`SELECT row_no, code, raw_value, suggestion FROM row_issue WHERE severity = 'warn' ORDER BY row_no`)).toEqual([
    { row_no: 1, code: 'W_FREE_SOLD', raw_value: '10+1', suggestion: '11' },
    { row_no: 3, code: 'W_FREE_SOLD', raw_value: '2 + 1 free', suggestion: '3' },
    { row_no: 4, code: 'W_FREE_SOLD', raw_value: '-10+1', suggestion: '-11' },
  ])
})

/** Units and amount of each sale, and what is said of it. */
async function sold(...lines: string[]) {
  const { db, outcome, recognition } = await tryImport(lines.join('\n'))
  const rows = await db.all<{ qty: number; net: number }>(
    sql`SELECT qty / 1e3 AS qty, net_ex_tax / 1e4 AS net FROM sales_fact ORDER BY row_no`,
  )
  const findings = await db.all<{ row_no: number; code: string }>(
    sql`SELECT row_no, code FROM row_issue WHERE severity = 'warn' ORDER BY row_no, code`,
  )
  return {
    columns: recognition.mapping.columns,
    rows: rows.map(({ qty, net }) => [qty, net]),
    findings: findings.map(({ row_no, code }) => `${row_no} ${code}`),
    outcome,
  }
}

test('a column of free goods says the same', async () => {
  const { rows, findings, columns } = await sold(
    'Date,Bill No,Item Name,Qty,Free,Rate,Amount',
    '2024-01-01,1,Dolo,10,1,30,300',
    '2024-01-01,2,Soap,4,,25,100',
    '2024-01-02,3,Tea,0,2,50,0',
    '2024-01-03,4,Dolo,-10,-1,30,-300',
    '2024-01-03,5,Balm,20,10+1,30,600',
    '2024-01-04,6,Balm,5,some,30,150',
  )
  expect(columns[4]).toBe('free_qty')
  expect(rows).toEqual([
    [11, 300],
    [4, 100],
    [2, 0],
    [-11, -300],
    [22, 600],
    [5, 150],
  ])
  expect(findings).toEqual(['1 W_FREE_SOLD', '3 W_FREE_SOLD', '4 W_FREE_SOLD', '5 W_FREE_SOLD', '6 W_NUMBER_UNREAD'])
})

test('free goods that the quantity holds already are not added: the amount is that of the rest', async () => {
  const { rows, findings, outcome } = await sold(
    'Date,Bill No,Item Name,Qty,Free Qty,Rate,Amount',
    '2024-01-01,1,Dolo,11,1,30,300',
    '2024-01-01,2,Soap,4,0,25,100',
    '2024-01-03,3,Dolo,-11,1,30,-300',
  )
  expect(rows).toEqual([
    [11, 300],
    [4, 100],
    [-11, -300],
  ])
  expect(findings).toEqual([])
  expect(outcome).toMatchObject({ profile: { identity_testable: 3, identity_ok: 3 } })
})

test('a bonus or a scheme at a till is as likely points or money, and adds no units', async () => {
  for (const name of ['Bonus', 'Scheme', 'Deal']) {
    const { rows } = await sold(`Date,Bill No,Item Name,Qty,${name},Rate,Amount`, '2024-01-01,1,Dolo,10,30,30,300')
    expect([name, rows]).toEqual([name, [[10, 300]]])
  }
})
