import { expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { tryImport } from '../normalise/try-import'

async function sold(...lines: string[]) {
  const { db } = await tryImport(`${lines.join('\n')}\n`)
  const [sum] = await db.all(sql`SELECT sum(qty) / 1e3 AS units, sum(net_ex_tax) / 1e4 AS net, sum(tax) / 1e4 AS tax FROM sales_fact`)
  return { ...sum, warnings: await db.all(sql`SELECT DISTINCT code FROM row_issue WHERE severity = 'warn'`) }
}

test('SAP: the tax of a row', async () =>
  expect(
    await sold(
      'Document Number,Posting Date,Item No.,Item/Service Description,Quantity,Unit Price,Row Total,Total Tax - Row,Gross Total',
      '1001,2024-03-01,A1,Soap,2,150,300.00,54.00,354.00',
      '1001,2024-03-01,A2,Tea,3,210,630.00,31.50,661.50',
      '1002,2024-03-02,A1,Soap,5,150,750.00,135.00,885.00',
    ),
  ).toEqual({ units: 10, net: 1680, tax: 220.5, warnings: [] }))

test('Clover: a quantity stands on lines that are sold by weight, any other line is one', async () =>
  expect(
    await sold(
      'Line Item Date,Order ID,Item Name,Per Unit Quantity,Item Revenue,Item Total,Tax Amount',
      '2024-03-01,O1,Nuts,2.5,250.00,250.00,12.50',
      '2024-03-01,O1,Tea,,40.00,40.00,2.00',
      '2024-03-02,O2,Tea,,40.00,40.00,2.00',
    ),
  ).toEqual({ units: 4.5, net: 330, tax: 16.5, warnings: [] }))
