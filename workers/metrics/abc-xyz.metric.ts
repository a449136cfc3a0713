import { raw, sql } from '../db/sql'
import { money } from './expressions'
import { day } from './lines'
import { defineMetric, type MetricContext } from './metric'
import { REVENUE_PART, sumOf, UNITS_SOLD_PART } from './openings'
import { NAMED, ofRow, PRODUCT_COLUMNS } from './product-columns'

const MAX_WEEKS = 26
const MIN_WEEKS = 8

/** Monday of the first week looked at, which the data covers whole, and of the first that is not over at the as-of date. */
const firstMonday = (ctx: MetricContext) =>
  sql`greatest(${endMonday(ctx)} - ${7 * MAX_WEEKS}, CAST(date_trunc('week', ${day(ctx.data_from)} + 6) AS DATE))`
const endMonday = (ctx: MetricContext) => sql`CAST(date_trunc('week', ${day(ctx.as_of)} + 1) AS DATE)`

export default defineMetric({
  id: 'abc-xyz',
  title: 'Value and steadiness',
  definition:
    'Two classes for each product: A, B, C by the revenue it brings in the period, X, Y, Z by how steadily it sells from week to week. AX is worth never running out of, CZ is worth asking why it is kept.',
  params: [
    { name: 'limit', type: 'integer', default: 1000, min: 1, max: 200_000, definition: 'How many products to list; classes are of all.' },
  ],
  columns: [
    ...PRODUCT_COLUMNS,
    {
      name: 'revenue',
      unit: 'money',
      title: 'Revenue',
      definition: 'Net sales of the product in the period without tax, returns deducted. NULL when none of its lines has an amount.',
      nullable: true,
      opens: () => sumOf(REVENUE_PART),
    },
    {
      name: 'abc',
      unit: 'word',
      title: 'Value',
      definition:
        'A while the products before it make less than 80 % of revenue, B while less than 95 %, else C; N without revenue above 0.',
      nullable: false,
      opens: () => ({ like: 'revenue', rule: 'By the share of the products with more revenue; these rows make this product’s revenue.' }),
    },
    {
      name: 'weeks',
      unit: 'count',
      title: 'Weeks',
      definition: `Complete ISO weeks looked at: the last ${MAX_WEEKS}, or those since the week of its first sale. A week in which the data begins is not complete.`,
      nullable: false,
      opens: () => ({ like: 'weekly_units', rule: 'The complete weeks from the first of these rows, at most 26.' }),
    },
    {
      name: 'weekly_units',
      unit: 'number',
      title: 'Units a week',
      definition: 'Mean of the units on SALE lines per week looked at. NULL without a week.',
      nullable: true,
      opens: (ctx, row) => ({
        parts: [UNITS_SOLD_PART],
        combine: ([sold = 0]) => (Number(row.weeks) > 0 ? sold / Number(row.weeks) : null),
        rule: `The units sold, divided by ${row.weeks} weeks.`,
        lines: ofRow(ctx.scope, row, sql` AND date >= ${firstMonday(ctx)} AND date < ${endMonday(ctx)}`),
      }),
    },
    {
      name: 'cv',
      unit: 'number',
      title: 'Ups and downs',
      definition: `Sample standard deviation ÷ mean of the weekly units, weeks without a sale counted. NULL with fewer than ${MIN_WEEKS} weeks or without a sale.`,
      nullable: true,
      opens: () => ({ like: 'weekly_units', rule: 'How far the weeks of these rows lie from their mean, beside the mean.' }),
    },
    {
      name: 'xyz',
      unit: 'word',
      title: 'Steadiness',
      definition: 'X up to 0.5 (steady), Y up to 1, Z above (comes and goes). NULL where the ups and downs are.',
      nullable: true,
      opens: () => ({ like: 'weekly_units', rule: 'X up to 0.5, Y up to 1, Z above: by the ups and downs of the weeks of these rows.' }),
    },
  ],
  keys: { sku_id: raw('sku_id') },
  sql: (ctx) => sql`WITH ${NAMED}, product AS (
  SELECT sku_no, sum(net_ex_tax) AS revenue FROM ${ctx.lines} GROUP BY sku_no
), placed AS (
  SELECT *, sum(CASE WHEN revenue > 0 THEN revenue END) OVER () AS positive_total,
    sum(CASE WHEN revenue > 0 THEN revenue ELSE 0 END) OVER (ORDER BY revenue DESC NULLS LAST, sku_no ROWS UNBOUNDED PRECEDING) AS running
  FROM product
), span AS (
  SELECT sku_no, (${endMonday(ctx)} - greatest(CAST(date_trunc('week', min(date)) AS DATE), ${firstMonday(ctx)})) // 7 AS weeks
  FROM ${ctx.scope} WHERE line_type = 'SALE' GROUP BY sku_no
), week AS (
  SELECT sku_no, sum(x) AS x, sum(x * x) AS xx FROM (
    SELECT sku_no, CAST(sum(qty) AS HUGEINT) AS x FROM ${ctx.scope} WHERE line_type = 'SALE' AND date >= ${firstMonday(ctx)} AND date < ${endMonday(ctx)}
    GROUP BY sku_no, (date - DATE '1970-01-05') // 7
  ) GROUP BY sku_no
), steady AS (
  SELECT sku_no, greatest(weeks, 0) AS weeks, CASE WHEN weeks > 0 THEN CAST(coalesce(x, 0) AS DOUBLE) / 1000 / weeks END AS weekly,
    CASE WHEN weeks >= ${MIN_WEEKS} AND x > 0 THEN sqrt(CAST(weeks * xx - x * x AS DOUBLE) / (weeks * (weeks - 1))) / (CAST(x AS DOUBLE) / weeks) END AS cv
  FROM span LEFT JOIN week USING (sku_no)
)
SELECT product_name, sku_id, category, ${money(raw('placed.revenue'))} AS revenue,
  CASE WHEN placed.revenue IS NULL OR placed.revenue <= 0 THEN 'N' WHEN 5 * (running - placed.revenue) < 4 * positive_total THEN 'A'
    WHEN 20 * (running - placed.revenue) < 19 * positive_total THEN 'B' ELSE 'C' END AS abc,
  CAST(coalesce(steady.weeks, 0) AS BIGINT) AS weeks, weekly AS weekly_units, steady.cv AS cv, CASE WHEN steady.cv <= 0.5 THEN 'X' WHEN steady.cv <= 1 THEN 'Y' WHEN steady.cv > 1 THEN 'Z' END AS xyz
FROM placed LEFT JOIN steady USING (sku_no) JOIN named USING (sku_no) ORDER BY placed.revenue DESC NULLS LAST, sku_no LIMIT ${ctx.args.limit as number}`,
  warnings: (rows) => {
    const young = rows.filter((row) => row.xyz === null).length
    return young > 0 && young === rows.length ? ['Steadiness needs eight complete weeks of sales.'] : []
  },
})
