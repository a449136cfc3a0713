import { raw, sql } from '../db/sql'
import { units } from './expressions'
import { defineMetric, type MetricContext } from './metric'
import { sumOf, UNITS_SOLD_PART } from './openings'
import { NAMED } from './product-columns'
import { seasonTables } from './season'

const month = raw('month(date)')
const ofMonth = (ctx: MetricContext, row: Record<string, unknown>) =>
  sql`(SELECT * FROM ${ctx.scope} WHERE sku_id = ${String(row.sku_id)} AND ${month} = ${Number(row.month_no)})`

export default defineMetric({
  id: 'season-months',
  title: 'Season by month',
  definition: 'How much each product sells in each month of the year beside an average month; products with at least 12 complete months.',
  params: [
    {
      name: 'limit',
      type: 'integer',
      default: 1200,
      min: 1,
      max: 2_400_000,
      definition: 'How many rows to list, twelve for each product.',
    },
  ],
  columns: [
    { name: 'sku_id', unit: 'id', title: 'SKU', definition: 'Identity of the product over all files.', nullable: false },
    {
      name: 'month_no',
      unit: 'rank',
      title: 'Month',
      definition: 'Month of the year, 1 to 12.',
      nullable: false,
      opens: () => ({ like: 'units_sold', rule: 'The month of these rows.' }),
    },
    {
      name: 'month_index',
      unit: 'ratio',
      title: 'Beside an average month',
      definition:
        'Units of the month ÷ units of an average month, drawn towards 1 by as much as the score leaves unexplained. 1 = average.',
      nullable: false,
      opens: () => ({
        like: 'units_sold',
        rule: 'The usual units of the month, less the trend, beside those of an average month, and drawn towards 1 by the part of the ups and downs that the months do not explain.',
      }),
    },
    {
      name: 'usual_units',
      unit: 'units',
      title: 'Usual units',
      definition:
        'Units of the month in an average year, for a month of average length, less the trend; with one year of data, that year’s.',
      nullable: false,
      opens: () => ({ like: 'units_sold', rule: 'The average over the years of these rows, per month of average length, less the trend.' }),
    },
    {
      name: 'units_sold',
      unit: 'units',
      title: 'Units sold',
      definition: 'Quantity over the SALE lines of the product in this month of any year up to the as-of date.',
      nullable: false,
      opens: (ctx, row) => ({ ...sumOf(UNITS_SOLD_PART), lines: ofMonth(ctx, row) }),
    },
  ],
  keys: { sku_id: raw('sku_id'), month_no: month },
  sql: (ctx) => sql`WITH ${NAMED}, ${seasonTables(ctx)}, total AS (
  SELECT sku_no, mi % 12 + 1 AS month, sum(qty) AS units FROM sold GROUP BY sku_no, mi % 12 + 1
)
SELECT sku_id, CAST(season_month.month AS BIGINT) AS month_no, season_month.idx AS month_index, season_month.usual / 1000 AS usual_units,
  ${units(raw('coalesce(total.units, 0)'))} AS units_sold
FROM season_month JOIN named ON named.sku_no = season_month.sku_no LEFT JOIN total ON total.sku_no = season_month.sku_no AND total.month = season_month.month
ORDER BY season_month.sku_no, season_month.month LIMIT ${ctx.args.limit as number}`,
})
