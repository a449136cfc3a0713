import { type OutcomeInput, unitsOf } from '../../src/domain/action'
import type { Database } from '../db/database'
import { sql } from '../db/sql'

/** An approved action, as what came of it is looked for. */
export interface Measured {
  action_id: string
  action_type: 'TRANSFER' | 'MARKDOWN' | 'LIQUIDATE'
  sub_type: string | null
  from_store: string
  to_store: string | null
  sku_id: string
  batch_id: string
  /** ISO days: the files up to the first were known when it was proposed */
  as_of: string
  expiry_date: string
  qty: number
  discount_pct: number | null
  baseline: { price: number | null; unit_cost: number | null; hold_units: number; lane_cost: number }
}

export type Finding = OutcomeInput & { through: string; is_over: boolean }

/**
 * What files that came after an action say it brought; nothing for what files cannot tell (given away, thrown away, sold in bulk).
 * Reduced price: the first units of the batch sold at no more than half the discount below the usual price, at what they brought. Moved: units sold where they went, at what
 * they cost. Back to the supplier: units of the batch in negative purchases, at their amount.
 */
export async function measure(db: Database, actions: readonly Measured[], through: string): Promise<ReadonlyMap<string, Finding>> {
  const found = new Map<string, Finding>()
  for (const action of actions) {
    if (through <= action.as_of) continue
    const lines = await linesOf(db, action, through)
    if (lines === null) continue
    const most = unitsOf(action)
    let units = 0
    let value = 0
    for (const line of lines) {
      const taken = Math.min(most - units, line.units)
      if (taken <= 0) break
      units += taken
      value += action.action_type === 'TRANSFER' ? taken * (action.baseline.unit_cost ?? 0) : (line.amount * taken) / line.units
    }
    found.set(action.action_id, {
      cleared_units: Math.round(units * 1000) / 1000,
      recovered_value: Math.round(value * 1e4) / 1e4,
      action_cost: action.baseline.lane_cost,
      notes: '',
      through,
      is_over: through >= action.expiry_date || units >= most - 1e-9,
    })
  }
  return found
}

/** Units and money of the rows that count, in the order of the days; null when no file can tell. */
async function linesOf(db: Database, action: Measured, through: string): Promise<{ units: number; amount: number }[] | null> {
  const until = through < action.expiry_date ? through : action.expiry_date
  if (action.action_type === 'LIQUIDATE') {
    if (action.sub_type !== 'RTV') return null
    return await db.all(sql`
      SELECT CAST(-qty AS DOUBLE) / 1000 AS units, abs(CAST(coalesce(amount, CAST(qty AS DOUBLE) * unit_cost / 1000, 0) AS DOUBLE)) / 10000 AS amount
      FROM purchase_line WHERE store_id = ${action.from_store} AND sku_id = ${action.sku_id} AND qty < 0 AND batch IN (${action.batch_id}, '')
        AND date > CAST(${action.as_of} AS DATE) AND date <= CAST(${through} AS DATE) ORDER BY date, dataset_no, row_no`)
  }
  const store = action.action_type === 'TRANSFER' ? action.to_store : action.from_store
  const limit =
    action.action_type === 'MARKDOWN' && action.baseline.price !== null && action.discount_pct !== null
      ? action.baseline.price * (1 - action.discount_pct / 200)
      : null
  return await db.all(sql`
    SELECT CAST(qty AS DOUBLE) / 1000 AS units, CAST(net_ex_tax AS DOUBLE) / 10000 AS amount
    FROM sales_line WHERE store_id = ${store} AND sku_id = ${action.sku_id} AND line_type = 'SALE' AND qty > 0 AND net_ex_tax IS NOT NULL
      AND date > CAST(${action.as_of} AS DATE) AND date <= CAST(${until} AS DATE) AND (${limit}::DOUBLE IS NULL OR CAST(net_ex_tax AS DOUBLE) / 10 / qty <= ${limit}::DOUBLE)
    ORDER BY date, dataset_no, row_no`)
}
