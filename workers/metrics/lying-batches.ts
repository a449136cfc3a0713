import type { Filter } from '../../src/domain/filter'
import type { Database } from '../db/database'
import { raw, type Sql, sql } from '../db/sql'
import type { Move } from '../risk/roll-forward'
import { day } from './lines'
import type { MetricContext } from './metric'
import { goodsFilter } from './stock'

/** A shelf life beyond a hundred years is a slip of the keyboard, and would leave the calendar. */
const LONGEST_LIFE = 36_500

/** How long a batch keeps: what its own row says, else the product file. */
const KEEPS = raw(`least(coalesce(lying.shelf_life_days, shelf_life), ${LONGEST_LIFE})`)

/** What the products file says about how long a product keeps. */
const SHELF = raw(`(SELECT sku_no, max(shelf_life_days) AS shelf_life, bool_or(perishable) AS perishable, min(p.supplier) AS supplier
    FROM product_fact p JOIN item USING (item_no) WHERE coalesce(shelf_life_days, 0) >= 0 GROUP BY sku_no)`)

/**
 * A FROM item: the rows of `ctx.stock` and, with nothing on hand, the deliveries after the store's count with what `came`, each with
 * `good_until` DATE: its expiry, else the one on the purchase of the same batch, else by the shelf life of its row or product from the day it came (perishables) or was made; NULL without any (domain.md 5.5),
 * `expiry_from`: 'purchase', 'received' or 'made' where it is not the stock file's own, `supplier`: of the batch's purchase, else the newest purchase in the store, else the product file,
 * `counted_on`: the day of the store's count, `is_counted`.
 */
export function lyingBatches(ctx: MetricContext): Sql {
  const until = day(ctx.as_of)
  return sql`(
  SELECT lying.*, coalesce(lying.expiry, bought.expiry, CASE WHEN shelf.perishable THEN lying.received + ${KEEPS} END, lying.mfg + ${KEEPS}) AS good_until,
    CASE WHEN lying.expiry IS NOT NULL THEN NULL WHEN bought.expiry IS NOT NULL THEN 'purchase' WHEN shelf.perishable AND lying.received + ${KEEPS} IS NOT NULL THEN 'received'
      WHEN lying.mfg + ${KEEPS} IS NOT NULL THEN 'made' END AS expiry_from,
    coalesce(bought.supplier, newest.supplier, shelf.supplier) AS supplier
  FROM (
    SELECT dataset_no, row_no, date, place_no, sku_no, store_id, sku_id, product_name, category, batch, on_hand, expiry, mfg, received, shelf_life_days, unit_cost, worth, counted_on, NULL AS came, TRUE AS is_counted FROM ${ctx.stock}
    UNION ALL
    SELECT dataset_no, row_no, date, place_no, sku_no, store_id, sku_id, product_name, category, batch, 0, expiry, NULL, date, NULL, unit_cost, NULL, counted_on, received_qty, FALSE
    FROM purchase_line JOIN (SELECT place_no, max(date) AS counted_on FROM inventory_line WHERE date <= ${until} GROUP BY place_no) USING (place_no)
    WHERE date > counted_on AND date <= ${until} AND received_qty > 0${ctx.goods_filter}
  ) lying
    LEFT JOIN (
      SELECT place_no, sku_no, batch, arg_min(expiry, ROW(date, expiry)) AS expiry, arg_max(supplier, date || supplier) AS supplier
      FROM purchase_line WHERE batch <> '' AND date <= ${until} GROUP BY place_no, sku_no, batch
    ) bought USING (place_no, sku_no, batch)
    LEFT JOIN (
      SELECT place_no, sku_no, arg_max(supplier, date || supplier) AS supplier FROM purchase_line WHERE supplier IS NOT NULL AND date <= ${until} GROUP BY place_no, sku_no
    ) newest USING (place_no, sku_no)
    LEFT JOIN ${SHELF} shelf USING (sku_no)
)`
}

/** Milli-units of what came and went after each store's last count up to as_of, by store and product, in the order of the days. */
export async function movesAfterCount(db: Database, filter: Filter, as_of: string): Promise<ReadonlyMap<string, Move[]>> {
  const where = goodsFilter({ ...filter, channel: [], customer_id: [] })
  const rows = await db.all<{
    store_id: string
    sku_id: string
    day: number
    batch: string | null
    expiry: number | null
    qty: number
  }>(sql`
    WITH counted AS (
      SELECT place_no, counted_on FROM (SELECT place_no, max(date) AS counted_on FROM inventory_line WHERE date <= ${day(as_of)} GROUP BY place_no) WHERE counted_on < ${day(as_of)}
    )
    SELECT store_id, sku_id, CAST(date - DATE '1970-01-01' AS INTEGER) AS day, batch, CAST(expiry - DATE '1970-01-01' AS INTEGER) AS expiry, CAST(sum(qty) AS DOUBLE) AS qty FROM (
      SELECT place_no, store_id, sku_id, date, batch, expiry, received_qty AS qty FROM purchase_line WHERE TRUE${where}
      UNION ALL
      SELECT place_no, store_id, sku_id, date, NULL, NULL, qty FROM sales_line WHERE TRUE${where}
    ) JOIN counted USING (place_no) WHERE date > counted_on AND date <= ${day(as_of)}
    GROUP BY ALL ORDER BY store_id, sku_id, day, batch NULLS LAST, expiry`)
  const moves = new Map<string, Move[]>()
  for (const { store_id, sku_id, day: at, batch, expiry, qty } of rows) {
    const move: Move = batch === null ? { day: at, gone: qty / 1000 } : { day: at, came: { batch_id: batch, expiry, qty: qty / 1000 } }
    const key = placeKey(store_id, sku_id)
    const own = moves.get(key)
    if (own) own.push(move)
    else moves.set(key, [move])
  }
  return moves
}

export const placeKey = (store_id: unknown, sku_id: unknown): string => `${store_id}\u0000${sku_id}`
