import type { Settings } from '../../src/domain/settings'
import type { Database } from '../db/database'
import { NUMBER_KEYS } from '../db/schema'
import { sql } from '../db/sql'
import { computeCostSteps } from './cost-steps'
import { storeDemand } from './demand'
import { newestDay } from './newest-day'
import { findReturnedSales } from './returned-sales'

/** Goes up when a model is computed otherwise than before, so that the next start computes it anew. */
const VERSION = 4

/**
 * Computes the models when the facts or a setting that they follow are not those that they were computed from. Runs inside the transaction that
 * changes the facts, and at every start, because a start may have mended the facts. Models depend on the set of datasets, not on their order.
 */
export async function ensureModels(db: Database, { costing_method }: Pick<Settings, 'costing_method'>): Promise<void> {
  const [state] = await db.all<{ facts: string; costs: string | null; demand: string | null }>(sql`
    SELECT concat_ws('|', ${VERSION}, coalesce(string_agg(dataset_no || ':' || dataset_id || ':' || mapping_version, ',' ORDER BY dataset_no), ''),
        (SELECT md5(string_agg(from_sku || chr(31) || into_sku, chr(30) ORDER BY from_sku)) FROM alias), (SELECT nullif(max(bp), 0) FROM included_tax)) AS facts,
      (SELECT min(computed_from) FROM model_state WHERE model = 'costs') AS costs, (SELECT min(computed_from) FROM model_state WHERE model = 'demand') AS demand
    FROM dataset WHERE NOT starts_with(dataset_id, 'loading:')`)
  if (!state) return
  const costs = `${state.facts}|${costing_method}`
  if (state.costs === costs && state.demand === state.facts) return
  const [unnumbered] = await db.all(
    sql`SELECT 1 AS one FROM item WHERE sku_no IS NULL UNION ALL SELECT 1 FROM store_key WHERE place_no IS NULL LIMIT 1`,
  )
  if (unnumbered) await db.run(NUMBER_KEYS) // a database of earlier days has none
  if (state.costs !== costs) {
    await computeCostSteps(db, costing_method)
    await findReturnedSales(db)
    await db.run(sql`DELETE FROM model_state WHERE model = 'costs'; INSERT INTO model_state VALUES ('costs', ${costs})`)
  }
  if (state.demand !== state.facts) await storeDemand(db, await newestDay(db), state.facts)
}
