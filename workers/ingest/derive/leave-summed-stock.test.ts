import { expect, test } from 'vitest'
import type { Dataset } from '../../../src/domain/dataset'
import type { Database } from '../../db/database'
import { openNodeDatabase } from '../../db/open-node'
import { sql } from '../../db/sql'
import { tryImport } from '../normalise/try-import'
import { buildReport } from '../report'
import { removeDataset } from './remove-dataset'

const BY_PRODUCT = 'Item Name,Closing Stock\nDolo,23\nSalt,40\nAtta,5'
const BY_BATCH = 'Item Name,Batch No,Expiry Date,Closing Stock\nDolo,B1,31/07/2027,11\nDolo,B2,31/01/2028,12\nAtta,A1,30/06/2027,4'

const lying = async (db: Database) =>
  (
    await db.all<{ product: string; batch: string; units: number }>(
      sql`SELECT product_name AS product, batch, CAST(on_hand AS DOUBLE) / 1000 AS units FROM inventory_line ORDER BY product, batch`,
    )
  ).map(({ product, batch, units }) => `${product} ${batch} ${units}`)

test('a summary and the batches that it adds up are one stock; batches that come to less are believed', async () => {
  const { db, dataset: summary } = await tryImport(BY_PRODUCT, { filename: 'shop.xlsx › Stock Summary' })
  const { dataset: detail } = await tryImport(BY_BATCH, { filename: 'shop.xlsx › Stock Detail', db })
  expect(await lying(db)).toEqual(['Atta A1 4', 'Dolo B1 11', 'Dolo B2 12', 'Salt  40'])

  const { counts, issues } = await buildReport(db, summary)
  expect(counts).toMatchObject({ total: 3, ok: 1, set_aside: 2 })
  expect(issues).toContainEqual(
    expect.objectContaining({ code: 'I_DUPLICATE', rows: 1, examples: [expect.objectContaining({ row_no: 1 })] }),
  )

  await removeDataset(db, detail.dataset_id)
  expect(await lying(db)).toEqual(['Atta  5', 'Dolo  23', 'Salt  40'])
})

test('batches that come to something else than the product are believed, and the report says both numbers', async () => {
  const { db, dataset: summary } = await tryImport('Item Name,Closing Stock\nDolo,23\nSalt,40\nAtta,5', { filename: 'stock.csv' })
  await tryImport('Item Name,Batch No,Expiry Date,Closing Stock\nDolo,B1,31/07/2027,11\nDolo,B2,31/01/2028,13\nAtta,A1,30/06/2027,4', {
    filename: 'batches.csv',
    db,
  })
  expect(await lying(db)).toEqual(['Atta A1 4', 'Dolo B1 11', 'Dolo B2 13', 'Salt  40'])
  const { counts, issues } = await buildReport(db, summary)
  expect(counts).toMatchObject({ total: 3, ok: 1, set_aside: 2 })
  expect(issues).toEqual([
    {
      code: 'I_COUNTED_BY_BATCH',
      severity: 'set_aside',
      rows: 2,
      examples: [
        { row_no: 1, field: 'stock', raw_value: '23', suggestion: '24' },
        { row_no: 3, field: 'stock', raw_value: '5', suggestion: '4' },
      ],
    },
  ])
})

test('a list of what expires soon has some of the batches: the rest of the count stays, without a batch, in whichever order the files come', async () => {
  const STOCK = 'Item Name,Closing Stock\nDolo,60\nDolo,40\nSalt,40\nAtta,5'
  const EXPIRING = 'Item Name,Batch No,Expiry Date,Qty\nDolo,B1,31/07/2024,70\nAtta,A1,30/06/2024,1'
  const both = [
    [STOCK, 'stock.csv'],
    [EXPIRING, 'near expiry list.csv'],
  ] as const
  for (const order of [both, [...both].reverse()]) {
    const db = await openNodeDatabase()
    const read = new Map<string, Dataset>()
    for (const [text, filename] of order) read.set(text, (await tryImport(text, { filename, db })).dataset)
    expect(await lying(db)).toEqual(['Atta  4', 'Atta A1 1', 'Dolo  30', 'Dolo B1 70', 'Salt  40'])
    const { counts, issues } = await buildReport(db, read.get(STOCK) as Dataset)
    expect(counts).toMatchObject({ total: 4, ok: 3, set_aside: 1 })
    expect(issues.map(({ code, rows }) => `${code} ${rows}`)).toEqual(['I_DUPLICATE 1', 'I_PARTLY_BY_BATCH 2'])
    expect(issues[1]?.examples).toEqual([
      { row_no: 2, field: 'stock', raw_value: '100', suggestion: '70' },
      { row_no: 4, field: 'stock', raw_value: '5', suggestion: '1' },
    ])
  }
})
