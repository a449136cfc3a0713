import { type Sql, sql } from '../db/sql'
import { day } from './lines'
import type { MetricContext } from './metric'

/** The first day of the shop's data is nearer than `days`: what did not sell since then may sell less often than that. */
export const tooShort = ({ data_from, as_of }: Pick<MetricContext, 'data_from' | 'as_of'>, days: number): boolean =>
  (Date.parse(as_of) - Date.parse(data_from)) / 86_400_000 < days

/**
 * A FROM item (place_no, sku_no, on_hand milli-units, worth 1/10000, last_sale DATE): what lies in a store and has not sold there for more than `days` days;
 * what never sold counts from the day it came (domain.md 3.7). Empty while the sales reach back less than that.
 */
export const deadPlaces = (ctx: MetricContext, days: number): Sql => sql`(
  WITH lying AS (
    SELECT place_no, sku_no, sum(on_hand) AS on_hand, sum(worth) AS worth, min(coalesce(received, date)) AS came
    FROM ${ctx.stock} GROUP BY place_no, sku_no HAVING sum(on_hand) > 0
  ), sold AS (
    SELECT place_no, sku_no, max(date) AS last_sale FROM ${ctx.shop} WHERE line_type = 'SALE' GROUP BY place_no, sku_no
  )
  SELECT place_no, sku_no, on_hand, worth, last_sale FROM lying LEFT JOIN sold USING (place_no, sku_no)
  WHERE ${day(ctx.as_of)} - coalesce(last_sale, came) > ${days} AND NOT ${tooShort(ctx, days)}
)`
