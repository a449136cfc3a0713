import { raw, sql } from '../db/sql'
import { units } from './expressions'
import { defineMetric, type MetricContext } from './metric'
import { sumOf, UNITS_SOLD_PART } from './openings'
import { NAMED, PRODUCT_COLUMNS } from './product-columns'
import { IS_PROVISIONAL, IS_SEASONAL, seasonTables } from './season'

const sales = (ctx: MetricContext, row: Record<string, unknown>) => sql`(SELECT * FROM ${ctx.scope} WHERE sku_id = ${String(row.sku_id)})`
const likeUnits = (rule: string) => () => ({ like: 'units_sold', rule })

export default defineMetric({
  id: 'seasonality',
  title: 'Seasons',
  definition:
    'Products that sell by the season: how much of the ups and downs of their monthly units the calendar month explains. Over complete months, all of them up to the as-of date, whatever the period; 12 months at least.',
  params: [
    {
      name: 'min_seasonality_score',
      type: 'number',
      default: 0.3,
      min: 0,
      max: 1,
      definition: 'Lists products from this score on; 0 lists every product, also those with too short a history.',
    },
    { name: 'limit', type: 'integer', default: 1000, min: 1, max: 200_000, definition: 'How many products to list.' },
  ],
  columns: [
    ...PRODUCT_COLUMNS,
    {
      name: 'seasonality_score',
      unit: 'ratio',
      title: 'Score',
      definition:
        'From 24 months: the share of the variance of the monthly units, less a straight trend, that the twelve months explain, adjusted for their number. From 12 to 23 months: 1 − what the weeks within the months vary ÷ what the months vary. NULL with fewer than 12 months.',
      nullable: true,
      opens: likeUnits('How much of the difference between these months comes back every year, from 0 to 1.'),
    },
    {
      name: 'peak_months',
      unit: 'text',
      title: 'Peak months',
      definition:
        'Months (1 to 12) that sell at least 15 % more than an average month, strongest first. Empty without one, NULL without a score.',
      nullable: true,
    },
    {
      name: 'is_seasonal',
      unit: 'flag',
      title: 'Seasonal',
      definition:
        'The score is at least 0.3 and more than chance would give with so many months (5 % F-test); never with fewer than 24 months.',
      nullable: false,
    },
    {
      name: 'provisional_flag',
      unit: 'flag',
      title: 'Perhaps seasonal',
      definition: 'With 12 to 23 months: the score is at least 0.55. One year cannot tell a season from a trend.',
      nullable: false,
    },
    {
      name: 'confidence',
      unit: 'word',
      title: 'Confidence',
      definition: 'high from 36 months, medium from 24, low from 12. NULL with fewer.',
      nullable: true,
    },
    {
      name: 'months',
      unit: 'count',
      title: 'Months',
      definition: 'Complete months since the product was first seen. NULL with fewer than 12.',
      nullable: true,
      opens: likeUnits('The complete months from the first of these rows’ months to the as-of date.'),
    },
    {
      name: 'units_sold',
      unit: 'units',
      title: 'Units sold',
      definition: 'Quantity over the SALE lines of the product up to the as-of date.',
      nullable: false,
      opens: (ctx, row) => ({ ...sumOf(UNITS_SOLD_PART), lines: sales(ctx, row) }),
    },
  ],
  keys: { sku_id: raw('sku_id') },
  sql: (ctx) => {
    const least = Number(ctx.args.min_seasonality_score)
    return sql`WITH ${NAMED}, ${seasonTables(ctx)}, peak AS (
  SELECT sku_no, string_agg(CAST(month AS VARCHAR), ', ' ORDER BY idx DESC, month) AS peak_months FROM season_month WHERE idx >= 1.15 GROUP BY sku_no
), product AS (
  SELECT sku_no, coalesce(sum(CASE WHEN line_type = 'SALE' THEN qty END), 0) AS units
  FROM ${ctx.scope} GROUP BY sku_no
)
SELECT product_name, sku_id, category, CAST(score AS DOUBLE) AS seasonality_score, CASE WHEN score IS NOT NULL THEN coalesce(peak_months, '') END AS peak_months,
  coalesce(${IS_SEASONAL}, FALSE) AS is_seasonal, coalesce(${IS_PROVISIONAL}, FALSE) AS provisional_flag,
  CASE WHEN n >= 36 THEN 'high' WHEN n >= 24 THEN 'medium' WHEN n >= 12 THEN 'low' END AS confidence, CAST(n AS BIGINT) AS months, ${units(raw('product.units'))} AS units_sold
FROM product JOIN named USING (sku_no) LEFT JOIN season USING (sku_no) LEFT JOIN peak USING (sku_no)
WHERE ${least} = 0 OR score >= ${least}
ORDER BY (${IS_SEASONAL}) DESC NULLS LAST, score DESC NULLS LAST, sku_no LIMIT ${ctx.args.limit as number}`
  },
  warnings: (rows) => {
    const all: string[] = []
    const short = rows.filter((row) => row.confidence === 'low').length
    if (short > 0) all.push(`${short} of ${rows.length} have less than two years of sales: a season cannot be told from a trend yet.`)
    return all
  },
})
