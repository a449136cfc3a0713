import type { Settings } from '../../src/domain/settings'
import type { Database } from '../db/database'
import { NUMBER_KEYS } from '../db/schema'
import { sql } from '../db/sql'
import { computeCostSteps } from './cost-steps'
import { refreshDayTotals } from './day-totals'
import { markModel, modelStates } from './model-state'
import { findReturnedSales } from './returned-sales'

/** Goes up when a model is computed otherwise than before, so that the next start computes it anew. */
const VERSION = 7

/**
 * Names the state of the facts, and computes the totals of each day and the costs when the facts or the way of costing are not those that they were computed from. Runs inside the
 * transaction that changes the facts, and at every start, because a start may have mended the facts. Models depend on the set of datasets, not on their
 * order. How goods sell is worked out when somebody asks (demand.ts).
 */
export async function ensureModels(db: Database, { costing_method }: Pick<Settings, 'costing_method'>): Promise<void> {
  const [found] = await db.all<{ facts: string }>(sql`
    SELECT concat_ws('|', ${VERSION}, coalesce(string_agg(dataset_no || ':' || dataset_id || ':' || mapping_version, ',' ORDER BY dataset_no), ''),
        (SELECT md5(string_agg(from_sku || chr(31) || into_sku, chr(30) ORDER BY from_sku)) FROM alias), (SELECT nullif(max(bp), 0) FROM included_tax)) AS facts
    FROM dataset WHERE NOT starts_with(dataset_id, 'loading:')`)
  if (!found) return
  const { facts } = found
  const costs = `${facts}|${costing_method}`
  const states = await modelStates(db)
  if (states.facts === facts && states.costs === costs) return
  const [unnumbered] = await db.all(
    sql`SELECT 1 AS one FROM item WHERE sku_no IS NULL UNION ALL SELECT 1 FROM store_key WHERE place_no IS NULL LIMIT 1`,
  )
  if (unnumbered) await db.run(NUMBER_KEYS) // a database of earlier days has none
  if (states.costs !== costs) {
    await computeCostSteps(db, costing_method)
    await findReturnedSales(db)
    await markModel(db, 'costs', costs)
  }
  if (states.facts !== facts) {
    await refreshDayTotals(db)
    await markModel(db, 'day_totals', facts)
    await markModel(db, 'facts', facts)
  }
}
