import type { Row } from '../../../src/domain/metric'
import { byCodePoint } from '../made-shop'
import { at } from './days'
import { type Place, product, sales, unique } from './lines'
import { desc, over, sum } from './numbers'
import { profitFigures, profitOf } from './profit'
import { averageWorth, onHand, stockNow, worth } from './stock'
import { goodsOf, type World } from './world'

export function sellThrough(w: World): Row[] {
  const now = stockNow(w)
  const came = goodsOf(w, w.goods.deliveries).filter(({ qty, date }) => qty > 0 && date >= w.from && date <= w.to)
  return unique([...w.lines, ...now, ...came].map(({ sku_id }) => sku_id))
    .map((sku_id) => {
      const of = <T extends Place>(rows: readonly T[]) => rows.filter((one) => one.sku_id === sku_id)
      const sold = sum(sales(of(w.lines)).map(({ qty }) => qty))
      const received = of(came).length > 0 ? sum(of(came).map(({ qty }) => qty)) : null
      const on_hand = now.length > 0 ? onHand(of(now)) : null
      const there = on_hand === null ? 0 : sold + Math.max(0, on_hand)
      return { sku_id, sold, received, on_hand, share: there === 0 ? null : sold / there }
    })
    .sort((a, b) => desc(a.share, b.share) || b.sold - a.sold || byCodePoint(a.sku_id, b.sku_id))
    .slice(0, Number(w.ask.args.limit ?? 1000))
    .map(({ sku_id, sold, received, on_hand, share }) => ({
      ...product(sku_id),
      units_sold: sold / 1000,
      received: over(received, 1000),
      on_hand: over(on_hand, 1000),
      sell_through: share,
      sell_through_received: received === null ? null : sold / received,
    }))
}

export function gmroi(w: World): Row[] {
  const now = stockNow(w)
  const counted = goodsOf(
    w,
    w.goods.stock.filter(({ date }) => date <= w.to),
  )
  const used = counted.filter((one) => {
    const days = unique(w.goods.stock.filter(({ date, store_id }) => date <= w.to && store_id === one.store_id).map(({ date }) => date))
    const inside = days.filter((date) => date >= w.from)
    return (inside.length > 0 ? inside : days.slice(-1)).includes(one.date)
  })
  const days = at(w.to) - at(w.from) + 1
  return unique([...w.lines, ...now, ...used].map(({ sku_id }) => sku_id))
    .map((sku_id) => {
      const own = w.lines.filter((one) => one.sku_id === sku_id)
      const values = ['MAIN', 'ST2'].map((store_id) => averageWorth(w, { store_id, sku_id })).filter((value) => value !== null) as number[]
      const usual = values.length > 0 ? sum(values) : null
      const { profit } = profitOf(w, own)
      return { sku_id, own, usual, gmroi: usual !== null && usual > 0 && profit !== null ? ((profit / 10_000) * 365) / days / usual : null }
    })
    .sort((a, b) => desc(a.gmroi, b.gmroi) || byCodePoint(a.sku_id, b.sku_id))
    .slice(0, Number(w.ask.args.limit ?? 1000))
    .map(({ sku_id, own, usual, gmroi: value }) => ({
      ...product(sku_id),
      ...profitFigures(w, own),
      stock_value: over(worth(now.filter((one) => one.sku_id === sku_id)), 10_000),
      average_stock_value: over(usual, 10_000),
      gmroi: value,
    }))
}
