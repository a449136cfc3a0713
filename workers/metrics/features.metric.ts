import { raw, sql } from '../db/sql'
import { isoDay } from '../models/day-number'
import { day, linesWhere } from './lines'
import { type ColumnDefinition, defineMetric } from './metric'
import { NAMED, ofRow, PRODUCT_COLUMNS, STORE_COLUMN } from './product-columns'
import { velocityColumn } from './velocity-column'

const told = (
  name: string,
  unit: ColumnDefinition['unit'],
  title: string,
  definition: string,
  rule: string,
  nullable = false,
): ColumnDefinition => ({
  name,
  unit,
  title,
  definition,
  nullable,
  opens: () => ({ like: 'velocity_30d', rule: `${rule} The rows are the sales of the last 30 days; the figure looks back up to 365.` }),
})

export default defineMetric({
  id: 'features',
  title: 'Demand',
  definition:
    'How each product sells in each store at the end of the as-of date: its pace over 7, 14 and 30 days, how evenly, which kind of demand that is, and what an average day is expected to sell. Of the whole shop, all channels and files. Fastest first.',
  needs: ['demand'],
  params: [{ name: 'limit', type: 'integer', default: 1000, min: 1, max: 1_000_000, definition: 'How many rows to list.' }],
  columns: [
    STORE_COLUMN,
    ...PRODUCT_COLUMNS,
    {
      name: 'first_seen',
      unit: 'date',
      title: 'First seen',
      definition: 'Earliest sale, purchase, receipt or stock count of the product in the store.',
      nullable: false,
    },
    ...[7, 14, 30].map((window) =>
      velocityColumn(
        window,
        (_, row) => Number(row.age_days),
        (ctx, row, days) => ofRow(linesWhere([sql`date <= ${day(ctx.as_of)}`, sql`date > ${day(ctx.as_of)} - ${days}`]), row),
      ),
    ),
    told(
      'volatility',
      'number',
      'Ups and downs',
      'Sample standard deviation ÷ mean of the units sold a day over the last 30 days, days without a sale counted. NULL without a sale or with a single day.',
      'How far the days lie from their mean, beside the mean.',
      true,
    ),
    told(
      'adi',
      'number',
      'Days from sale to sale',
      'Observed days from the first sale on ÷ days with a sale. NULL without a sale.',
      'How seldom it sells.',
      true,
    ),
    told(
      'cv2',
      'number',
      'Unevenness',
      'Sample variance ÷ mean² of the units of days with a sale. NULL without a sale.',
      'How uneven the quantities are.',
      true,
    ),
    {
      name: 'demand_class',
      unit: 'word',
      title: 'How it sells',
      definition:
        'smooth or erratic when it sells nearly every day (fewer than 1.32 days from sale to sale) in even or uneven quantities (0.49), intermittent or lumpy when it does not; new below 28 observed days or 3 days with a sale.',
      nullable: false,
    },
    told(
      'level',
      'number',
      'Expected a day',
      'Units that an average day is expected to sell. Smooth and erratic: exponential smoothing (0.1). Intermittent and lumpy: chance of a sale (0.05) and its size (0.1) smoothed apart, so it falls when sales stop. New: what it sold, drawn to what similar products sell. Days without stock and closed days are left out, spikes cut, weekdays evened out. Of kinds of demand that “forecast-health” finds better told by it, the average of the last 28 days.',
      'The newest days weigh most.',
    ),
    told(
      'phi',
      'number',
      'Dispersion',
      'Variance ÷ mean of the daily units of the last 84 days by weekday, drawn to the category’s over all stores; at least 1, which is pure chance.',
      'How unevenly the days sell.',
    ),
    told(
      'n_eff',
      'number',
      'Worth of the level',
      'Days that the level is worth: 19, or 14 + the observed days of a new product; 28 where the level is the average of 28 days.',
      'How sure the level is.',
    ),
    {
      name: 'seasonality_flag',
      unit: 'flag',
      title: 'Has a season',
      definition: 'Whether at least 24 whole months show a season that is more than chance; only then the forecast follows it.',
      nullable: false,
    },
    told(
      'n',
      'count',
      'Observed days',
      'Days of the last 365 since it was first seen, without those without stock and those on which the store is closed.',
      'Counted days.',
    ),
    told('sale_days', 'count', 'Days with a sale', 'Observed days with a sale.', 'Counted days.'),
    told(
      'out_days',
      'count',
      'Days without stock',
      'Days of the last 365 that opened without stock and saw no sale, up to the last stock count.',
      'Counted days.',
    ),
    told('age_days', 'count', 'Days since first seen', 'Days from first seen to the as-of date, both counted.', 'Counted days.'),
    told(
      'sale_unit',
      'units',
      'Usual quantity',
      '1; of goods sold in fractions the median quantity of a SALE line of the last 365 days.',
      'The quantity that one sale usually takes.',
    ),
  ],
  keys: { sku_id: raw('sku_id'), store_id: raw('store_id') },
  sql: (ctx) => sql`WITH ${NAMED}
SELECT store_id, product_name, sku_id, category, CAST(min(first_seen) AS VARCHAR) AS first_seen, 0::DOUBLE AS velocity_7d, 0::DOUBLE AS velocity_14d, 0::DOUBLE AS velocity_30d, NULL::DOUBLE AS volatility,
  NULL::DOUBLE AS adi, NULL::DOUBLE AS cv2, '' AS demand_class, 0::DOUBLE AS level, 1::DOUBLE AS phi, 0::DOUBLE AS n_eff, FALSE AS seasonality_flag, 0::BIGINT AS n, 0::BIGINT AS sale_days, 0::BIGINT AS out_days,
  CAST(${day(ctx.as_of)} - min(first_seen) + 1 AS BIGINT) AS age_days, 1::DOUBLE AS sale_unit
FROM (${ctx.first_seen}) JOIN named USING (sku_no) JOIN shops USING (place_no) GROUP BY store_id, product_name, sku_id, category ORDER BY store_id, sku_id`,
  finish: (rows, ctx) =>
    rows
      .flatMap((row) => {
        const place = ctx.demand.at(String(row.store_id), String(row.sku_id))
        if (!place) return []
        const { velocity_7d, velocity_14d, velocity_30d, volatility, adi, cv2, demand_class, level, phi, n_eff, seasonality_flag } = place
        const { n, sale_days, out_days, unit, first_seen } = place
        const figures = { velocity_7d, velocity_14d, velocity_30d, volatility, adi, cv2, demand_class, level, phi, n_eff, seasonality_flag }
        const seen = isoDay(first_seen)
        const age_days = Math.round((Date.parse(ctx.as_of) - Date.parse(seen)) / 86_400_000) + 1
        return [{ ...row, ...figures, first_seen: seen, n, sale_days, out_days, age_days, sale_unit: unit }]
      })
      .sort((a, b) => b.level - a.level) // stable: equal ones stay in order of store and SKU
      .slice(0, Number(ctx.args.limit)),
})
