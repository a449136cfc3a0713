import { expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { tryImport } from './try-import'

test('tips, charges and roundings are money of the bill, whatever quantity and rate stand beside them', async () => {
  const { db } = await tryImport(
    [
      'Date,Bill No,Item,Qty,Rate,Amount',
      '2024-03-14,1,Pizza,2,100,200',
      '2024-03-14,1,Tip,1,20,20',
      '2024-03-15,2,Coffee,1,50,50',
      '2024-03-15,2,Service Charge (10%),1,5,5',
      '2024-03-16,3,Gratuity,1,3,3',
      '2024-03-16,3,Delivery Charges,2,15,30',
      '2024-03-16,3,Round Off,1,-0.40,-0.40',
      '2024-03-16,3,Tip Top Rusk,2,30,60',
      '2024-03-16,3,Disc,1,99,99',
      '',
    ].join('\n'),
  )
  const rows = await db.all(
    sql`SELECT line_type, sum(qty) / 1e3 AS units, sum(net_ex_tax) / 1e4 AS net FROM sales_fact GROUP BY ALL ORDER BY line_type`,
  )
  expect(rows).toEqual([
    { line_type: 'ADJ', units: 0, net: 57.6 },
    { line_type: 'SALE', units: 6, net: 409 },
  ])
})

test('sums are told in the languages whose column names are known', async () => {
  const { db } = await tryImport(
    [
      'Datum;Beleg;Artikel;Menge;Preis;Betrag',
      '14.03.2024;1;Kaffee;2;3,50;7,00',
      '15.03.2024;2;Tee;1;2,50;2,50',
      '16.03.2024;3;Tee;4;2,50;10,00',
      '16.03.2024;;Summe;7;;19,50',
      ';;Gesamtsumme;7;;19,50',
      'Summe;;;7;;19,50',
      'Gesamt;;;7;;19,50',
      'Total général;;;7;;19,50',
      'Totale;;;7;;19,50',
      '',
    ].join('\n'),
  )
  expect(await db.all(sql`SELECT count(*) AS lines, sum(net_ex_tax) / 1e4 AS net FROM sales_fact`)).toEqual([{ lines: 3, net: 19.5 }])
  expect(await db.all(sql`SELECT code, count(*) AS n FROM row_issue WHERE severity <> 'info' GROUP BY code`)).toEqual([
    { code: 'I_TOTAL_ROW', n: 6 },
  ])
})

test('the total of a day on a row without a date is set aside, and is not held against the sum of the file', async () => {
  const day = (date: string) => [`${date},1,Tea,2,50,100`, `${date},2,Salt,1,20,20`, ',,Day Total,3,,120']
  const { db } = await tryImport(['Date,Bill No,Item,Qty,Rate,Amount', ...day('2024-03-14'), ...day('2024-03-15'), ''].join('\n'))
  expect(await db.all(sql`SELECT code, count(*) AS n FROM row_issue WHERE severity <> 'info' GROUP BY code`)).toEqual([
    { code: 'I_TOTAL_ROW', n: 2 },
  ])
})

test('the total of a branch, named after it, is set aside', async () => {
  const { db } = await tryImport(
    'Branch,Date,Item,Qty,Net Amount\nMG Road,2024-03-14,Tea,2,100\nMG Road Total,,,2,100\nWhitefield,2024-03-14,Salt,1,20\nWhitefield Total,,,1,20\nGrand Total,,,3,120\n',
  )
  expect(await db.all(sql`SELECT code, count(*) AS n FROM row_issue WHERE severity <> 'info' GROUP BY code`)).toEqual([
    { code: 'I_TOTAL_ROW', n: 3 },
  ])
})
