import { raw, sql } from '../db/sql'
import { COST_PART, costMoney, PROFIT_FIGURES, PROFIT_SUMS, profitColumns } from './costs'
import { money } from './expressions'
import { defineMetric } from './metric'
import { REVENUE_PART, sumOf } from './openings'

export default defineMetric({
  id: 'profit-total',
  title: 'Profit of the period',
  definition:
    'What the period earned: revenue less what the goods had cost, over the lines whose cost is known. One row; none without a sale.',
  needs: ['costs'],
  params: [],
  columns: [
    {
      name: 'revenue',
      unit: 'money',
      title: 'Revenue',
      definition: 'Net sales of the period without tax, returns deducted. NULL when no line has an amount.',
      nullable: true,
      opens: () => sumOf(REVENUE_PART),
    },
    ...profitColumns('period', (ctx) => ctx.costed(ctx.lines)),
    {
      name: 'cost_of_sales',
      unit: 'money',
      title: 'Cost of goods sold',
      definition: 'What the goods sold had cost, over the lines whose cost is known, returns deducted. NULL when no line’s cost is known.',
      nullable: true,
      opens: (ctx) => ({
        ...sumOf(COST_PART, 'The sum of the costs of the lines whose cost is known.'),
        lines: ctx.costed(ctx.lines),
      }),
    },
  ],
  keys: {},
  sql: (ctx) => sql`SELECT ${money(raw('earned.revenue'))} AS revenue, ${PROFIT_FIGURES}, ${costMoney(raw('earned.cost'))} AS cost_of_sales
FROM (SELECT count(*) AS lines, ${PROFIT_SUMS} FROM ${ctx.costed(ctx.lines)}) earned WHERE lines > 0`,
})
