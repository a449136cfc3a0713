import { raw, sql } from '../db/sql'
import { dimensionColumns, LIMIT_PARAM, ordersWarning, splitBy, splitFigures, splitOrder } from './by-dimension'
import { defineMetric } from './metric'
import { STORE_NAMES } from './store-names'

export default defineMetric({
  id: 'top-stores',
  title: 'Best stores',
  definition: 'Sales of the period split by store, most revenue first.',
  params: [LIMIT_PARAM],
  columns: [
    { name: 'store_id', unit: 'id', title: 'Store', definition: 'Code or name of the store as the files write it.', nullable: false },
    { name: 'name', unit: 'text', title: 'Name', definition: 'Name from the stores file, else the store id.', nullable: false },
    ...dimensionColumns('store_id', 'store'),
  ],
  keys: { store_id: raw('store_id') },
  sql: (ctx) => sql`WITH ${splitBy('store_id', ctx)}, store AS (${STORE_NAMES})
SELECT split.store_id AS store_id, coalesce(store.name, split.store_id) AS name, ${splitFigures}
FROM split LEFT JOIN store ON store.store_id = split.store_id ${splitOrder('store_id')} LIMIT ${ctx.args.limit as number}`,
  warnings: ordersWarning,
})
