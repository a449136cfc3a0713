import type { Database } from '../../db/database'
import { NUMBER_KEYS } from '../../db/schema'
import { sql } from '../../db/sql'
import { deduplicate } from './deduplicate'
import { deduplicatePurchases } from './deduplicate-purchases'
import { describeProducts } from './describe-products'
import { identify } from './identify'
import { nameStores } from './name-stores'
import { overrideCorrections, touchedDays } from './override-corrections'

/**
 * Recomputes everything that depends on several datasets at once, after rows of `dataset_no` were added: duplicates on its days,
 * then SKUs, names, prices and stores over all. Runs inside the import's transaction. The result is a function of the set of datasets.
 */
export async function derive(db: Database, touched: { dataset_no: number }): Promise<void> {
  const [dataset] = await db.all<{ kind: string; source: string }>(
    sql`SELECT kind, source FROM dataset WHERE dataset_no = ${touched.dataset_no}`,
  )
  await overrideCorrections(db)
  if (dataset?.kind === 'sales') await deduplicate(db, dataset.source, await touchedDays(db, touched.dataset_no))
  if (dataset?.kind === 'purchases') await deduplicatePurchases(db, dataset.source)
  await deriveMasters(db)
}

/** The part of derive that does not look at duplicates; also run after a dataset was removed. */
export async function deriveMasters(db: Database): Promise<void> {
  await nameStores(db)
  await identify(db)
  await describeProducts(db)
  await db.run(NUMBER_KEYS)
}
