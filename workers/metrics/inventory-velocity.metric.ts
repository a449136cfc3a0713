import { raw, sql } from '../db/sql'
import { PROFIT_SUMS } from './costs'
import { COVER_COLUMN, coverOf } from './cover'
import { units } from './expressions'
import { day } from './lines'
import { defineMetric } from './metric'
import { daysBetween } from './period'
import { NAMED, ofRow, PRODUCT_COLUMNS, STORE_COLUMN } from './product-columns'
import { onHandColumn, stockValueColumn } from './stock'
import { velocityColumn } from './velocity-column'

const WINDOWS = [7, 14, 30] as const

export default defineMetric({
  id: 'inventory-velocity',
  title: 'Velocity',
  definition:
    'How fast each product goes in each store: units a day over the last 7, 14 and 30 days, how often the stock turns in a year over the period, and how many days what is on hand lasts. Fastest turning first.',
  needs: ['stock', 'costs', 'demand'],
  without_sales: true,
  params: [{ name: 'limit', type: 'integer', default: 1000, min: 1, max: 1_000_000, definition: 'How many rows to list.' }],
  columns: [
    ...PRODUCT_COLUMNS,
    STORE_COLUMN,
    {
      name: 'first_seen',
      unit: 'date',
      title: 'First seen',
      definition: 'Earliest sale, purchase, receipt or stock count of the product in the store.',
      nullable: false,
    },
    ...WINDOWS.map((window) =>
      velocityColumn(
        window,
        (ctx, row) => daysBetween(String(row.first_seen), ctx.as_of) + 1,
        (ctx, row) => ofRow(ctx.scope, row, sql` AND date > ${day(ctx.as_of)} - ${window}`),
      ),
    ),
    {
      name: 'volatility',
      unit: 'number',
      title: 'Ups and downs',
      definition:
        'Sample standard deviation ÷ mean of the units sold a day over the last 30 days, days without a sale counted. NULL without a sale or with a single day.',
      nullable: true,
      opens: () => ({
        like: 'velocity_30d',
        rule: 'How far the days of these rows, and those without a row, lie from their mean, beside the mean.',
      }),
    },
    onHandColumn('on_hand'),
    stockValueColumn('stock_value'),
    COVER_COLUMN,
    {
      name: 'turnover_rate',
      unit: 'number',
      title: 'Turns a year',
      definition:
        'Cost of the goods sold in the period × 365 ÷ its days ÷ the average stock at cost. With a single stock count that count is the average. NULL when no cost is known or nothing lies there.',
      nullable: true,
      opens: () => ({
        like: 'stock_value',
        rule: 'What the goods sold in the period had cost, for a whole year, divided by the average of the stock counts at cost.',
      }),
    },
    {
      name: 'velocity_score',
      unit: 'number',
      title: 'Score',
      definition: '100 × the share of places that turn more slowly (percent rank of the turns a year). NULL without turns.',
      nullable: true,
      opens: () => ({ like: 'turnover_rate', rule: 'The place among all products and stores by turns a year, from 0 to 100.' }),
    },
    {
      name: 'velocity_class',
      unit: 'word',
      title: 'Speed',
      definition:
        'dead when nothing was sold in the period; by the place among the turns a year fast (upper third), medium or slow. NULL when it sold and the turns are not known.',
      nullable: true,
    },
  ],
  keys: { sku_id: raw('sku_id'), store_id: raw('store_id') },
  sql: (ctx) => sql`WITH ${NAMED}, seen AS (${ctx.first_seen}), sold AS (
  SELECT place_no, sku_no, sum(d30) AS u30, sum(d14) AS u14, sum(d7) AS u7, sum(CAST(d30 AS HUGEINT) * d30) AS squares FROM (
    SELECT place_no, sku_no, date, sum(qty) AS d30, sum(CASE WHEN date > ${day(ctx.as_of)} - 14 THEN qty ELSE 0 END) AS d14,
      sum(CASE WHEN date > ${day(ctx.as_of)} - 7 THEN qty ELSE 0 END) AS d7
    FROM ${ctx.scope} WHERE line_type = 'SALE' AND date > ${day(ctx.as_of)} - 30 GROUP BY place_no, sku_no, date
  ) GROUP BY place_no, sku_no
), earned AS (
  SELECT place_no, sku_no, ${PROFIT_SUMS}, bool_or(line_type = 'SALE') AS has_sale FROM ${ctx.costed(ctx.lines)} GROUP BY place_no, sku_no
), lying AS (
  SELECT place_no, sku_no, sum(on_hand) AS on_hand, sum(worth) AS worth FROM ${ctx.stock} GROUP BY place_no, sku_no
), counted AS (
  SELECT DISTINCT place_no FROM inventory_line WHERE date <= ${day(ctx.as_of)}
), place AS (
  SELECT sku_no, place_no, first_seen, least(30, ${day(ctx.as_of)} - first_seen + 1) AS days, coalesce(u30, 0) AS u30, coalesce(u14, 0) AS u14, coalesce(u7, 0) AS u7, squares,
    CASE WHEN counted.place_no IS NOT NULL THEN coalesce(lying.on_hand, 0) END AS on_hand, worth, coalesce(has_sale, FALSE) AS has_sale,
    CASE WHEN average_worth > 0 THEN CAST(cost AS DOUBLE) / 10000 * ${365 / (daysBetween(ctx.from, ctx.to) + 1)} / average_worth END AS turnover
  FROM seen LEFT JOIN sold USING (place_no, sku_no) LEFT JOIN earned USING (place_no, sku_no) LEFT JOIN lying USING (place_no, sku_no)
    LEFT JOIN ${ctx.average_stock} average USING (place_no, sku_no) LEFT JOIN counted USING (place_no)
  WHERE first_seen <= ${day(ctx.as_of)}
), ranked AS (
  SELECT *, CASE WHEN turnover IS NOT NULL THEN percent_rank() OVER (PARTITION BY turnover IS NULL ORDER BY turnover) END AS percentile FROM place
)
SELECT product_name, sku_id, category, store_id, CAST(first_seen AS VARCHAR) AS first_seen,
  CAST(u7 AS DOUBLE) / 1000 / least(7, days) AS velocity_7d, CAST(u14 AS DOUBLE) / 1000 / least(14, days) AS velocity_14d, CAST(u30 AS DOUBLE) / 1000 / days AS velocity_30d,
  CASE WHEN u30 > 0 AND days > 1 THEN sqrt(CAST(days * squares - u30 * u30 AS DOUBLE) / (days * (days - 1))) / (CAST(u30 AS DOUBLE) / days) END AS volatility,
  ${units(raw('ranked.on_hand'))} AS on_hand, CAST(worth AS DOUBLE) / 10000 AS stock_value,
  NULL::DOUBLE AS days_of_cover, turnover AS turnover_rate, 100 * percentile AS velocity_score,
  CASE WHEN NOT has_sale THEN 'dead' WHEN percentile >= 0.67 THEN 'fast' WHEN percentile >= 0.33 THEN 'medium' WHEN percentile IS NOT NULL THEN 'slow' END AS velocity_class
FROM ranked JOIN named USING (sku_no) JOIN shops USING (place_no) ORDER BY turnover DESC NULLS LAST, u30 DESC, sku_no, place_no LIMIT ${ctx.args.limit as number}`,
  finish: (rows, ctx) =>
    rows.map((row) => {
      const level = ctx.demand.at(String(row.store_id), String(row.sku_id))?.level ?? 0
      return { ...row, days_of_cover: coverOf(row.on_hand, level) }
    }),
  warnings: (rows) =>
    rows.length > 0 && rows.every((row) => row.turnover_rate === null) ? ['Turns a year need a stock count and what the goods cost.'] : [],
})
