import type { StoredAction } from '../../src/catalog/action-records'
import type { Catalog } from '../../src/catalog/catalog'
import type { StoredDataset } from '../../src/catalog/records'
import type { Database } from '../db/database'
import { sql } from '../db/sql'
import { correctionsOf } from '../ingest/corrections'

/** The dataset whose rejected rows this one tells anew; null for any other. */
export const correctedBy = ({ recognition }: Pick<StoredDataset, 'recognition'>): string | null =>
  recognition ? (correctionsOf(recognition.header)?.dataset_id ?? null) : null

/** Datasets that hold corrected rows of a file of the sample shop: they go with it. None for a person's own file. */
export async function goesAlong(catalog: Catalog, { dataset_id, is_sample }: StoredDataset): Promise<StoredDataset[]> {
  return is_sample ? (await catalog.datasets.toArray()).filter((one) => correctedBy(one) === dataset_id) : []
}

/**
 * Which actions may stay when a file of the sample shop has gone: those about a store and a product that are still known. A product that is told by another
 * code now, or was merged into another one, is known: of a person's own decisions none is lost.
 */
export async function actionsThatStay(db: Database): Promise<(action: StoredAction) => boolean> {
  const known = await db.all<{ kind: string; id: string }>(sql`
SELECT 'store' AS kind, store_id AS id FROM store_key
UNION SELECT 'sku', sku_id FROM item WHERE sku_id IS NOT NULL
UNION SELECT 'sku', from_sku FROM alias WHERE into_sku IN (SELECT sku_id FROM item)
UNION SELECT 'name', product_name FROM item WHERE product_name IS NOT NULL
ORDER BY kind, id`)
  const [stores, skus, names] = ['store', 'sku', 'name'].map(
    (kind) => new Set(known.filter((one) => one.kind === kind).map(({ id }) => id)),
  )
  return ({ from_store, sku_id, product_name }) =>
    stores?.has(from_store) === true && (skus?.has(sku_id) === true || names?.has(product_name) === true)
}
