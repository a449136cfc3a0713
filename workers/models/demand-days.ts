import type { Database } from '../db/database'
import { LOADING } from '../db/schema'
import { raw, sql } from '../db/sql'

/** Sales by day, store and product as their files spell them: milli-units on SALE lines, milli-units of all lines, number of SALE lines. */
const DAILY =
  raw(`store_no, item_no, date, CAST(sum(CASE WHEN line_type = 'SALE' THEN qty ELSE 0 END) AS BIGINT) AS sold, CAST(sum(qty) AS BIGINT) AS gone,
  CAST(count(*) FILTER (WHERE line_type = 'SALE') AS INTEGER) AS sales`)
const LIVE = raw(
  `(SELECT * FROM sales_fact ANTI JOIN (SELECT dataset_no FROM dataset WHERE starts_with(dataset_id, '${LOADING}')) loading USING (dataset_no) WHERE state = 0)`,
)

/** The rows of demand_day as they follow from the facts, for a database whose models were not computed. */
export const DEMAND_DAYS_FROM_FACTS = sql`(SELECT ${DAILY} FROM ${LIVE} GROUP BY store_no, item_no, date)`
export const DEMAND_DAYS = raw('demand_day')

/**
 * Brings demand_day up to date. Every day of the facts has a mark that changes when any of its lines does, whatever the reason: new files, files that
 * went, lines that became duplicates. Only days with another mark are added up again. Gives their number.
 */
export async function refreshDemandDays(db: Database): Promise<number> {
  await db.run(sql`CREATE OR REPLACE TEMP TABLE day_now AS
    SELECT date, CAST(sum(hash(store_no, item_no, line_type, qty) >> 8) AS HUGEINT) AS mark FROM ${LIVE} GROUP BY date`)
  await db.run(sql`CREATE OR REPLACE TEMP TABLE day_changed AS
    SELECT date FROM day_now FULL JOIN demand_day_mark known USING (date) WHERE day_now.mark IS DISTINCT FROM known.mark`)
  const [changed] = await db.all<{ days: number }>(sql`SELECT CAST(count(*) AS BIGINT) AS days FROM day_changed`)
  const days = changed?.days ?? 0
  if (days > 0)
    await db.run(sql`
      DELETE FROM demand_day WHERE date IN (SELECT date FROM day_changed);
      INSERT INTO demand_day SELECT ${DAILY} FROM ${LIVE} SEMI JOIN day_changed USING (date) GROUP BY store_no, item_no, date ORDER BY date, store_no, item_no;
      DELETE FROM demand_day_mark WHERE date IN (SELECT date FROM day_changed);
      INSERT INTO demand_day_mark SELECT date, mark FROM day_now SEMI JOIN day_changed USING (date)`)
  await db.run(sql`DROP TABLE day_now; DROP TABLE day_changed`)
  return days
}
