import type { Database } from '../db/database'
import { sql } from '../db/sql'

/**
 * What is marked with the state that it was computed from; `facts` is the state of the facts themselves. `tested` names the facts that the forecast test was made of
 * (facts-until.ts), `forecast` the state for which it was last found to hold.
 */
export type ModelName = 'facts' | 'day_totals' | 'costs' | 'demand_days' | 'demand' | 'forecast' | 'tested'

export type ModelStates = Record<ModelName, string | null>

/** What each model was computed from; null = never. */
export async function modelStates(db: Database): Promise<ModelStates> {
  const rows = await db.all<{ model: ModelName; computed_from: string }>(sql`SELECT model, computed_from FROM model_state ORDER BY model`)
  const of = (model: ModelName) => rows.find((row) => row.model === model)?.computed_from ?? null
  return {
    facts: of('facts'),
    day_totals: of('day_totals'),
    costs: of('costs'),
    demand_days: of('demand_days'),
    demand: of('demand'),
    forecast: of('forecast'),
    tested: of('tested'),
  }
}

/** Whether day_total holds the facts as they are. */
export async function knowsDayTotals(db: Database): Promise<boolean> {
  const { facts, day_totals } = await modelStates(db)
  return facts !== null && day_totals === facts
}

/** Inside the transaction that computes the model. */
export async function markModel(db: Database, model: ModelName, computed_from: string): Promise<void> {
  await db.run(sql`DELETE FROM model_state WHERE model = ${model}; INSERT INTO model_state VALUES (${model}, ${computed_from})`)
}
