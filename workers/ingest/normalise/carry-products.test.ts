import { describe, expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { tryImport } from './try-import'

/** Product, batch and units of what lies there; the row numbers of what was set aside. */
async function lying(text: string, slice_rows?: number) {
  const { db } = await tryImport(text, { filename: 'stock.csv', ...(slice_rows ? { slice_rows } : {}) })
  const rows = await db.all<{ product: string; batch: string; units: number }>(
    sql`SELECT product_name AS product, batch, CAST(on_hand AS DOUBLE) / 1000 AS units FROM inventory_line ORDER BY row_no`,
  )
  const findings = await db.all<{ row_no: number; code: string }>(sql`SELECT row_no, code FROM row_issue ORDER BY row_no, code`)
  return {
    rows: rows.map(({ product, batch, units }) => [product, batch, units]),
    findings: findings.map(({ row_no, code }) => `${row_no} ${code}`),
  }
}
const HEADER = 'Item Name,Batch No,Expiry Date,Closing Stock,Purchase Price'

test('a product written once, on the line of its first batch', async () => {
  const { rows, findings } = await lying(
    [HEADER, 'Dolo,B1,07/27,11,8', ',B2,01/28,12,8', 'Crocin,C1,09/28,7,16', 'Azithral,A1,02/28,6,42', ',A2,03/28,5,42'].join('\n'),
  )
  expect(rows).toEqual([
    ['Dolo', 'B1', 11],
    ['Dolo', 'B2', 12],
    ['Crocin', 'C1', 7],
    ['Azithral', 'A1', 6],
    ['Azithral', 'A2', 5],
  ])
  expect(findings).toEqual(['0 W_CARRIED_DOWN'])
})

test('a product above its batches, with their total or without: what the batches say counts', async () => {
  const { rows, findings } = await lying(
    [HEADER, 'Dolo,,,23,', ',B1,07/27,11,8', ',B2,01/28,12,8', 'Crocin,,,,', ',C1,09/28,7,16', 'Salt,,,40,9'].join('\n'),
  )
  expect(rows).toEqual([
    ['Dolo', 'B1', 11],
    ['Dolo', 'B2', 12],
    ['Crocin', 'C1', 7],
    ['Salt', '', 40],
  ])
  expect(findings).toEqual(['0 W_CARRIED_DOWN', '1 I_TOTAL_ROW', '4 I_TOTAL_ROW', '6 W_EXPIRY_MISSING'])
})

test('units of a product that are in none of its batches stay goods', async () => {
  const { rows } = await lying([HEADER, 'Dolo,,,5,8', ',B1,07/27,11,8', ',B2,01/28,12,8', 'Crocin,C1,09/28,7,16'].join('\n'))
  expect(rows.map(([product, , units]) => [product, units])).toEqual([
    ['Dolo', 5],
    ['Dolo', 11],
    ['Dolo', 12],
    ['Crocin', 7],
  ])
})

test('where products repeat from line to line, one without a name is one that somebody forgot', async () => {
  const { rows, findings } = await lying(
    [
      HEADER,
      'Dolo,B1,07/27,11,8',
      'Dolo,B2,01/28,12,8',
      ',B3,09/28,7,16',
      'Crocin,C1,09/28,7,16',
      'Crocin,C2,09/28,7,16',
      ',C3,09/28,7,16',
    ].join('\n'),
  )
  expect(rows).toHaveLength(4)
  expect(findings).toEqual(['3 E_PRODUCT_MISSING', '6 E_PRODUCT_MISSING'])
})

describe('where a product stands at the end of one slice of a large file and its batches in the next', () => {
  const LINES = [
    HEADER,
    'Dolo,,,23,',
    ',B1,07/27,11,8',
    ',B2,01/28,12,8',
    'Crocin,,,,',
    ',C1,09/28,7,16',
    ',C2,10/28,"1,000",16',
    'Salt,S1,10/28,4,9',
  ]
  test.each([5, 6, 7, 8, 9, 10, 11])('slices of %i rows', async (slice_rows) => {
    // the first slice must show what kind of list it is
    const text = [HEADER, 'Pan,P1,07/27,1,8', ',P2,07/27,2,8', ',P3,07/27,3,8', ...LINES.slice(1)].join('\n')
    const { rows, findings } = await lying(text, slice_rows)
    expect(rows.slice(3)).toEqual([
      ['Dolo', 'B1', 11],
      ['Dolo', 'B2', 12],
      ['Crocin', 'C1', 7],
      ['Crocin', 'C2', 1000],
      ['Salt', 'S1', 4],
    ])
    expect(findings).toEqual(['0 W_CARRIED_DOWN', '4 I_TOTAL_ROW', '7 I_TOTAL_ROW'])
  })
})
