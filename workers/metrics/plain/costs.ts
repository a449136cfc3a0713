import { byCodePoint, type Delivery, type Line, STD_COST } from '../made-shop'
import { at, first, last } from './days'
import { type Place, sales, same, unique } from './lines'
import { round, sum } from './numbers'
import type { World } from './world'

/** 3.8: the unit cost of a place on a day, in 1/10000, from purchases by the method, else the last count. */
function placeCost({ goods, all }: World, place: Place, day: string): number | null {
  const own = goods.deliveries.filter(same(place))
  const order = (a: Delivery, b: Delivery) =>
    at(a.date) - at(b.date) || byCodePoint(a.batch, b.batch) || (a.unit_cost ?? Infinity) - (b.unit_cost ?? Infinity) || a.qty - b.qty
  const came = own.filter(({ qty }) => qty > 0).sort(order)
  const moves = all.filter(same(place))
  const gone = (upto: (date: string) => boolean) =>
    sum(moves.filter(({ date }) => upto(date)).map(({ qty }) => qty)) -
    sum(own.filter(({ qty, date }) => qty <= 0 && upto(date)).map(({ qty }) => qty))
  if (goods.method === 'FIFO') {
    const units = fifoDays(came, moves, own)
    const step = [...units]
      .filter(([date]) => date <= day)
      .sort(([a], [b]) => at(a) - at(b))
      .at(-1)
    if (step) return step[1]
  } else {
    let average: number | null = null
    came.forEach((delivery, i) => {
      if (delivery.unit_cost === null || delivery.date > day) return
      const before = sum(came.slice(0, i).map(({ qty }) => qty)) - gone((date) => date < delivery.date)
      average =
        goods.method === 'LATEST' || average === null || before <= 0
          ? delivery.unit_cost
          : (before * average + delivery.qty * delivery.unit_cost) / (before + delivery.qty)
    })
    if (average !== null) return average
  }
  const first_step =
    goods.method === 'FIFO'
      ? first([...fifoDays(came, moves, own).keys()])
      : first(came.filter(({ unit_cost }) => unit_cost !== null).map(({ date }) => date))
  const counts = goods.stock
    .filter(same(place))
    .filter(({ unit_cost, date }) => unit_cost !== null && date <= day && (first_step === undefined || date < first_step))
  const newest = last(counts.map(({ date }) => date))
  const counted = counts.filter(({ date }) => date === newest)
  if (counted.length === 0) return null
  const there = counted.filter(({ on_hand }) => on_hand > 0)
  if (there.length === 0) return Math.max(...counted.map(({ unit_cost }) => unit_cost as number))
  return sum(there.map((one) => one.on_hand * (one.unit_cost as number))) / sum(there.map((one) => one.on_hand))
}

/** First in first out, unit by half unit: what each day's sales cost, in 1/10000 a unit; days none of whose units came at a known cost are left out. */
function fifoDays(came: readonly Delivery[], moves: readonly Line[], own: readonly Delivery[]): Map<string, number> {
  const queue = came.flatMap(({ qty, unit_cost }) => Array.from({ length: qty / 500 }, () => unit_cost))
  const days = unique([...moves.map(({ date }) => date), ...own.filter(({ qty }) => qty <= 0).map(({ date }) => date)])
  const costs = new Map<string, number>()
  let gone = 0
  for (const day of days) {
    const today = moves.filter(({ date }) => date === day)
    const sold = sum(sales(today).map(({ qty }) => qty)) / 500
    const net =
      (sum(today.map(({ qty }) => qty)) - sum(own.filter(({ qty, date }) => qty <= 0 && date === day).map(({ qty }) => qty))) / 500
    const [from, to] = sold > 0 ? [gone, gone + sold] : [Math.min(gone, gone + net), Math.max(gone, gone + net)]
    const units = queue.slice(Math.max(0, from), Math.max(0, to)).filter((cost) => cost !== null) as number[]
    if (units.length > 0) costs.set(day, sum(units) / units.length)
    gone += net
  }
  return costs
}

/** 3.8: what a unit costs, in 1e-8: what the row itself says, else of the place on the day, else of the product file; null when nobody knows. */
export function unitCost(w: World, place: Place, day: string, own: number | null): number | null {
  if (own !== null) return own * 10_000
  const step = placeCost(w, place, day)
  if (step !== null) return round(step * 10_000)
  const standard = STD_COST[place.sku_id]
  return standard === undefined ? null : standard * 10_000
}

/** What a line cost, in 1e-8, signed; null when nobody knows. */
export function lineCost(w: World, line: Line): number | null {
  const undone = line.line_type === 'RETURN' && line.transaction_id !== null ? soldOn(w, line) : undefined
  const unit = unitCost(w, line, undone?.date ?? line.date, line.line_cost ?? undone?.line_cost ?? null)
  const cost = unit === null ? null : round((line.qty * unit) / 1000)
  return cost !== null && Math.abs(cost) > 2 ** 63 ? null : cost // more than money holds: a slip of the keyboard
}

/** The newest sale of the product on the return's bill number up to its day; of one day the dearest. */
function soldOn({ all }: World, back_line: Line): Line | undefined {
  return sales(all)
    .filter((one) => same(back_line)(one) && one.transaction_id === back_line.transaction_id && one.date <= back_line.date)
    .sort((a, b) => at(b.date) - at(a.date) || (b.line_cost ?? -1) - (a.line_cost ?? -1))[0]
}
