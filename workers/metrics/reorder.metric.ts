import type { Row } from '../../src/domain/metric'
import { raw, sql } from '../db/sql'
import { demandDistribution, quantile } from '../risk/demand-distribution'
import { units } from './expressions'
import { day } from './lines'
import { defineMetric, type MetricContext } from './metric'
import { UNITS_SOLD_PART } from './openings'
import { NAMED, ofRow, PRODUCT_COLUMNS, STORE_COLUMN } from './product-columns'
import { onHandColumn } from './stock'

const SERVICE_LEVEL = 0.95
const RATE_DAYS = 30
const SPREAD_DAYS = 84

const cover = ({ args }: MetricContext): number => Number(args.lead_days) + Number(args.review_days)

export default defineMetric({
  id: 'reorder',
  title: 'Reorder',
  definition:
    'What to order now, so that with 95 of 100 chances each product lasts until the order after this one has come. By the sales of the last 30 days and their ups and downs over 84; orders that are under way are not known.',
  needs: ['stock'],
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
    {
      name: 'daily_units',
      unit: 'number',
      title: 'Sold a day',
      definition: `Units on SALE lines of the last ${RATE_DAYS} days ÷ ${RATE_DAYS}, or ÷ the days since it was first seen in the store where they are fewer.`,
      nullable: false,
      opens: (ctx, row) => ({
        parts: [UNITS_SOLD_PART],
        combine: ([sold = 0]) => sold / Number(row.days),
        rule: `The units sold, divided by ${row.days} days.`,
        lines: ofRow(ctx.scope, row, sql` AND date > ${day(ctx.as_of)} - ${RATE_DAYS}`),
      }),
    },
    {
      name: 'days',
      unit: 'count',
      title: 'Days',
      definition: `Days that the units a day are of: ${RATE_DAYS}, or fewer for a product that is new in the store.`,
      nullable: false,
      opens: () => ({ like: 'daily_units', rule: 'The days since it was first seen, at most 30.' }),
    },
    {
      name: 'expected_units',
      unit: 'units',
      title: 'Will sell',
      definition: 'Units a day × (days to the delivery + days to the next order).',
      nullable: false,
      opens: () => ({ like: 'daily_units', rule: 'The units a day, times the days from this order to the delivery of the next.' }),
    },
    {
      name: 'needed_units',
      unit: 'units',
      title: 'To be safe',
      definition:
        'The units that demand of these days stays within in 95 of 100 cases: negative binomial with that mean, and the variance ÷ mean of the daily units of the last 84 days (at least 1), widened for how few days the mean is of. Goods sold by weight count in steps of their usual quantity.',
      nullable: true,
      opens: () => ({ like: 'daily_units', rule: 'What will sell, with so much more that it is enough in 95 of 100 cases.' }),
    },
    {
      name: 'reorder_qty',
      unit: 'units',
      title: 'Order',
      definition:
        'To be safe − on hand (0 when below), not below 0; of goods with a shelf life no more than sells within it. Rows with nothing to order are not listed.',
      nullable: true,
      opens: () => ({ like: 'on_hand', rule: 'What is needed to be safe, less what is on hand.' }),
    },
    {
      name: 'dispersion',
      unit: 'number',
      title: 'Ups and downs',
      definition: 'Variance ÷ mean of the units a day over the last 84 days, days without a sale counted; at least 1.',
      nullable: false,
      opens: () => ({ like: 'daily_units', rule: 'How unevenly the days sell: 1 is pure chance.' }),
    },
    {
      name: 'sale_unit',
      unit: 'units',
      title: 'Usual quantity',
      definition: '1; of goods sold in fractions the median quantity of a SALE line of the last 365 days.',
      nullable: false,
      opens: () => ({ like: 'daily_units', rule: 'The quantity that one sale usually takes.' }),
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
), daily AS (
  SELECT place_no, sku_no, date, sum(qty) AS q FROM ${ctx.scope} WHERE line_type = 'SALE' AND date > ${day(ctx.as_of)} - ${SPREAD_DAYS} GROUP BY place_no, sku_no, date
), sold AS (
  SELECT place_no, sku_no, sum(CASE WHEN date > ${day(ctx.as_of)} - ${RATE_DAYS} THEN q END) AS recent, sum(q) AS q, sum(CAST(q AS HUGEINT) * q) AS qq FROM daily GROUP BY place_no, sku_no
), step AS (
  SELECT sku_no, CASE WHEN bool_or(qty % 1000 <> 0) THEN CAST(quantile_cont(qty, 0.5) AS BIGINT) ELSE 1000 END AS unit
  FROM ${ctx.scope} WHERE line_type = 'SALE' AND qty > 0 AND date > ${day(ctx.as_of)} - 365 GROUP BY sku_no
), keeps AS (
  SELECT sku_no, max(shelf_life_days) AS shelf_life, min(p.supplier) AS supplier FROM product_fact p JOIN item USING (item_no) GROUP BY sku_no
), bought_from AS (
  SELECT place_no, sku_no, arg_max(supplier, date || supplier) AS supplier FROM purchase_line WHERE supplier IS NOT NULL AND date <= ${day(ctx.as_of)} GROUP BY place_no, sku_no
), place AS (
  SELECT place_no, sku_no, greatest(coalesce(on_hand, 0), 0) AS lies, coalesce(on_hand, 0) AS on_hand, recent, q, qq, step.unit, shelf_life, coalesce(bought_from.supplier, keeps.supplier) AS supplier,
    least(${RATE_DAYS}, ${day(ctx.as_of)} - first_seen + 1) AS days, least(${SPREAD_DAYS}, ${day(ctx.as_of)} - first_seen + 1) AS span
  FROM sold JOIN seen USING (place_no, sku_no) JOIN counted USING (place_no) LEFT JOIN lying USING (place_no, sku_no) LEFT JOIN step USING (sku_no) LEFT JOIN keeps USING (sku_no)
    LEFT JOIN bought_from USING (place_no, sku_no)
  WHERE recent > 0 AND unit > 0
)
SELECT product_name, sku_id, category, store_id, supplier, ${units(raw('place.on_hand'))} AS on_hand, CAST(recent AS DOUBLE) / 1000 / days AS daily_units, CAST(days AS BIGINT) AS days,
  CAST(recent AS DOUBLE) / 1000 / days * ${cover(ctx)} AS expected_units, CAST(NULL AS DOUBLE) AS needed_units, CAST(NULL AS DOUBLE) AS reorder_qty,
  CASE WHEN span > 1 THEN greatest(1, CAST(span * qq - q * q AS DOUBLE) / (CAST(q AS DOUBLE) * unit * (span - 1))) ELSE 1 END AS dispersion, ${units(raw('place.unit'))} AS sale_unit,
  CAST(shelf_life AS DOUBLE) AS shelf_life
FROM place JOIN named USING (sku_no) JOIN shops USING (place_no) ORDER BY sku_no, place_no`,
  finish: (rows, ctx) => {
    const days = cover(ctx)
    const all = rows.map((row): Row => {
      const [daily, unit, spread] = [Number(row.daily_units), Number(row.sale_unit), Number(row.dispersion)]
      const needed = quantile(demandDistribution((daily * days) / unit, spread * (1 + days / Number(row.days))), SERVICE_LEVEL) * unit
      const keeps = row.shelf_life === null ? Number.POSITIVE_INFINITY : Math.floor((daily * Number(row.shelf_life)) / unit) * unit
      const missing = Math.min(needed, keeps) - Math.max(0, Number(row.on_hand))
      return { ...row, needed_units: needed, reorder_qty: Math.max(0, Math.ceil(missing / unit - 1e-9) * unit) }
    })
    const soonest = (row: Row) => Math.max(0, Number(row.on_hand)) / Number(row.daily_units)
    return all
      .filter((row) => Number(row.reorder_qty) > 0)
      .sort((a, b) => soonest(a) - soonest(b)) // stable: equal ones stay in order of SKU and store
      .slice(0, Number(ctx.args.limit))
  },
  warnings: () => ['By the sales of the last 30 days. Orders that are under way are not known, so take them off.'],
})
