import { expect, test } from 'vitest'
import type { Database } from '../../db/database'
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

test('a summary and the batches that it adds up are one stock; a product that comes to something else is in both', async () => {
  const { db, dataset: summary } = await tryImport(BY_PRODUCT, { filename: 'shop.xlsx › Stock Summary' })
  const { dataset: detail } = await tryImport(BY_BATCH, { filename: 'shop.xlsx › Stock Detail', db })
  expect(await lying(db)).toEqual(['Atta  5', 'Atta A1 4', 'Dolo B1 11', 'Dolo B2 12', 'Salt  40'])

  const { counts, issues } = await buildReport(db, summary)
  expect(counts).toMatchObject({ total: 3, ok: 2, set_aside: 1 })
  expect(issues).toContainEqual(
    expect.objectContaining({ code: 'I_DUPLICATE', rows: 1, examples: [expect.objectContaining({ row_no: 1 })] }),
  )

  await removeDataset(db, detail.dataset_id)
  expect(await lying(db)).toEqual(['Atta  5', 'Dolo  23', 'Salt  40'])
})
