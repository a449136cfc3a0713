import type { Filter } from '../../src/domain/filter'
import { type Sql, sql } from '../db/sql'
import { day } from './lines'
import { goodsFilter } from './stock'

/**
 * A SELECT of (place_no, sku_no, first_seen DATE, bought BOOLEAN) under the filter's stores and products, up to `as_of`: the earliest SALE line, purchase,
 * receipt or stock count of a product in a store (domain.md 3.5, 12). A return alone does not count. `bought` = it has purchases.
 */
export function firstSeen(filter: Filter, as_of: string, scope: Sql): Sql {
  const where = goodsFilter(filter)
  return sql`SELECT place_no, sku_no, min(seen) AS first_seen, bool_or(bought) AS bought FROM (
    SELECT place_no, sku_no, min(date) AS seen, FALSE AS bought FROM ${scope} WHERE line_type = 'SALE' GROUP BY place_no, sku_no
    UNION ALL
    SELECT place_no, sku_no, min(date), TRUE FROM purchase_line WHERE date <= ${day(as_of)} AND received_qty > 0${where} GROUP BY place_no, sku_no
    UNION ALL
    SELECT place_no, sku_no, min(least(date, coalesce(received, date))), FALSE FROM inventory_line WHERE date <= ${day(as_of)}${where} GROUP BY place_no, sku_no
  ) GROUP BY place_no, sku_no`
}
