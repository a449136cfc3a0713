import { raw, sql } from '../db/sql'
import { costMoney, MARGIN, PROFIT_SUMS, profitColumns } from './costs'
import { units } from './expressions'
import { defineMetric, type MetricContext } from './metric'
import { sumOf, UNITS_SOLD_PART } from './openings'

const month = raw(`strftime(date, '%Y-%m')`)
/** SALE lines of the month with an amount and a quantity: what a price can be told from. */
const priced = (ctx: MetricContext, row: Record<string, unknown>) =>
  sql`(SELECT * FROM ${ctx.costed(ctx.lines)} WHERE ${month} = ${String(row.month)} AND line_type = 'SALE' AND net_ex_tax IS NOT NULL)`
const mine = (ctx: MetricContext, row: Record<string, unknown>) =>
  sql`(SELECT * FROM ${ctx.costed(ctx.lines)} WHERE ${month} = ${String(row.month)})`
const MARGIN_COLUMNS = profitColumns('month', mine).filter(({ name }) => name === 'profit_margin')

export default defineMetric({
  id: 'price-history',
  title: 'Price and cost by month',
  definition:
    'What a unit was sold for and what it had cost, month by month of the period; months without a sale are left out. Meant for one product at a time.',
  needs: ['costs'],
  params: [],
  columns: [
    { name: 'month', unit: 'month', title: 'Month', definition: 'Calendar month (YYYY-MM).', nullable: false },
    {
      name: 'units_sold',
      unit: 'units',
      title: 'Units sold',
      definition: 'Quantity over the SALE lines of the month that have an amount.',
      nullable: false,
      opens: (ctx, row) => ({ ...sumOf(UNITS_SOLD_PART), lines: priced(ctx, row) }),
    },
    {
      name: 'average_price',
      unit: 'money',
      title: 'Price',
      definition: 'Revenue ÷ units over the SALE lines of the month that have an amount, without tax. NULL when they hold no units.',
      nullable: true,
      opens: (ctx, row) => ({
        parts: [
          { name: 'contribution', title: 'Revenue', unit: 'money', of: raw('net_ex_tax'), scale: 10000 },
          { ...UNITS_SOLD_PART, name: 'sold' },
        ],
        combine: ([revenue = 0, sold = 0]) => (sold > 0 ? revenue / sold : null),
        rule: 'The revenue of the sales, divided by the units sold.',
        lines: priced(ctx, row),
      }),
    },
    {
      name: 'average_cost',
      unit: 'money',
      title: 'Cost',
      definition: 'Cost ÷ units over those of these lines whose cost is known. NULL when none is.',
      nullable: true,
      opens: (ctx, row) => ({
        parts: [
          { name: 'cost', title: 'Cost', unit: 'money', of: raw('cost'), scale: 100_000_000 },
          { ...UNITS_SOLD_PART, name: 'sold', of: raw('CASE WHEN cost IS NOT NULL THEN qty END') },
        ],
        combine: ([cost = 0, sold = 0]) => (sold > 0 ? cost / sold : null),
        rule: 'What the goods sold had cost, divided by the units sold, over the lines whose cost is known.',
        lines: priced(ctx, row),
      }),
    },
    ...MARGIN_COLUMNS,
  ],
  keys: { month },
  sql: (ctx) => sql`WITH line AS (
  SELECT *, 12 * year(date) + month(date) - 1 AS mi FROM ${ctx.costed(ctx.lines)}
), sold AS (
  SELECT mi, sum(qty) AS qty, sum(net_ex_tax) AS net, sum(CASE WHEN cost IS NOT NULL THEN qty END) AS costed_qty, sum(cost) AS cost
  FROM line WHERE line_type = 'SALE' AND net_ex_tax IS NOT NULL GROUP BY mi
), earned AS (
  SELECT mi, ${MARGIN} AS profit_margin FROM (SELECT mi, ${PROFIT_SUMS} FROM line GROUP BY mi)
)
SELECT strftime(make_date(mi // 12, mi % 12 + 1, 1), '%Y-%m') AS month, ${units(raw('sold.qty'))} AS units_sold, CASE WHEN sold.qty > 0 THEN CAST(net AS DOUBLE) / sold.qty / 10 END AS average_price,
  CASE WHEN costed_qty > 0 THEN ${costMoney(raw('cost'))} / (CAST(costed_qty AS DOUBLE) / 1000) END AS average_cost, profit_margin
FROM sold JOIN earned USING (mi) ORDER BY mi`,
})
