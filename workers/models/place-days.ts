import type { Database } from '../db/database'
import { numberColumns } from '../db/number-columns'
import { type Sql, sql } from '../db/sql'
import { SERIES_DAYS } from '../risk/place-series'
import { isoDay } from './day-number'
import type { Place, Store } from './demand-sources'

/** The last SERIES_DAYS days of some places; row r of a table holds those of the r-th place, the last one being the as-of day. */
export interface PlaceDays {
  /** milli-units on SALE lines */
  units: Float64Array
  /** dates with a sale, by place_no */
  sale_dates: ReadonlyMap<number, ReadonlySet<number>>
  /** days without stock among the last `length` of a row; null where the place is taken never to run out */
  out(row: number, length: number): Uint8Array | null
}

/** Memory for the days of one lot of places after the other. What was read into it before is gone. */
export class DayTables {
  private units = new Float64Array(0)
  private has_sale = new Uint8Array(0)

  empty(cells: number): { units: Float64Array; has_sale: Uint8Array } {
    if (this.units.length < cells) {
      this.units = new Float64Array(cells)
      this.has_sale = new Uint8Array(cells)
    } else {
      this.units.fill(0, 0, cells)
      this.has_sale.fill(0, 0, cells)
    }
    return { units: this.units, has_sale: this.has_sale }
  }
}

/** What the days of `places` were, which are in order of their numbers; `daily` has their sales by place and day. */
export async function placeDays(
  db: Database,
  places: readonly Place[],
  { today, as_of, daily, stores }: { today: number; as_of: string; daily: Sql; stores: ReadonlyMap<number, Store> },
  tables: DayTables = new DayTables(),
): Promise<PlaceDays> {
  const [first, last] = [places[0] as Place, places.at(-1) as Place]
  const within =
    places.length === 1
      ? sql`place_no = ${first.place_no} AND sku_no = ${first.sku_no}`
      : sql`place_no BETWEEN ${first.place_no} AND ${last.place_no}`
  // what is rolled back from a count reaches back from the count, not from today
  const oldest = Math.min(today, ...[...stores.values()].flatMap(({ counted_on }) => counted_on ?? [])) - SERIES_DAYS + 1
  const rowOf = rowsOf(places)
  const { units, has_sale } = tables.empty(places.length * SERIES_DAYS)
  const moved = places.some(({ is_bought, counted_on }) => is_bought && counted_on !== null) ? new Map<number, Float64Array>() : null
  const sale_dates = new Map<number, Set<number>>()

  const sold = await db.arrow(sql`
    SELECT CAST(place_no AS INTEGER) AS place_no, CAST(sku_no AS INTEGER) AS sku_no, CAST(date - DATE '1970-01-01' AS INTEGER) AS day, CAST(sold AS DOUBLE) AS sold, CAST(gone AS DOUBLE) AS gone, CAST(sales AS INTEGER) AS sales
    FROM ${daily} WHERE ${within} AND date > CAST(${isoDay(oldest - 1)} AS DATE)`)
  const of = numberColumns(sold, ['place_no', 'sku_no', 'day', 'sold', 'gone', 'sales'])
  const ledger = (row: number): Float64Array | null => {
    const place = places[row] as Place
    if (!moved || !place.is_bought || place.counted_on === null) return null
    const known = moved.get(row)
    if (known) return known
    const fresh = new Float64Array(SERIES_DAYS) // by days before the count
    moved.set(row, fresh)
    return fresh
  }
  const { numRows: count } = sold
  for (let i = 0; i < count; i++) {
    const row = rowOf(of.place_no[i] as number, of.sku_no[i] as number)
    if (row === undefined) continue // only ever returned
    const date = of.day[i] as number
    const at = date - today + SERIES_DAYS - 1
    if (at >= 0) {
      const cell = row * SERIES_DAYS + at
      units[cell] = (units[cell] as number) + (of.sold[i] as number)
      if ((of.sales[i] as number) > 0) {
        has_sale[cell] = 1
        const store = of.place_no[i] as number
        const known = sale_dates.get(store)
        if (known) known.add(date)
        else sale_dates.set(store, new Set([date]))
      }
    }
    const before = ((places[row] as Place).counted_on ?? -1) - date
    const own = before >= 0 && before < SERIES_DAYS ? ledger(row) : null
    if (own) own[before] = (own[before] as number) - (of.gone[i] as number)
  }
  if (moved) {
    const came = await db.all<{ place_no: number; sku_no: number; day: number; qty: number }>(sql`
      SELECT place_no, sku_no, CAST(date - DATE '1970-01-01' AS INTEGER) AS day, CAST(sum(received_qty) AS DOUBLE) AS qty FROM purchase_line
      WHERE ${within} AND date <= CAST(${as_of} AS DATE) AND date > CAST(${isoDay(oldest - 1)} AS DATE) GROUP BY place_no, sku_no, day ORDER BY place_no, sku_no, day`)
    for (const { place_no, sku_no, day, qty } of came) {
      const row = rowOf(place_no, sku_no)
      if (row === undefined) continue
      const before = ((places[row] as Place).counted_on ?? -1) - day
      const own = before >= 0 && before < SERIES_DAYS ? ledger(row) : null
      if (own) own[before] = (own[before] as number) + qty
    }
  }
  return {
    units,
    sale_dates,
    out: (row, length) => outDays(places[row] as Place, { today, length, moved: moved && ledger(row), has_sale, row }),
  }
}

/** The place of a store and a product in `places`; asked for every day of each, so it looks up small numbers only. */
function rowsOf(places: readonly Place[]): (place_no: number, sku_no: number) => number | undefined {
  const stores = new Map<number, Map<number, number>>()
  places.forEach(({ place_no, sku_no }, row) => {
    const own = stores.get(place_no) ?? new Map<number, number>()
    stores.set(place_no, own)
    own.set(sku_no, row)
  })
  return (place_no, sku_no) => stores.get(place_no)?.get(sku_no)
}

/**
 * Days without stock among the last `length`: opened at 0 or below and nothing sold, rolled back from the store's last count. Null where no delivery or no
 * count is known: such a place is taken never to run out. Days after the count are not known.
 */
function outDays(
  { counted_on, on_hand, first_seen }: Place,
  { today, length, moved, has_sale, row }: { today: number; length: number; moved: Float64Array | null; has_sale: Uint8Array; row: number },
): Uint8Array | null {
  if (moved === null || counted_on === null || first_seen > counted_on) return null
  const out = new Uint8Array(length)
  let closing = on_hand
  for (let before = 0; before < SERIES_DAYS; before++) {
    const date = counted_on - before
    const i = date - today + length - 1
    if (i < 0 || date < first_seen) break
    const opening = closing - (moved[before] as number)
    if (opening <= 0 && !has_sale[(row + 1) * SERIES_DAYS - length + i]) out[i] = 1
    closing = opening
  }
  return out
}
