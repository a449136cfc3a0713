import type { Database } from '../db/database'
import { LOADING } from '../db/schema'
import { raw, type Sql, sql } from '../db/sql'
import type { ModelStates } from './model-state'

/** Sales by day, store and product as their files spell them: milli-units on SALE lines, milli-units of all lines, number of SALE lines. */
const DAILY =
  raw(`store_no, item_no, date, CAST(sum(CASE WHEN line_type = 'SALE' THEN qty ELSE 0 END) AS BIGINT) AS sold, CAST(sum(qty) AS BIGINT) AS gone,
  CAST(count(*) FILTER (WHERE line_type = 'SALE') AS INTEGER) AS sales`)
const LIVE = raw(
  `(SELECT * FROM sales_fact ANTI JOIN (SELECT dataset_no FROM dataset WHERE starts_with(dataset_id, '${LOADING}')) loading USING (dataset_no) WHERE state = 0)`,
)

/** Days that demand_day does not hold as they are: each day of the facts has a mark that changes when any of its lines does (day-totals.ts). */
const CHANGED = raw(
  '(SELECT date FROM demand_day_mark kept FULL JOIN day_total_mark known USING (date) WHERE kept.mark IS DISTINCT FROM known.mark)',
)

/** The rows of demand_day as they follow from the facts, for a database whose models were not computed. */
export const DEMAND_DAYS_FROM_FACTS = sql`(SELECT ${DAILY} FROM ${LIVE} GROUP BY store_no, item_no, date)`
const KEPT = raw('demand_day')
/** What is kept, but for the days that have changed since. */
const MENDED = sql`(
  SELECT * FROM demand_day ANTI JOIN ${CHANGED} changed USING (date)
  UNION ALL SELECT ${DAILY} FROM ${LIVE} SEMI JOIN ${CHANGED} changed USING (date) GROUP BY store_no, item_no, date
)`

/** The cheapest FROM item that gives the rows of demand_day for the facts as they are. */
export function demandDays({ facts, demand_days, day_totals }: ModelStates): Sql {
  if (facts === null || demand_days === null) return DEMAND_DAYS_FROM_FACTS
  if (demand_days === facts) return KEPT
  return day_totals === facts ? MENDED : DEMAND_DAYS_FROM_FACTS
}

/** Brings demand_day up to date, where day_total is: only days with another mark are added up again. Gives their number. */
export async function refreshDemandDays(db: Database): Promise<number> {
  await db.run(sql`CREATE OR REPLACE TEMP TABLE day_changed AS SELECT * FROM ${CHANGED}`)
  const [changed] = await db.all<{ days: number }>(sql`SELECT CAST(count(*) AS BIGINT) AS days FROM day_changed`)
  const days = changed?.days ?? 0
  if (days > 0)
    await db.run(sql`
      DELETE FROM demand_day WHERE date IN (SELECT date FROM day_changed);
      INSERT INTO demand_day SELECT ${DAILY} FROM ${LIVE} SEMI JOIN day_changed USING (date) GROUP BY store_no, item_no, date ORDER BY date, store_no, item_no;
      DELETE FROM demand_day_mark WHERE date IN (SELECT date FROM day_changed);
      INSERT INTO demand_day_mark SELECT date, mark FROM day_total_mark SEMI JOIN day_changed USING (date)`)
  await db.run(sql`DROP TABLE day_changed`)
  return days
}
