import type { Row } from '../../../src/domain/metric'
import { byCodePoint } from '../made-shop'
import { first, last } from './days'
import { plainDemand } from './demand'
import { billOf, product, sales, unique, unitsIn } from './lines'
import { desc, over, sum } from './numbers'
import { profitFigures, profitOf } from './profit'
import { onHand, stockNow, worth } from './stock'
import { asOf, type World } from './world'

/** What is known to have sold of a thing without a line: nothing, where anything is known to sell at all. */
const nothing = (w: World): 0 | null => (w.shop.length === 0 ? null : 0)

export function products(w: World): Row[] {
  const as_of = asOf(w)
  const now = stockNow(w)
  const rows = unique([...w.lines, ...now].map(({ sku_id }) => sku_id)).flatMap((sku_id) => {
    const own = w.lines.filter((one) => one.sku_id === sku_id)
    const stock = now.filter((one) => one.sku_id === sku_id)
    if (own.length === 0 && onHand(stock) === 0) return []
    return [{ sku_id, own, stock, revenue: own.length === 0 ? nothing(w) : profitOf(w, own).revenue }]
  })
  const positive = sum(rows.map(({ revenue }) => Math.max(0, revenue ?? 0)))
  return rows
    .sort((a, b) => desc(a.revenue, b.revenue) || byCodePoint(a.sku_id, b.sku_id))
    .slice(0, Number(w.ask.args.limit ?? 100))
    .map(({ sku_id, own, stock, revenue }) => {
      const priced = sales(own).filter(({ net }) => net !== null)
      const life = sales(w.scope).filter((one) => one.sku_id === sku_id)
      const recent = unitsIn(life, as_of, 30)
      const stores = w.ask.filter.store_id
      const level = sum(
        plainDemand(w).flatMap((one) => (one.sku_id === sku_id && (stores.length === 0 || stores.includes(one.store_id)) ? one.level : [])),
      )
      const on_hand = now.length > 0 ? onHand(stock) : null
      const pieces = sum(priced.map(({ qty }) => qty))
      return {
        ...product(sku_id),
        revenue: over(revenue, 10_000),
        share: revenue !== null && revenue > 0 ? revenue / positive : null,
        units: w.shop.length === 0 ? null : sum(own.map(({ qty }) => qty)) / 1000,
        ...profitFigures(w, own),
        average_price: pieces > 0 ? sum(priced.map(({ net }) => net as number)) / 10 / pieces : null,
        on_hand: over(on_hand, 1000),
        stock_value: over(worth(stock), 10_000),
        next_expiry:
          first(stock.flatMap(({ expiry, on_hand: left }) => (expiry !== null && expiry >= as_of && left > 0 ? expiry : []))) ?? null,
        velocity_30d: w.shop.length === 0 ? null : recent / 1000 / 30,
        days_of_cover: level > 0 && on_hand !== null ? Math.max(0, on_hand) / 1000 / level : null,
        last_sale: last(life.map(({ date }) => date)) ?? null,
        first_sale: first(life.map(({ date }) => date)) ?? null,
      }
    })
}

export function stores(w: World): Row[] {
  const now = stockNow(w)
  const all = unique([...w.lines, ...now].map(({ store_id }) => store_id)).flatMap((store_id) => {
    const own = w.lines.filter((one) => one.store_id === store_id)
    const stock = now.filter((one) => one.store_id === store_id)
    if (own.length === 0 && onHand(stock) === 0) return []
    return [{ store_id, own, stock, revenue: own.length === 0 ? nothing(w) : profitOf(w, own).revenue }]
  })
  const positive = sum(all.map(({ revenue }) => Math.max(0, revenue ?? 0)))
  return all
    .sort((a, b) => desc(a.revenue, b.revenue) || byCodePoint(a.store_id, b.store_id))
    .slice(0, Number(w.ask.args.limit ?? 1000))
    .map(({ store_id, own, stock, revenue }) => ({
      store_id,
      name: store_id === 'ST2' ? 'Second' : store_id,
      revenue: over(revenue, 10_000),
      share: revenue !== null && revenue > 0 ? revenue / positive : null,
      units: w.shop.length === 0 ? null : sum(own.map(({ qty }) => qty)) / 1000,
      orders:
        w.shop.length === 0 || (own.length > 0 && own.every(({ transaction_id }) => transaction_id === null))
          ? null
          : unique(
              sales(own)
                .filter(({ transaction_id }) => transaction_id !== null)
                .map(billOf),
            ).length,
      ...profitFigures(w, own),
      stock_value: over(worth(stock), 10_000),
    }))
}
