import type { Row } from '../../src/domain/metric'
import { raw, type Sql, sql } from '../db/sql'
import { LIMIT_PARAM } from './by-dimension'
import { money, ratio } from './expressions'
import { defineMetric, type MetricContext, type Opening } from './metric'
import { REVENUE_PART, shareOf, sumOf } from './openings'
import { NAMED, PRODUCT_COLUMNS } from './product-columns'

/** Revenue of a line's product over all lines, in stored integers. */
const OF_PRODUCT = raw('sum(net_ex_tax) OVER (PARTITION BY sku_id)')

/** The product and all that come before it in the list, over all with revenue above 0. */
function cumulativeOf(ctx: MetricContext, row: Row): Opening {
  const revenue = Math.round(Number(row.revenue) * 10_000)
  const up_to = sql`(${OF_PRODUCT} > ${revenue} OR (${OF_PRODUCT} = ${revenue} AND sku_id <= ${String(row.sku_id)}))`
  return {
    parts: [
      { ...REVENUE_PART, of: sql`CASE WHEN ${OF_PRODUCT} > 0 AND ${up_to} THEN net_ex_tax END` },
      { ...REVENUE_PART, name: 'whole', title: 'Revenue of all', of: sql`CASE WHEN ${OF_PRODUCT} > 0 THEN net_ex_tax END` },
    ],
    combine: ([part = 0, whole = 0]) => (revenue > 0 && whole > 0 ? part / whole : null),
    rule: 'The sum over this product and all with more revenue ÷ the sum over all with revenue above 0.',
    lines: ctx.lines,
  }
}

/** Class by the share of what comes before the product: the one that crosses 80 % is still A (domain.md 3.2). In integers, so that no rounding enters. */
const CLASS: Sql =
  raw(`CASE WHEN placed.revenue IS NULL OR placed.revenue <= 0 THEN 'N' WHEN 5 * (running - placed.revenue) < 4 * positive_total THEN 'A'
    WHEN 20 * (running - placed.revenue) < 19 * positive_total THEN 'B' ELSE 'C' END`)

export default defineMetric({
  id: 'revenue-contribution',
  title: 'Contribution',
  definition:
    'How much of the revenue each product brings, most first, and its class: A makes the first 80 % of revenue, B the next 15 %, C the rest, N brought nothing. The class says where revenue comes from, not what to stock.',
  params: [{ ...LIMIT_PARAM, default: 20, max: 200_000 }],
  columns: [
    {
      name: 'rank',
      unit: 'rank',
      title: 'Rank',
      definition: '1 + the number of products with more revenue; equal products share a rank.',
      nullable: false,
      opens: () => ({
        like: 'revenue',
        rule: 'One more than the number of products with more revenue; these rows make this product’s revenue.',
      }),
    },
    ...PRODUCT_COLUMNS,
    {
      name: 'revenue',
      unit: 'money',
      title: 'Revenue',
      definition: 'Net sales of the product without tax, returns deducted. NULL when none of its lines has an amount.',
      nullable: true,
      opens: () => sumOf(REVENUE_PART),
    },
    {
      name: 'percentage',
      unit: 'ratio',
      title: 'Share',
      definition: 'Revenue ÷ the revenue of all products with revenue above 0. NULL for a product without revenue above 0.',
      nullable: true,
      opens: (ctx, row) => shareOf(ctx, raw('sku_id'), 'sku_id', row),
    },
    {
      name: 'cumulative_percentage',
      unit: 'ratio',
      title: 'Cumulative share',
      definition: 'Share of this product and of all that come before it. NULL for a product without revenue above 0.',
      nullable: true,
      opens: cumulativeOf,
    },
    {
      name: 'abc',
      unit: 'word',
      title: 'Class',
      definition:
        'A while the products before it make less than 80 % of revenue, B while less than 95 %, else C; N without revenue above 0.',
      nullable: false,
      opens: () => ({ like: 'revenue', rule: 'By the share of the products with more revenue; these rows make this product’s revenue.' }),
    },
  ],
  keys: { sku_id: raw('sku_id') },
  sql: ({ lines, args }) => sql`WITH ${NAMED}, product AS (
  SELECT sku_no, sum(net_ex_tax) AS revenue FROM ${lines} GROUP BY sku_no
), placed AS (
  SELECT *, rank() OVER (ORDER BY revenue DESC NULLS LAST) AS rank, sum(CASE WHEN revenue > 0 THEN revenue END) OVER () AS positive_total,
    sum(CASE WHEN revenue > 0 THEN revenue ELSE 0 END) OVER (ORDER BY revenue DESC NULLS LAST, sku_no ROWS UNBOUNDED PRECEDING) AS running
  FROM product
)
SELECT rank, product_name, sku_id, category, ${money(raw('placed.revenue'))} AS revenue,
  ${ratio(raw('CASE WHEN placed.revenue > 0 THEN placed.revenue END'), raw('positive_total'))} AS percentage,
  ${ratio(raw('CASE WHEN placed.revenue > 0 THEN running END'), raw('positive_total'))} AS cumulative_percentage, ${CLASS} AS abc
FROM placed JOIN named USING (sku_no) ORDER BY placed.revenue DESC NULLS LAST, sku_no LIMIT ${args.limit as number}`,
})
