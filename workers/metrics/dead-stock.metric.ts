import { raw, sql } from '../db/sql'
import { deadPlaces, tooShort } from './dead-places'
import { money, units } from './expressions'
import { day } from './lines'
import { defineMetric, type MetricContext, type SumPart } from './metric'
import { sumOf } from './openings'
import { NAMED, PRODUCT_COLUMNS } from './product-columns'
import { onHandColumn, stockValueColumn } from './stock'
import { DEAD_DAYS } from './stock-params'

/** Days since its day, on one of the lines of the last day that the product sold in the store. */
const sinceLast = (as_of: string): SumPart => ({
  name: 'contribution',
  title: 'Days since the last sale',
  unit: 'count',
  of: sql`CASE WHEN line_type = 'SALE' AND row_number() OVER (PARTITION BY line_type ORDER BY date DESC, dataset_id, row_no) = 1 THEN ${day(as_of)} - date END`,
  scale: 1,
})

const threshold = ({ args }: MetricContext): number => Number(args.days_threshold)

export default defineMetric({
  id: 'dead-stock',
  title: 'Dead stock',
  definition:
    'What lies in a store and has not sold there for longer than the threshold, as of the last stock count; dearest first. Goods that never sold count from the day they came. Nothing is called dead while the sales reach back less than the threshold.',
  needs: ['stock'],
  params: [
    { ...DEAD_DAYS, name: 'days_threshold' },
    { name: 'limit', type: 'integer', default: 1000, min: 1, max: 200_000, definition: 'How many rows to list.' },
  ],
  columns: [
    ...PRODUCT_COLUMNS,
    { name: 'store_id', unit: 'id', title: 'Store', definition: 'Where it lies.', nullable: false },
    {
      name: 'last_sale',
      unit: 'date',
      title: 'Last sale',
      definition: 'Newest day with a SALE line of the product in the store. NULL when it never sold there.',
      nullable: true,
    },
    {
      name: 'days_since_sale',
      unit: 'count',
      title: 'Days since the last sale',
      definition: 'Days from the last sale to the as-of date. NULL when it never sold in the store.',
      nullable: true,
      opens: (ctx, row) => ({
        ...sumOf(sinceLast(ctx.as_of), 'The days from the newest sale of the product in the store.'),
        lines: sql`(SELECT * FROM ${ctx.shop} WHERE sku_id = ${String(row.sku_id)} AND store_id = ${String(row.store_id)})`,
      }),
    },
    onHandColumn('current_stock'),
    stockValueColumn('estimated_value'),
  ],
  keys: { sku_id: raw('sku_id'), store_id: raw('store_id') },
  sql: (ctx) => sql`WITH ${NAMED}
SELECT product_name, sku_id, category, store_id, CAST(last_sale AS VARCHAR) AS last_sale, CAST(${day(ctx.as_of)} - last_sale AS BIGINT) AS days_since_sale,
  ${units(raw('still.on_hand'))} AS current_stock, ${money(raw('still.worth'))} AS estimated_value
FROM ${deadPlaces(ctx, threshold(ctx))} still JOIN named USING (sku_no) JOIN shops USING (place_no)
ORDER BY still.worth DESC NULLS LAST, sku_no, place_no LIMIT ${ctx.args.limit as number}`,
  warnings: (rows, ctx) => {
    const all: string[] = []
    if (tooShort(ctx, threshold(ctx)))
      all.push(
        `The sales begin on ${ctx.data_from}, less than ${ctx.args.days_threshold} days before ${ctx.as_of}: what is dead is not known yet.`,
      )
    const uncosted = rows.filter((row) => row.estimated_value === null).length
    if (uncosted > 0) all.push(`${uncosted} of ${rows.length} have no known cost and no value here.`)
    return all
  },
})
