import type { Settings } from '../../src/domain/settings'
import type { Database } from '../db/database'
import { NUMBER_KEYS } from '../db/schema'
import { sql } from '../db/sql'
import { computeCostSteps } from './cost-steps'
import { findReturnedSales } from './returned-sales'

/** Goes up when a model is computed otherwise than before, so that the next start computes it anew. */
const VERSION = 3

/**
 * Computes the models when the facts or a setting that they follow are not those that they were computed from. Runs inside the transaction that
 * changes the facts, and at every start, because a start may have mended the facts. Models depend on the set of datasets, not on their order.
 */
export async function ensureModels(db: Database, { costing_method }: Pick<Settings, 'costing_method'>): Promise<void> {
  const [state] = await db.all<{ wanted: string; found: string | null }>(sql`
    SELECT concat_ws('|', ${VERSION}, ${costing_method}, coalesce(string_agg(dataset_no || ':' || dataset_id || ':' || mapping_version, ',' ORDER BY dataset_no), ''),
        (SELECT md5(string_agg(from_sku || chr(31) || into_sku, chr(30) ORDER BY from_sku)) FROM alias), (SELECT nullif(max(bp), 0) FROM included_tax)) AS wanted,
      (SELECT min(computed_from) FROM model_state WHERE model = 'costs') AS found
    FROM dataset WHERE NOT starts_with(dataset_id, 'loading:')`)
  if (!state || state.wanted === state.found) return
  const [unnumbered] = await db.all(
    sql`SELECT 1 AS one FROM item WHERE sku_no IS NULL UNION ALL SELECT 1 FROM store_key WHERE place_no IS NULL LIMIT 1`,
  )
  if (unnumbered) await db.run(NUMBER_KEYS) // a database of earlier days has none
  await computeCostSteps(db, costing_method)
  await findReturnedSales(db)
  await db.run(sql`DELETE FROM model_state WHERE model = 'costs'; INSERT INTO model_state VALUES ('costs', ${state.wanted})`)
}
