import type { Database } from '../db/database'
import { raw, type Sql, sql } from '../db/sql'

/** What lines of sales add up to, in stored integers, but for their bills. Revenue is NULL when no line has an amount. */
export const OF_LINES = {
  lines: 'count(*)',
  with_bill: 'count(transaction_id)',
  with_price: 'count(net_ex_tax)',
  revenue: 'sum(net_ex_tax)',
  units: 'coalesce(sum(qty), 0)',
  units_sold: `coalesce(sum(CASE WHEN line_type = 'SALE' THEN qty END), 0)`,
  returns: `coalesce(sum(CASE WHEN line_type = 'RETURN' THEN -net_ex_tax END), 0)`,
} as const

/** The channels there are (sales_line). */
const CHANNELS = ['offline', 'online'] as const

/** Lines whose bills are grouped at a time: of millions of bills that takes more memory than all else. */
const MOST_LINES = 1_500_000

/** Changes when anything does of the lines of a day that day_total or demand_day is made of, whatever the reason. */
const MARK = raw(
  'CAST(sum(hash(dataset_no, row_no, place_no, item_no, channel, transaction_id, line_type, qty, net_ex_tax) >> 8) AS HUGEINT) AS mark',
)

/**
 * Brings day_total up to date: each day has a mark, and only days with another one are added up again. Inside the transaction that changes the facts.
 * Gives the number of these days.
 */
export async function refreshDayTotals(db: Database): Promise<number> {
  const [known] = await db.all(sql`SELECT 1 AS one FROM day_total_mark LIMIT 1`)
  // where every day is new, one look at the lines gives their marks and what they add up to
  const now = known
    ? sql`SELECT date, CAST(count(*) AS BIGINT) AS lines, ${MARK} FROM sales_line GROUP BY date`
    : sql`SELECT date, CAST(sum(lines) AS BIGINT) AS lines, sum(mark) AS mark FROM by_channel GROUP BY date`
  if (!known) await db.run(addUp(sql`, ${MARK}`, raw('sales_line')))
  await db.run(sql`
    CREATE OR REPLACE TEMP TABLE totals_now AS ${now};
    CREATE OR REPLACE TEMP TABLE totals_changed AS
      SELECT date, coalesce(now.lines, 0) AS lines FROM totals_now now FULL JOIN day_total_mark known USING (date) WHERE now.mark IS DISTINCT FROM known.mark`)
  const changed = await db.all<{ date: string; lines: number }>(
    sql`SELECT CAST(date AS VARCHAR) AS date, lines FROM totals_changed ORDER BY date`,
  )
  if (changed.length > 0) {
    const [kept] = await db.all(sql`SELECT 1 AS one FROM totals_now ANTI JOIN totals_changed USING (date) LIMIT 1`)
    // told which days, the engine takes half as long again: not where it is all of them
    const lines = kept ? raw('(SELECT * FROM sales_line SEMI JOIN totals_changed USING (date))') : raw('sales_line')
    if (known) await db.run(addUp(raw(''), lines))
    const parts = spans(changed)
    await db.run(sql`CREATE OR REPLACE TEMP TABLE billed (${BILLED})`)
    for (const { from, to } of parts)
      await db.run(
        addUpBills(
          parts.length === 1 ? lines : sql`(SELECT * FROM ${lines} WHERE date BETWEEN CAST(${from} AS DATE) AND CAST(${to} AS DATE))`,
        ),
      )
    await db.run(sql`
      DELETE FROM day_total WHERE date IN (SELECT date FROM totals_changed);
      ${WITH_BILLS};
      DROP TABLE billed;
      DELETE FROM day_total_mark WHERE date IN (SELECT date FROM totals_changed);
      INSERT INTO day_total_mark SELECT date, mark FROM totals_now SEMI JOIN totals_changed USING (date)`)
  }
  await db.run(sql`DROP TABLE totals_now; DROP TABLE totals_changed; DROP TABLE IF EXISTS by_channel`)
  return changed.length
}

/** Days in a row that together have about MOST_LINES lines. */
function spans(days: readonly { date: string; lines: number }[]): { from: string; to: string }[] {
  const all: { from: string; to: string }[] = []
  let room = 0
  for (const { date, lines } of days) {
    const last = all.at(-1)
    if (last && room >= lines) last.to = date
    else {
      all.push({ from: date, to: date })
      room = MOST_LINES
    }
    room -= lines
  }
  return all
}

const inEach = (of: (channel: string) => string): string => CHANNELS.map(of).join(', ')

/** Bills with a SALE line and what they came to, by store and day: whole, and what of each lies in a channel. */
const BILLED = raw(
  `date DATE, place_no INTEGER, orders BIGINT, bill_revenue HUGEINT, ${inEach((channel) => `orders_${channel} BIGINT, bill_revenue_${channel} HUGEINT`)}`,
)

/** A hash stands for a bill: its store, day and number would take three times the memory. */
const addUpBills = (lines: Sql): Sql => sql`
  INSERT INTO billed
  SELECT date, place_no, count(*) FILTER (WHERE sold), sum(revenue) FILTER (WHERE sold),
    ${raw(inEach((channel) => `count(*) FILTER (WHERE sold_${channel}), sum(revenue_${channel}) FILTER (WHERE sold_${channel})`))}
  FROM (
    SELECT any_value(date) AS date, any_value(place_no) AS place_no, sum(net_ex_tax) AS revenue, bool_or(line_type = 'SALE') AS sold,
      ${raw(inEach((channel) => `sum(CASE WHEN channel = '${channel}' THEN net_ex_tax END) AS revenue_${channel}, bool_or(line_type = 'SALE' AND channel = '${channel}') AS sold_${channel}`))}
    FROM ${lines} WHERE transaction_id IS NOT NULL GROUP BY hash(place_no, date, transaction_id)
  ) GROUP BY date, place_no`

const figures = (of: (name: string, of_lines: string) => string): Sql =>
  raw(
    Object.entries(OF_LINES)
      .map(([name, of_lines]) => `${of(name, of_lines)} AS ${name}`)
      .join(', '),
  )

const addUp = (more: Sql, lines: Sql): Sql => sql`
  CREATE OR REPLACE TEMP TABLE by_channel AS SELECT date, place_no, channel, ${figures((_, of) => of)}${more} FROM ${lines} GROUP BY date, place_no, channel`

const WITH_BILLS = sql`
  INSERT INTO day_total
  WITH summed AS (
    SELECT date, place_no, channel, ${raw(Object.keys(OF_LINES).join(', '))} FROM by_channel
    UNION ALL BY NAME
    SELECT date, place_no, ${figures((name) => `sum(${name})`)} FROM by_channel GROUP BY date, place_no
  )
  SELECT date, place_no, channel, lines, with_bill, with_price, revenue, units, units_sold, returns,
    coalesce(CASE ${raw(CHANNELS.map((channel) => `WHEN channel = '${channel}' THEN orders_${channel}`).join(' '))} ELSE orders END, 0),
    CASE ${raw(CHANNELS.map((channel) => `WHEN channel = '${channel}' THEN bill_revenue_${channel}`).join(' '))} ELSE bill_revenue END
  FROM summed LEFT JOIN billed USING (date, place_no) ORDER BY ALL`
