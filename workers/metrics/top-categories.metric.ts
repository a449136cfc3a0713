import { raw, sql } from '../db/sql'
import { dimensionColumns, LIMIT_PARAM, ordersWarning, splitBy, splitFigures, splitOrder } from './by-dimension'
import { defineMetric } from './metric'

export default defineMetric({
  id: 'top-categories',
  title: 'Best categories',
  definition: 'Sales of the period split by product category, most revenue first.',
  params: [LIMIT_PARAM],
  columns: [
    {
      name: 'category',
      unit: 'text',
      title: 'Category',
      definition: 'The category. NULL stands for products without one.',
      nullable: true,
    },
    ...dimensionColumns('category', 'category'),
  ],
  keys: { category: raw('category') },
  sql: (ctx) =>
    sql`WITH ${splitBy('category', ctx)} SELECT category, ${splitFigures} FROM split ${splitOrder('category')} LIMIT ${ctx.args.limit as number}`,
  warnings: ordersWarning,
})
