import { byCodePoint, CATEGORY, type Line } from '../made-shop'
import { back } from './days'
import { sum } from './numbers'

/** For tests: what the plain loops ask of lines of sales, and of the products and places in them. */

export const category = (sku_id: string): string | null => CATEGORY[sku_id] ?? null
export const name = (sku_id: string) => `Product ${sku_id}`
export const product = (sku_id: string) => ({ product_name: name(sku_id), sku_id, category: category(sku_id) })

export interface Place {
  store_id: string
  sku_id: string
}

export const same = (place: Place) => (one: Place) => one.store_id === place.store_id && one.sku_id === place.sku_id
export const unique = (all: readonly string[]): string[] => [...new Set(all)].sort(byCodePoint)
export const sales = (lines: readonly Line[]): Line[] => lines.filter(({ line_type }) => line_type === 'SALE')

export const bySku = (lines: readonly Line[]) =>
  unique(lines.map(({ sku_id }) => sku_id)).map((sku_id) => ({ sku_id, own: lines.filter((one) => one.sku_id === sku_id) }))

export const billOf = ({ store_id, date, transaction_id }: Line) => JSON.stringify([store_id, date, transaction_id])

export const billsOf = (lines: readonly Line[]): Set<string> =>
  new Set(
    sales(lines)
      .filter((line) => line.transaction_id !== null)
      .map(billOf),
  )

export const orders = (lines: readonly Line[]): number | null =>
  lines.length > 0 && lines.every((line) => line.transaction_id === null) ? null : billsOf(lines).size

/** In 1/10000; null when no price is known, 0 of no lines. */
export const revenueOf = (lines: readonly Line[]): number | null => {
  const priced = lines.filter((line) => line.net !== null)
  if (lines.length > 0 && priced.length === 0) return null
  return priced.reduce((sum, line) => sum + (line.net as number), 0)
}

/** Milli-units. */
export const milli = (lines: readonly Line[]): number => lines.reduce((sum, line) => sum + line.qty, 0)

export const groupBy = (lines: readonly Line[], key: (line: Line) => string | null): Map<string | null, Line[]> => {
  const groups = new Map<string | null, Line[]>()
  for (const line of lines) groups.set(key(line), [...(groups.get(key(line)) ?? []), line])
  return groups
}

/** Milli-units sold in the last `days` days. */
export const unitsIn = (lines: readonly Line[], as_of: string, days: number): number =>
  sum(
    sales(lines)
      .filter(({ date }) => date > back(as_of, days))
      .map(({ qty }) => qty),
  )

/** Milli-units sold on each of the last `days` days, newest first. */
export function dayTotals(lines: readonly Line[], as_of: string, days: number): number[] {
  return Array.from({ length: days }, (_, i) =>
    sum(
      sales(lines)
        .filter(({ date }) => date === back(as_of, i))
        .map(({ qty }) => qty),
    ),
  )
}
