import type { Filter } from '../../../src/domain/filter'
import type { Goods, Line } from '../made-shop'
import type { MetricDefinition } from '../metric'
import { last } from './days'
import { category, type Place } from './lines'

export type Ask = { filter: Filter; as_of: string | null; args: Record<string, string | number> }

/** What a metric looks at: the lines of the period, and what is around them. */
export interface World {
  lines: Line[]
  goods: Goods
  /** every line, under no filter */
  all: Line[]
  /** up to as_of, under the whole filter but its period */
  scope: Line[]
  /** up to as_of, under the filter's file and stores only */
  shop: Line[]
  from: string
  to: string
  data_from: string
  ask: Ask
}

/** Null when there is nothing to look at. */
export function world(all: Line[], goods: Goods, ask: Ask, { needs = [], without_sales }: MetricDefinition): World | null {
  const with_stock = needs.includes('stock')
  const { filter } = ask
  const as_of =
    ask.as_of ??
    [...all, ...goods.stock]
      .map((line) => line.date)
      .sort()
      .at(-1)
  if (as_of === undefined) return null
  const shop = all.filter(
    (line) =>
      line.date <= as_of &&
      (filter.dataset_id === null || line.dataset_id === filter.dataset_id) &&
      (filter.store_id.length === 0 || filter.store_id.includes(line.store_id)),
  )
  const scope = shop.filter(
    (line) =>
      (filter.channel.length === 0 || filter.channel.includes(line.channel)) &&
      (filter.category.length === 0 || (line.category !== null && filter.category.includes(line.category))) &&
      (filter.sku_id.length === 0 || filter.sku_id.includes(line.sku_id)) &&
      (filter.customer_id.length === 0 || filter.customer_id.includes(line.customer ?? '')),
  )
  const data_from = shop.map((line) => line.date).sort()[0] ?? (without_sales ? as_of : undefined)
  if (data_from === undefined || (scope.length === 0 && !with_stock)) return null
  const from = filter.from !== null && filter.from > data_from ? filter.from : data_from
  const to = [filter.to ?? as_of, as_of].sort()[0] as string
  if (from > to) return null
  return { lines: scope.filter((line) => line.date >= from && line.date <= to), scope, shop, from, to, data_from, ask, goods, all }
}

export const asOf = ({ ask, all, goods }: World): string => ask.as_of ?? (last([...all, ...goods.stock].map(({ date }) => date)) as string)

/** Rows of stock and purchases under the filter, which knows no dataset and no channel there. */
export function goodsOf<T extends Place>({ ask: { filter } }: World, rows: readonly T[]): T[] {
  return rows.filter(
    ({ store_id, sku_id }) =>
      (filter.store_id.length === 0 || filter.store_id.includes(store_id)) &&
      (filter.category.length === 0 || filter.category.includes(category(sku_id) ?? '')) &&
      (filter.sku_id.length === 0 || filter.sku_id.includes(sku_id)),
  )
}
