import type { Database } from '../db/database'
import { type Sql, sql } from '../db/sql'
import { SEASON_MONTHS, seasonOf } from '../risk/season'

/** An average month, in days. */
const MONTH_DAYS = 30.4375
/** Years that are looked at: a shop of twenty years ago was another one. */
const YEARS = 12
/** Milli-units of a month beyond which a cell is a slip of the keyboard. */
const MOST = 100_000_000_000

const monthIndex = (iso: string): number => 12 * Number(iso.slice(0, 4)) + Number(iso.slice(5, 7)) - 1
const daysIn = (month: number): number => new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate()

/**
 * The month indexes of products whose season is more than chance, by sku_no: units over all stores in complete months, from the later of the shop's first
 * sale and the product's first day on, at least 24 of them (domain.md 3.4).
 */
export async function seasonsAt(db: Database, as_of: string, daily: Sql): Promise<Map<number, readonly number[]>> {
  const seasons = new Map<number, readonly number[]>()
  const until = sql`date <= CAST(${as_of} AS DATE)`
  const [shop] = await db.all<{ first: string | null }>(sql`SELECT CAST(min(date) AS VARCHAR) AS first FROM ${daily} WHERE sales > 0`)
  const is_whole = Number(as_of.slice(8)) === daysIn(monthIndex(as_of))
  const end = monthIndex(as_of) - (is_whole ? 0 : 1)
  if (!shop?.first || end - monthIndex(shop.first) + 1 < SEASON_MONTHS) return seasons
  const firsts = await db.all<{ sku_no: number; since: string }>(sql`
    SELECT sku_no, CAST(greatest(min(seen), CAST(${shop.first} AS DATE)) AS VARCHAR) AS since FROM (
      SELECT sku_no, min(date) AS seen FROM ${daily} WHERE sales > 0 GROUP BY sku_no
      UNION ALL SELECT sku_no, min(date) FROM purchase_line WHERE ${until} AND received_qty > 0 GROUP BY sku_no
      UNION ALL SELECT sku_no, min(least(date, coalesce(received, date))) FROM inventory_line WHERE ${until} GROUP BY sku_no
    ) GROUP BY sku_no ORDER BY sku_no`)
  const months = await db.all<{ sku_no: number; month: number; qty: number }>(sql`
    SELECT sku_no, CAST(12 * year(date) + month(date) - 1 AS INTEGER) AS month, CAST(least(sum(sold), ${MOST}) AS DOUBLE) AS qty FROM ${daily} GROUP BY ALL ORDER BY sku_no, month`)
  const by_sku = new Map<number, Map<number, number>>()
  for (const { sku_no, month, qty } of months) {
    const own = by_sku.get(sku_no) ?? new Map<number, number>()
    by_sku.set(sku_no, own)
    own.set(month, qty)
  }
  for (const { sku_no, since } of firsts) {
    const start = Math.max(monthIndex(since) + (since.slice(8) === '01' ? 0 : 1), monthIndex(as_of) - 12 * YEARS)
    const sold = by_sku.get(sku_no)
    if (!sold || end - start + 1 < SEASON_MONTHS) continue
    const units = Array.from({ length: end - start + 1 }, (_, i) => ((sold.get(start + i) ?? 0) * MONTH_DAYS) / daysIn(start + i))
    const season = seasonOf(units, start % 12)
    if (season) seasons.set(sku_no, season.index)
  }
  return seasons
}
