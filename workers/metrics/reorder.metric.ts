import type { Row } from '../../src/domain/metric'
import { raw, sql } from '../db/sql'
import { dayNumber } from '../models/day-number'
import { seasonOf } from '../models/demand-model'
import { demandDistribution, quantile } from '../risk/demand-distribution'
import { dispersionOver, expectedDemand } from '../risk/expected-demand'
import { LEVEL_COLUMN } from './cover'
import { units } from './expressions'
import { day } from './lines'
import { defineMetric, type MetricContext } from './metric'
import { NAMED, PRODUCT_COLUMNS, STORE_COLUMN } from './product-columns'
import { onHandColumn } from './stock'

const SERVICE_LEVEL = 0.95
/** Units a day, and dispersion, beyond which no distribution is drawn up: a quantity that was mistyped. */
const MOST = 100_000

const cover = ({ args }: MetricContext): number => Number(args.lead_days) + Number(args.review_days)

export default defineMetric({
  id: 'reorder',
  title: 'Reorder',
  definition:
    'What to order now, so that with 95 of 100 chances each product lasts until the order after this one has come. By what each product is expected to sell, by weekday and season (“Demand”), and its ups and downs; orders that are under way are not known.',
  needs: ['stock', 'demand'],
  without_sales: true,
  params: [
    {
      name: 'lead_days',
      type: 'integer',
      default: 3,
      min: 1,
      max: 365,
      setting: 'lead_days',
      definition: 'Days from an order to its delivery.',
    },
    { name: 'review_days', type: 'integer', default: 7, min: 1, max: 365, setting: 'review_days', definition: 'Days between two orders.' },
    { name: 'limit', type: 'integer', default: 1000, min: 1, max: 1_000_000, definition: 'How many rows to list.' },
  ],
  columns: [
    ...PRODUCT_COLUMNS,
    STORE_COLUMN,
    {
      name: 'supplier',
      unit: 'text',
      title: 'Supplier',
      definition: 'Of the newest purchase that names one, else of the product file. NULL without one.',
      nullable: true,
    },
    onHandColumn('on_hand'),
    { ...LEVEL_COLUMN, definition: `${LEVEL_COLUMN.definition} Products that are not expected to sell are not listed.` },
    {
      name: 'days',
      unit: 'count',
      title: 'Days',
      definition: 'Days from this order to the delivery of the next: days to the delivery + days between two orders.',
      nullable: false,
      opens: () => ({ like: 'on_hand', rule: 'From this order to the delivery of the next.' }),
    },
    {
      name: 'expected_units',
      unit: 'units',
      title: 'Will sell',
      definition: 'Units expected to sell on these days, by weekday and season.',
      nullable: false,
      opens: () => ({
        like: 'on_hand',
        rule: 'What an average day sells, by weekday and season, over the days from this order to the delivery of the next.',
      }),
    },
    {
      name: 'needed_units',
      unit: 'units',
      title: 'To be safe',
      definition:
        'The units that demand of these days stays within in 95 of 100 cases: negative binomial with that mean and the dispersion of “Demand”, widened for how few days the level is known from. Goods sold by weight count in steps of their usual quantity.',
      nullable: true,
      opens: () => ({ like: 'on_hand', rule: 'What will sell, with so much more that it is enough in 95 of 100 cases.' }),
    },
    {
      name: 'reorder_qty',
      unit: 'units',
      title: 'Order',
      definition:
        'To be safe − on hand (0 when below), not below 0; of goods with a shelf life no more than is expected to sell within it. Rows with nothing to order are not listed.',
      nullable: true,
      opens: () => ({ like: 'on_hand', rule: 'What is needed to be safe, less what is on hand.' }),
    },
    {
      name: 'is_capped',
      unit: 'flag',
      title: 'Held to what keeps',
      definition: 'Whether less is ordered than is safe because more would not sell within the shelf life.',
      nullable: false,
    },
    {
      name: 'dispersion',
      unit: 'number',
      title: 'Ups and downs',
      definition: 'Variance ÷ mean of the units a day over the last 84 days, drawn to that of the category; at least 1.',
      nullable: false,
      opens: () => ({ like: 'on_hand', rule: 'How unevenly the days sell: 1 is pure chance.' }),
    },
    {
      name: 'sale_unit',
      unit: 'units',
      title: 'Usual quantity',
      definition: '1; of goods sold in fractions the median quantity of a SALE line of the last 365 days.',
      nullable: false,
      opens: () => ({ like: 'on_hand', rule: 'The quantity that one sale usually takes.' }),
    },
    {
      name: 'shelf_life',
      unit: 'days',
      title: 'Shelf life',
      definition: 'Days that the product keeps, from the product file. NULL without one.',
      nullable: true,
      opens: () => ({ like: 'on_hand', rule: 'From the product file.' }),
    },
  ],
  keys: { sku_id: raw('sku_id'), store_id: raw('store_id') },
  sql: (ctx) => sql`WITH ${NAMED}, seen AS (${ctx.first_seen}), lying AS (
  SELECT place_no, sku_no, sum(on_hand) AS on_hand FROM ${ctx.stock} GROUP BY place_no, sku_no
), counted AS (
  SELECT DISTINCT place_no FROM inventory_line WHERE date <= ${day(ctx.as_of)}
), keeps AS (
  SELECT sku_no, max(shelf_life_days) AS shelf_life, min(p.supplier) AS supplier FROM product_fact p JOIN item USING (item_no) GROUP BY sku_no
), bought_from AS (
  SELECT place_no, sku_no, arg_max(supplier, date || supplier) AS supplier FROM purchase_line WHERE supplier IS NOT NULL AND date <= ${day(ctx.as_of)} GROUP BY place_no, sku_no
), place AS (
  SELECT place_no, sku_no, coalesce(on_hand, 0) AS on_hand, shelf_life, coalesce(bought_from.supplier, keeps.supplier) AS supplier
  FROM seen JOIN counted USING (place_no) LEFT JOIN lying USING (place_no, sku_no) LEFT JOIN keeps USING (sku_no) LEFT JOIN bought_from USING (place_no, sku_no)
)
SELECT product_name, sku_id, category, store_id, supplier, ${units(raw('place.on_hand'))} AS on_hand, 0::DOUBLE AS daily_units, ${cover(ctx)}::BIGINT AS days, 0::DOUBLE AS expected_units,
  NULL::DOUBLE AS needed_units, NULL::DOUBLE AS reorder_qty, FALSE AS is_capped, 1::DOUBLE AS dispersion, 1::DOUBLE AS sale_unit, CAST(shelf_life AS DOUBLE) AS shelf_life
FROM place JOIN named USING (sku_no) JOIN shops USING (place_no) ORDER BY sku_no, place_no`,
  finish: (rows, ctx) => {
    const days = cover(ctx)
    const today = dayNumber(ctx.as_of)
    const all = rows.flatMap((row): Row[] => {
      const place = ctx.demand.at(String(row.store_id), String(row.sku_id))
      if (!place || place.level <= 0 || place.level > MOST || place.phi > MOST) return []
      const { unit, phi, n_eff, profile } = place
      const level = place.level / unit
      const over = expectedDemand({ level, profile, season: seasonOf(ctx.demand, place) }, today)
      const expected = over(days)
      const needed = quantile(demandDistribution(expected, dispersionOver(phi, expected, level, n_eff)), SERVICE_LEVEL) * unit
      const keeps = row.shelf_life === null ? Number.POSITIVE_INFINITY : Math.floor(over(Number(row.shelf_life)) + 1e-9) * unit
      const missing = Math.min(needed, keeps) - Math.max(0, Number(row.on_hand))
      const reorder_qty = Math.max(0, Math.ceil(missing / unit - 1e-9) * unit)
      const figures = {
        daily_units: place.level,
        expected_units: expected * unit,
        needed_units: needed,
        reorder_qty,
        is_capped: keeps < needed,
        dispersion: phi,
        sale_unit: unit,
      }
      return [{ ...row, ...figures }]
    })
    const soonest = (row: Row) => Math.max(0, Number(row.on_hand)) / Number(row.daily_units)
    return all
      .filter((row) => Number(row.reorder_qty) > 0)
      .sort((a, b) => soonest(a) - soonest(b)) // stable: equal ones stay in order of SKU and store
      .slice(0, Number(ctx.args.limit))
  },
  warnings: () => ['Orders that are under way are not known, so take them off.'],
})
