import type { Row } from '../../src/domain/metric'
import { raw, sql } from '../db/sql'
import { daySeries, METRIC_PARAM, shownSeries, unitOf } from './day-series'
import { change, trendWord } from './expressions'
import { day } from './lines'
import { type ColumnDefinition, defineMetric, type MetricContext, type OpensLike } from './metric'
import { changeOf, partFor, ruleFor, sumOf } from './openings'
import { addMonths, firstOfMonth, lastOfMonth, later, type Period } from './period'

/** First day of the first month listed: the last `months` months of the period that have data. */
const listedFrom = (ctx: MetricContext): string => later(addMonths(ctx.to, 1 - Number(ctx.args.months)), firstOfMonth(ctx.from))

const monthOf = (row: Row): string => `${String(row.month)}-01`
const wholeMonth = (first: string): Period => ({ from: first, to: lastOfMonth(first) })
const likeValue =
  (rule: string): (() => OpensLike) =>
  () => ({ like: 'value', rule })

const columns: readonly ColumnDefinition[] = [
  { name: 'month', unit: 'month', title: 'Month', definition: 'Calendar month (YYYY-MM).', nullable: false },
  {
    name: 'value',
    unit: 'money',
    unit_for: unitOf,
    title: 'Value',
    definition:
      'The chosen figure over the days of the month inside the period; 0 without sales. NULL when its lines cannot say (no amounts, no bill numbers).',
    nullable: true,
    opens: (ctx) => sumOf(partFor(ctx.args), ruleFor(ctx.args)),
  },
  {
    name: 'change_percent',
    unit: 'change',
    title: 'Change',
    definition:
      '(value − value of the month before) ÷ |value of the month before|, as a ratio. NULL unless both months are full and without a gap, or when the month before is 0.',
    nullable: true,
    opens: (ctx, row) => changeOf(ctx, partFor(ctx.args), wholeMonth(monthOf(row)), wholeMonth(addMonths(monthOf(row), -1))),
  },
  {
    name: 'trend',
    unit: 'word',
    title: 'Trend',
    definition: 'up from +5 %, down from −5 %, else flat. NULL without a change.',
    nullable: true,
    opens: () => ({ like: 'change_percent', rule: 'up from +5 %, down from −5 %, else flat.' }),
  },
  {
    name: 'is_partial',
    unit: 'flag',
    title: 'Partial',
    definition: 'The month is not whole: the shop’s first sale is after its 1st, it is not over at the as-of date, or the period cuts it.',
    nullable: false,
    opens: likeValue('True when the shop’s data or the period covers only a part of the month.'),
  },
  {
    name: 'suspect_gap',
    unit: 'flag',
    title: 'Data missing?',
    definition:
      'Under 80 % of the expected open days have any sale of the shop (dataset and store filter only); a weekday with sales on under 10 % of its dates counts as closed.',
    nullable: false,
    opens: likeValue('True when under 80 % of the open days of the month have a sale.'),
  },
  {
    name: 'significant',
    unit: 'flag',
    title: 'Significant',
    definition:
      '|z| ≥ 2 with z = (value − value before) ÷ √(V + V before), V = sample variance of the weekly totals of the last 13 complete ISO weeks × weeks in the month. NULL without a change, with fewer than two weeks, or when the weeks do not vary.',
    nullable: true,
    opens: () => ({ like: 'change_percent', rule: 'True when the change is at least twice its usual week-to-week noise.' }),
  },
]

export default defineMetric({
  id: 'trends',
  title: 'Month trend',
  definition: 'A figure month by month, with the change against the month before where both months are whole.',
  params: [
    METRIC_PARAM,
    { name: 'months', type: 'integer', default: 6, min: 1, max: 600, definition: 'How many months, ending with the last of the period.' },
  ],
  columns,
  keys: { month: raw(`strftime(date, '%Y-%m')`) },
  sql: (ctx) => {
    const first = listedFrom(ctx)
    // one month more than is listed: the first listed month may be compared with it
    const start = addMonths(first, -1)
    const complete = sql`monday >= ${day(ctx.data_from)} AND monday + 6 <= ${day(ctx.to)}`
    return sql`WITH day AS MATERIALIZED (
  ${daySeries(ctx.args, ctx.sales())}
), open_day AS (
  SELECT DISTINCT date FROM ${ctx.open_days}
), calendar AS MATERIALIZED (
  SELECT CAST(d AS DATE) AS date, isodow(CAST(d AS DATE)) AS dow, open_day.date IS NOT NULL AS has_sale
  FROM generate_series(${day(ctx.data_from)}, ${day(ctx.to)}, INTERVAL 1 DAY) AS g(d) LEFT JOIN open_day ON open_day.date = CAST(d AS DATE)
), weekday AS (
  SELECT dow, 10 * count(*) FILTER (WHERE has_sale) >= count(*) AS is_open FROM calendar GROUP BY dow
), week AS (
  SELECT monday, coalesce(sum(day.v), 0) AS x FROM (
    SELECT date, CAST(date_trunc('week', date) AS DATE) AS monday FROM calendar
  ) c LEFT JOIN day ON day.date = c.date WHERE ${complete} GROUP BY monday ORDER BY monday DESC LIMIT 13
), noise AS (
  SELECT CASE WHEN count(*) >= 2 THEN CAST(count(*) * sum(x * x) - sum(x) * sum(x) AS DOUBLE) / (count(*) * (count(*) - 1)) END AS week_variance FROM week
), month AS (
  SELECT first_day, last_day(first_day) AS last_day, first_day >= ${day(first)} AS listed,
    CASE WHEN first_day >= ${day(first)} THEN greatest(first_day, ${day(ctx.from)}) ELSE first_day END AS since,
    least(last_day(first_day), ${day(ctx.to)}) AS until
  FROM (SELECT CAST(m AS DATE) AS first_day FROM generate_series(${day(start)}, ${day(ctx.to)}, INTERVAL 1 MONTH) AS g(m))
), covered AS (
  SELECT month.first_day, count(*) FILTER (WHERE is_open) AS expected, count(*) FILTER (WHERE is_open AND has_sale) AS with_sale
  FROM month JOIN calendar ON calendar.date BETWEEN month.since AND month.until JOIN weekday USING (dow) GROUP BY month.first_day
), summed AS (
  SELECT month.first_day, CASE WHEN count(day.date) = 0 THEN 0 ELSE sum(day.v) END AS v
  FROM month LEFT JOIN day ON day.date BETWEEN month.since AND month.until GROUP BY month.first_day
), judged AS (
  SELECT month.*, summed.v,
    since < ${day(ctx.data_from)} OR since > month.first_day OR until < last_day AS is_partial,
    coalesce(10 * with_sale < 8 * expected, FALSE) AS suspect_gap
  FROM month JOIN summed ON summed.first_day = month.first_day LEFT JOIN covered ON covered.first_day = month.first_day
), compared AS (
  SELECT *, CASE WHEN comparable AND lag(comparable) OVER w THEN lag(v) OVER w END AS p, (last_day - first_day + 1) + lag(last_day - first_day + 1) OVER w AS days
  FROM (SELECT *, NOT is_partial AND NOT suspect_gap AS comparable FROM judged) WINDOW w AS (ORDER BY first_day)
)
SELECT strftime(first_day, '%Y-%m') AS month, ${shownSeries(ctx.args, raw('v'))} AS value,
  ${change(raw('v'), raw('p'))} AS change_percent, ${trendWord(raw('v'), raw('p'))} AS trend, is_partial, suspect_gap,
  CASE WHEN p <> 0 AND week_variance > 0 THEN 7 * CAST(v - p AS DOUBLE) * CAST(v - p AS DOUBLE) >= 4 * week_variance * days END AS significant
FROM compared CROSS JOIN noise WHERE listed ORDER BY first_day`
  },
  warnings: (rows) => {
    const gaps = rows.filter((row) => row.suspect_gap === true).map((row) => row.month)
    const full = rows.filter((row) => row.is_partial === false && row.suspect_gap === false)
    const all: string[] = []
    if (gaps.length > 0) all.push(`Sales seem to be missing in ${gaps.join(', ')}; no change is given against or from these months.`)
    if (rows.length > 0 && full.length < 2) all.push('There are fewer than two whole months, so there is no change to show yet.')
    if (rows.some((row) => row.value === null)) all.push('Some months cannot be measured: their sales have no amounts or no bill numbers.')
    return all
  },
})
