import type { Database } from '../../db/database'
import { NUMBER_KEYS } from '../../db/schema'
import { join, sql } from '../../db/sql'
import { deduplicate } from './deduplicate'
import { deduplicatePurchases } from './deduplicate-purchases'
import { describeProducts } from './describe-products'
import { identify } from './identify'
import { leaveSummedStock } from './leave-summed-stock'
import { nameStores } from './name-stores'
import { overrideCorrections, touchedDays } from './override-corrections'

/**
 * Recomputes everything that depends on several datasets at once, after the rows of `dataset_nos` were added: duplicates on their days, then SKUs, names,
 * prices and stores over all. Runs inside the import's transaction. The result is a function of the set of datasets: adding many at once ends where adding
 * them one by one does.
 */
export async function derive(db: Database, dataset_nos: readonly number[]): Promise<void> {
  if (dataset_nos.length === 0) return
  const came = await db.all<{ kind: string; source: string; dataset_nos: number[] }>(
    sql`SELECT kind, source, list(dataset_no) AS dataset_nos FROM dataset WHERE dataset_no IN (${join(dataset_nos.map((no) => sql`${no}`))})
      GROUP BY kind, source ORDER BY kind, source`,
  )
  await overrideCorrections(db)
  for (const { kind, source, dataset_nos: of_source } of came) {
    if (kind === 'sales') await deduplicate(db, source, await touchedDays(db, of_source))
    if (kind === 'purchases') await deduplicatePurchases(db, source)
  }
  await deriveMasters(db)
}

/** The part of derive that does not look at duplicates; also run after a dataset was removed. */
export async function deriveMasters(db: Database): Promise<void> {
  await nameStores(db)
  await identify(db)
  await describeProducts(db)
  await leaveSummedStock(db)
  await db.run(NUMBER_KEYS)
}
