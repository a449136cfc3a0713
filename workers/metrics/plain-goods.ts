import type { Row } from '../../src/domain/metric'
import { demandDistribution, quantile } from '../risk/demand-distribution'
import { type Batch, byCodePoint, type Delivery, type Line, STD_COST } from './made-shop'
import { batchRisk, demandChances, features, forecastHealth, plainDemand, riskSummary } from './plain-demand'
import type { World } from './plain-loops'

/** For tests: the metrics over costs, stock and purchases again, as plain loops, written from domain.md and not from the SQL. */

const DAY = 86_400_000
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY
const back = (day: string, n: number): string => new Date((at(day) - n) * DAY).toISOString().slice(0, 10)
const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0)
const round = (x: number): number => Math.sign(x) * Math.floor(Math.abs(x) + 0.5)
const sales = (lines: readonly Line[]): Line[] => lines.filter(({ line_type }) => line_type === 'SALE')
const desc = (a: number | null, b: number | null): number => (b ?? -Infinity) - (a ?? -Infinity) || 0
const over = (value: number | null, scale: number): number | null => (value === null ? null : value / scale)
const first = (days: readonly string[]): string | undefined => [...days].sort()[0]
const last = (days: readonly string[]): string | undefined => [...days].sort().at(-1)
const unique = (all: readonly string[]): string[] => [...new Set(all)].sort(byCodePoint)
const name = (sku_id: string) => `Product ${sku_id}`
export const CATEGORY: Record<string, string | null> = { A: 'Dairy', B: 'Dairy', '😀|x': 'Snacks', b: 'ऑ' }
const category = (sku_id: string) => CATEGORY[sku_id] ?? null

export interface Place {
  store_id: string
  sku_id: string
}
export const same = (place: Place) => (one: Place) => one.store_id === place.store_id && one.sku_id === place.sku_id

/** Rows of stock and purchases under the filter, which knows no dataset and no channel there. */
function goodsOf<T extends Place>({ ask: { filter } }: World, rows: readonly T[]): T[] {
  return rows.filter(
    ({ store_id, sku_id }) =>
      (filter.store_id.length === 0 || filter.store_id.includes(store_id)) &&
      (filter.category.length === 0 || filter.category.includes(category(sku_id) ?? '')) &&
      (filter.sku_id.length === 0 || filter.sku_id.includes(sku_id)),
  )
}

export const asOf = ({ ask, all, goods }: World): string => ask.as_of ?? (last([...all, ...goods.stock].map(({ date }) => date)) as string)

/** The cost of a place on a day from purchases or counts, in major units, as it is kept: to 1e-8. */
export function lineStepCost(w: World, place: Place, day: string): number | null {
  const step = placeCost(w, place, day)
  return step === null ? null : round(step * 10_000) / 1e8
}

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

/** What a line cost, in 1e-8, signed; null when nobody knows. */
export function lineCost(w: World, line: Line): number | null {
  const undone = line.line_type === 'RETURN' && line.transaction_id !== null ? soldOn(w, line) : undefined
  const own = line.line_cost ?? undone?.line_cost ?? null
  const step = placeCost(w, line, undone?.date ?? line.date)
  const unit =
    own !== null
      ? own * 10_000
      : step !== null
        ? round(step * 10_000)
        : STD_COST[line.sku_id] !== undefined
          ? (STD_COST[line.sku_id] as number) * 10_000
          : null
  const cost = unit === null ? null : round((line.qty * unit) / 1000)
  return cost !== null && Math.abs(cost) > 2 ** 63 ? null : cost // more than money holds: a slip of the keyboard
}

/** The newest sale of the product on the return's bill number up to its day; of one day the dearest. */
function soldOn({ all }: World, back_line: Line): Line | undefined {
  return sales(all)
    .filter((one) => same(back_line)(one) && one.transaction_id === back_line.transaction_id && one.date <= back_line.date)
    .sort((a, b) => at(b.date) - at(a.date) || (b.line_cost ?? -1) - (a.line_cost ?? -1))[0]
}

/** Revenue e4, covered revenue e4, profit e8. */
export function profitOf(w: World, lines: readonly Line[]) {
  const priced = lines.filter(({ net }) => net !== null)
  const costed = priced.map((line) => ({ net: line.net as number, cost: lineCost(w, line) })).filter(({ cost }) => cost !== null)
  const revenue = priced.length === 0 ? null : sum(priced.map(({ net }) => net as number))
  const covered = costed.length === 0 ? null : sum(costed.map(({ net }) => net))
  const cost = costed.length === 0 ? null : sum(costed.map(({ cost }) => cost as number))
  return { revenue, covered, cost, profit: covered === null || cost === null ? null : covered * 10_000 - cost }
}

function profitFigures(w: World, lines: readonly Line[]) {
  const { revenue, covered, profit } = profitOf(w, lines)
  const earns = revenue !== null && revenue > 0
  return {
    total_profit: over(profit, 1e8),
    profit_margin: earns && covered !== null && covered > 0 && covered >= 0.6 * revenue ? (profit as number) / 10_000 / covered : null,
    cost_coverage: earns ? (covered ?? 0) / revenue : null,
  }
}

const bySku = (lines: readonly Line[]) =>
  unique(lines.map(({ sku_id }) => sku_id)).map((sku_id) => ({ sku_id, own: lines.filter((one) => one.sku_id === sku_id) }))
export const product = (sku_id: string) => ({ product_name: name(sku_id), sku_id, category: category(sku_id) })

function profitability(w: World): Row[] {
  const all = bySku(w.lines).map(({ sku_id, own }) => ({ sku_id, own, ...profitOf(w, own) }))
  return all
    .sort((a, b) => desc(a.profit, b.profit) || desc(a.revenue, b.revenue) || byCodePoint(a.sku_id, b.sku_id))
    .slice(0, Number(w.ask.args.limit ?? 20))
    .map(({ sku_id, own, revenue, profit }) => ({
      rank: 1 + all.filter((other) => (other.profit ?? -Infinity) > (profit ?? -Infinity)).length,
      ...product(sku_id),
      revenue: over(revenue, 10_000),
      ...profitFigures(w, own),
    }))
}

/** The last count of each store, valued in 1/10000. */
export function stockNow(w: World): (Batch & { worth: number | null })[] {
  const rows = w.goods.stock.filter(({ date }) => date <= asOf(w))
  const counted = (store: string) => last(rows.filter(({ store_id }) => store_id === store).map(({ date }) => date))
  return goodsOf(
    w,
    rows.filter((one) => one.date === counted(one.store_id)),
  ).map((one) => ({ ...one, worth: worthOf(w, one, asOf(w)) }))
}

function worthOf(w: World, one: Batch, day: string): number | null {
  const step = placeCost(w, one, day)
  const unit =
    one.unit_cost !== null
      ? one.unit_cost * 10_000
      : step !== null
        ? round(step * 10_000)
        : (STD_COST[one.sku_id] ?? null) === null
          ? null
          : (STD_COST[one.sku_id] as number) * 10_000
  return unit === null ? null : round((one.on_hand * unit) / 1e7)
}

const worth = (rows: readonly { worth: number | null }[]): number | null => {
  const known = rows.filter((one) => one.worth !== null)
  return known.length === 0 ? null : sum(known.map((one) => one.worth as number))
}
const onHand = (rows: readonly Batch[]): number => sum(rows.map(({ on_hand }) => on_hand))

const places = (rows: readonly Place[]): Place[] =>
  [...new Set(rows.map(({ store_id, sku_id }) => JSON.stringify([sku_id, store_id])))]
    .map((key) => {
      const [sku_id, store_id] = JSON.parse(key)
      return { sku_id, store_id }
    })
    .sort((a, b) => byCodePoint(a.sku_id, b.sku_id) || byCodePoint(a.store_id, b.store_id))

function deadStock(w: World): Row[] {
  const { as_of, threshold } = { as_of: asOf(w), threshold: Number(w.ask.args.days_threshold ?? 90) }
  if (at(as_of) - at(w.data_from) < threshold) return []
  const now = stockNow(w)
  return places(now)
    .flatMap((place) => {
      const own = now.filter(same(place))
      if (onHand(own) <= 0) return []
      const sold = last(sales(w.shop.filter(same(place))).map(({ date }) => date))
      const came = first(own.map((one) => one.received ?? one.date)) as string
      if (at(as_of) - at(sold ?? came) <= threshold) return []
      return [{ place, own, sold, worth: worth(own) }]
    })
    .sort((a, b) => desc(a.worth, b.worth))
    .slice(0, Number(w.ask.args.limit ?? 1000))
    .map(({ place, own, sold, worth: value }) => ({
      ...product(place.sku_id),
      store_id: place.store_id,
      last_sale: sold ?? null,
      days_since_sale: sold === undefined ? null : at(as_of) - at(sold),
      current_stock: onHand(own) / 1000,
      estimated_value: over(value, 10_000),
    }))
}

/** Earliest sale, delivery, receipt or count of a place. */
export function firstSeen(w: World): Map<string, { place: Place; seen: string; bought: boolean }> {
  const until = asOf(w)
  const found = [
    ...sales(w.scope).map((one) => ({ place: one, date: one.date, bought: false })),
    ...goodsOf(w, w.goods.deliveries)
      .filter(({ qty, date }) => qty > 0 && date <= until)
      .map((one) => ({ place: one, date: one.date, bought: true })),
    ...goodsOf(w, w.goods.stock)
      .filter(({ date }) => date <= until)
      .map((one) => ({ place: one, date: first([one.date, one.received ?? one.date]) as string, bought: false })),
  ]
  const map = new Map<string, { place: Place; seen: string; bought: boolean }>()
  for (const { place, date, bought } of found) {
    const key = JSON.stringify([place.sku_id, place.store_id])
    const known = map.get(key)
    map.set(key, {
      place: { sku_id: place.sku_id, store_id: place.store_id },
      seen: known && known.seen < date ? known.seen : date,
      bought: bought || (known?.bought ?? false),
    })
  }
  return map
}

/** Stock at cost on average over the counts of the period, in 1/10000; null without a known cost. */
function averageWorth(w: World, place: Place): number | null {
  const rows = w.goods.stock.filter(({ date, store_id }) => date <= w.to && store_id === place.store_id)
  const days = unique(rows.map(({ date }) => date))
  const inside = days.filter((date) => date >= w.from)
  const used = inside.length > 0 ? inside : days.slice(-1)
  const own = goodsOf(w, rows).filter(same(place))
  const values = used.map((day) => worth(own.filter(({ date }) => date === day).map((one) => ({ worth: worthOf(w, one, day) }))))
  if (values.every((value) => value === null)) return null
  const [only] = values
  if (values.length === 1) return only as number
  const area = values
    .slice(1)
    .map((value, i) => (((values[i] ?? 0) + (value ?? 0)) / 2) * (at(used[i + 1] as string) - at(used[i] as string)))
  return sum(area) / (at(used.at(-1) as string) - at(used[0] as string))
}

const unitsIn = (lines: readonly Line[], as_of: string, days: number): number =>
  sum(
    sales(lines)
      .filter(({ date }) => date > back(as_of, days))
      .map(({ qty }) => qty),
  )

/** Per day, days without a sale counted. */
function dayTotals(lines: readonly Line[], as_of: string, days: number): number[] {
  return Array.from({ length: days }, (_, i) =>
    sum(
      sales(lines)
        .filter(({ date }) => date === back(as_of, i))
        .map(({ qty }) => qty),
    ),
  )
}
const mean = (all: readonly number[]): number => sum(all) / all.length
const variance = (all: readonly number[]): number => sum(all.map((x) => (x - mean(all)) ** 2)) / (all.length - 1)

/** On hand over what an average day is expected to sell. */
function lasts(w: World, place: Place, on_hand: number | null): number | null {
  const level = plainDemand(w).find(same(place))?.level ?? 0
  return level > 0 && on_hand !== null ? Math.max(0, on_hand) / 1000 / level : null
}

function velocity(w: World): Row[] {
  const as_of = asOf(w)
  const now = stockNow(w)
  const counted = new Set(w.goods.stock.filter(({ date }) => date <= as_of).map(({ store_id }) => store_id))
  const days = at(w.to) - at(w.from) + 1
  const all = [...firstSeen(w).values()]
    .filter(({ seen }) => seen <= as_of)
    .map(({ place, seen }) => {
      const own = w.scope.filter(same(place))
      const inside = w.lines.filter(same(place))
      const stock = now.filter(same(place))
      const span = Math.min(30, at(as_of) - at(seen) + 1)
      const usual = averageWorth(w, place)
      const { cost } = profitOf(w, inside)
      return {
        place,
        seen,
        own,
        stock,
        span,
        has_sale: sales(inside).length > 0,
        on_hand: counted.has(place.store_id) ? onHand(stock) : null,
        u30: unitsIn(own, as_of, 30),
        turnover: usual !== null && usual > 0 && cost !== null ? ((cost / 10_000) * 365) / days / usual : null,
      }
    })
  const turning = all.filter(({ turnover }) => turnover !== null)
  return all
    .map((one) => {
      const slower = turning.filter(
        ({ turnover }) => (turnover as number) < (one.turnover as number) - 1e-9 * Math.abs(one.turnover as number),
      ).length
      return { ...one, percentile: one.turnover === null ? null : turning.length > 1 ? slower / (turning.length - 1) : 0 }
    })
    .sort(
      (a, b) =>
        desc(a.turnover, b.turnover) ||
        b.u30 - a.u30 ||
        byCodePoint(a.place.sku_id, b.place.sku_id) ||
        byCodePoint(a.place.store_id, b.place.store_id),
    )
    .slice(0, Number(w.ask.args.limit ?? 1000))
    .map(({ place, seen, own, stock, span, on_hand, u30, turnover, percentile, has_sale }) => {
      const daily = dayTotals(own, as_of, span)
      return {
        ...product(place.sku_id),
        store_id: place.store_id,
        first_seen: seen,
        velocity_7d: unitsIn(own, as_of, 7) / 1000 / Math.min(7, span),
        velocity_14d: unitsIn(own, as_of, 14) / 1000 / Math.min(14, span),
        velocity_30d: u30 / 1000 / span,
        volatility: span > 1 && u30 > 0 ? Math.sqrt(variance(daily)) / mean(daily) : null,
        on_hand: over(on_hand, 1000),
        stock_value: over(worth(stock), 10_000),
        days_of_cover: lasts(w, place, on_hand),
        turnover_rate: turnover,
        velocity_score: percentile === null ? null : 100 * percentile,
        velocity_class: !has_sale
          ? 'dead'
          : percentile === null
            ? null
            : percentile >= 0.67
              ? 'fast'
              : percentile >= 0.33
                ? 'medium'
                : 'slow',
      }
    })
}

function sellThrough(w: World): Row[] {
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

function gmroi(w: World): Row[] {
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

const monday = (day: string): number => at(day) - ((at(day) + 3) % 7)

function abcXyz(w: World): Row[] {
  const as_of = asOf(w)
  const end = monday(back(as_of, -1))
  const all = bySku(w.lines).map(({ sku_id, own }) => {
    const priced = own.filter(({ net }) => net !== null)
    return { sku_id, revenue: priced.length === 0 ? null : sum(priced.map(({ net }) => net as number)) }
  })
  all.sort((a, b) => desc(a.revenue, b.revenue) || byCodePoint(a.sku_id, b.sku_id))
  const positive = sum(all.map(({ revenue }) => Math.max(0, revenue ?? 0)))
  let before = 0
  return all
    .map(({ sku_id, revenue }) => {
      const abc = revenue === null || revenue <= 0 ? 'N' : before < 0.8 * positive ? 'A' : before < 0.95 * positive ? 'B' : 'C'
      before += Math.max(0, revenue ?? 0)
      const sold = sales(w.scope).filter((one) => one.sku_id === sku_id)
      const born = first(sold.map(({ date }) => date))
      const start = born === undefined ? end : Math.max(monday(born), end - 26 * 7)
      const weeks = Math.max(0, (end - start) / 7)
      const totals = Array.from({ length: weeks }, (_, i) =>
        sum(sold.filter(({ date }) => monday(date) === start + 7 * i).map(({ qty }) => qty)),
      )
      const cv = weeks >= 8 && sum(totals) > 0 ? Math.sqrt(variance(totals)) / mean(totals) : null
      return {
        ...product(sku_id),
        revenue: over(revenue, 10_000),
        abc,
        weeks,
        weekly_units: weeks > 0 ? mean(totals) / 1000 : null,
        cv,
        xyz: cv === null ? null : cv <= 0.5 ? 'X' : cv <= 1 ? 'Y' : 'Z',
      }
    })
    .slice(0, Number(w.ask.args.limit ?? 1000))
}

/** Days that began with nothing and saw no sale, day by day. */
function outDays(w: World, place: Place, seen: string, counted_on: string, window: number): number {
  const own = w.shop.filter(same(place))
  const came = w.goods.deliveries.filter(same(place))
  let closing = onHand(stockNow(w).filter(same(place)))
  let out = 0
  for (let i = 0; at(counted_on) - i >= at(seen); i++) {
    const day = back(counted_on, i)
    const today = own.filter(({ date }) => date === day)
    const opening = closing + sum(today.map(({ qty }) => qty)) - sum(came.filter(({ date }) => date === day).map(({ qty }) => qty))
    if (i < window && opening <= 0 && sales(today).length === 0) out++
    closing = opening
  }
  return out
}

function stockouts(w: World): Row[] {
  const as_of = asOf(w)
  const asked = Number(w.ask.args.days ?? 30)
  const lost = 1 - Number(w.ask.args.substitution ?? 0.3)
  const window = Math.max(90, asked)
  return [...firstSeen(w).values()]
    .flatMap(({ place, seen, bought }) => {
      const counted_on = last(
        w.goods.stock.filter(({ store_id, date }) => store_id === place.store_id && date <= as_of).map(({ date }) => date),
      )
      if (!bought || counted_on === undefined || seen > counted_on) return []
      const own = sales(w.scope.filter(same(place)))
      const out_days = outDays(w, place, seen, counted_on, asked)
      const on_hand = onHand(stockNow(w).filter(same(place)))
      const newest = last(own.map(({ date }) => date))
      const is_out = on_hand <= 0 && newest !== undefined && newest > back(as_of, 90)
      if (out_days === 0 && !is_out) return []
      const in_stock = Math.min(window, at(as_of) - at(seen) + 1) - outDays(w, place, seen, counted_on, window)
      const usual = in_stock === 0 ? null : unitsIn(own, as_of, window) / 1000 / in_stock
      const priced = own.filter(({ qty, net }) => qty > 0 && net !== null)
      const latest = priced
        .filter(({ date }) => date === last(priced.map((one) => one.date)))
        .sort((a, b) => (a.dataset_id < b.dataset_id ? -1 : a.dataset_id > b.dataset_id ? 1 : a.row_no - b.row_no))[0]
      const price = latest ? round(((latest.net as number) * 1000) / latest.qty) / 10_000 : null
      const lost_units = usual === null ? null : out_days * usual
      return [
        {
          ...product(place.sku_id),
          store_id: place.store_id,
          on_hand: on_hand / 1000,
          is_out,
          out_days,
          days_in_stock: in_stock,
          usual_units: usual,
          lost_units,
          lost_revenue: lost_units === null || price === null ? null : lost_units * price * lost,
        },
      ]
    })
    .sort(
      (a, b) =>
        desc(a.lost_revenue, b.lost_revenue) ||
        b.out_days - a.out_days ||
        byCodePoint(a.sku_id, b.sku_id) ||
        byCodePoint(a.store_id, b.store_id),
    )
    .slice(0, Number(w.ask.args.limit ?? 1000))
}

function reorder(w: World): Row[] {
  const as_of = asOf(w)
  const cover = Number(w.ask.args.lead_days ?? 3) + Number(w.ask.args.review_days ?? 7)
  const now = stockNow(w)
  const demand = plainDemand(w)
  return [...firstSeen(w).values()]
    .sort((a, b) => byCodePoint(a.place.sku_id, b.place.sku_id) || byCodePoint(a.place.store_id, b.place.store_id))
    .flatMap(({ place }) => {
      const sells = demand.find(same(place))
      const counted = w.goods.stock.some(({ store_id, date }) => store_id === place.store_id && date <= as_of)
      if (!counted || !sells || sells.level <= 0 || sells.level > 1e5 || sells.phi > 1e5) return []
      const { unit, phi, n_eff, f } = sells
      const weekday = (i: number) => (at(as_of) + i + 3) % 7
      const expected = (sells.level / unit) * sum(Array.from({ length: cover }, (_, i) => f[weekday(i + 1)] as number))
      const spread = phi * (1 + expected / (sells.level / unit) / n_eff)
      const needed = quantile(demandDistribution(expected, spread), 0.95) * unit
      const on_hand = onHand(now.filter(same(place))) / 1000
      const order = Math.max(0, Math.ceil((needed - Math.max(0, on_hand)) / unit - 1e-9) * unit)
      if (order <= 0) return []
      const from = w.goods.deliveries.filter((one) => same(place)(one) && one.supplier !== null && one.date <= as_of)
      return [
        {
          ...product(place.sku_id),
          store_id: place.store_id,
          supplier: last(from.map(({ date, supplier }) => date + supplier))?.slice(10) ?? null,
          on_hand,
          daily_units: sells.level,
          days: cover,
          expected_units: expected * unit,
          needed_units: needed,
          reorder_qty: order,
          dispersion: phi,
          sale_unit: unit,
          shelf_life: null,
        },
      ]
    })
    .sort((a, b) => Math.max(0, a.on_hand) / a.daily_units - Math.max(0, b.on_hand) / b.daily_units)
    .slice(0, Number(w.ask.args.limit ?? 1000))
}

function slowStock(w: World): Row[] {
  const as_of = asOf(w)
  const { slow_days = 120, excess_days = 90, dead_days = 90, limit = 1000 } = w.ask.args as Record<string, number>
  const now = stockNow(w)
  return places(now)
    .flatMap((place) => {
      const own = now.filter(same(place))
      const sold = w.shop.filter(same(place))
      const newest = last(sales(sold).map(({ date }) => date))
      const on_hand = onHand(own)
      const rate = unitsIn(sold, as_of, 30) / 30
      if (on_hand <= 0 || newest === undefined || at(as_of) - at(newest) > dead_days || on_hand <= slow_days * rate) return []
      const excess = Math.max(0, on_hand - rate * excess_days)
      const value = worth(own)
      return [
        {
          ...product(place.sku_id),
          store_id: place.store_id,
          on_hand: on_hand / 1000,
          stock_value: over(value, 10_000),
          daily_units: rate / 1000,
          days_of_cover: rate > 0 ? on_hand / rate : null,
          excess_units: excess / 1000,
          excess_value: value === null ? null : ((value / 10_000) * excess) / on_hand,
        },
      ]
    })
    .sort((a, b) => desc(a.excess_value, b.excess_value))
    .slice(0, limit)
}

function products(w: World): Row[] {
  const as_of = asOf(w)
  const now = stockNow(w)
  const rows = unique([...w.lines, ...now].map(({ sku_id }) => sku_id)).flatMap((sku_id) => {
    const own = w.lines.filter((one) => one.sku_id === sku_id)
    const stock = now.filter((one) => one.sku_id === sku_id)
    if (own.length === 0 && onHand(stock) === 0) return []
    return [{ sku_id, own, stock, revenue: own.length === 0 ? 0 : profitOf(w, own).revenue }]
  })
  const positive = sum(rows.map(({ revenue }) => Math.max(0, revenue ?? 0)))
  return rows
    .sort((a, b) => desc(a.revenue, b.revenue) || byCodePoint(a.sku_id, b.sku_id))
    .slice(0, Number(w.ask.args.limit ?? 100))
    .map(({ sku_id, own, stock, revenue }) => {
      const priced = sales(own).filter(({ net }) => net !== null)
      const life = sales(w.scope).filter((one) => one.sku_id === sku_id)
      const recent = unitsIn(life, as_of, 30)
      const on_hand = now.length > 0 ? onHand(stock) : null
      const pieces = sum(priced.map(({ qty }) => qty))
      return {
        ...product(sku_id),
        revenue: over(revenue, 10_000),
        share: revenue !== null && revenue > 0 ? revenue / positive : null,
        units: sum(own.map(({ qty }) => qty)) / 1000,
        ...profitFigures(w, own),
        average_price: pieces > 0 ? sum(priced.map(({ net }) => net as number)) / 10 / pieces : null,
        on_hand: over(on_hand, 1000),
        stock_value: over(worth(stock), 10_000),
        daily_units: recent / 1000 / 30,
        days_of_cover: recent > 0 && on_hand !== null ? (Math.max(0, on_hand) * 30) / recent : null,
        last_sale: last(life.map(({ date }) => date)) ?? null,
        first_sale: first(life.map(({ date }) => date)) ?? null,
      }
    })
}

const billOf = ({ store_id, date, transaction_id }: Line) => JSON.stringify([store_id, date, transaction_id])

function basket(w: World): Row[] {
  const on_bill = sales(w.lines).filter(({ transaction_id }) => transaction_id !== null)
  const bills = unique(on_bill.map(billOf))
    .map((bill) => new Set(on_bill.filter((line) => billOf(line) === bill).map(({ sku_id }) => sku_id)))
    .filter((skus) => skus.size >= 2 && skus.size <= 100)
  const n = bills.length
  const count = (...skus: string[]) => bills.filter((bill) => skus.every((sku) => bill.has(sku))).length
  const least = Math.max(5, n / 1000)
  const skus = unique(on_bill.map(({ sku_id }) => sku_id))
  const only = String(w.ask.args.sku ?? '')
  return skus
    .flatMap((a) => skus.map((b) => [a, b] as const))
    .filter(([a, b]) => (only === '' ? byCodePoint(a, b) < 0 : a === only && b !== a))
    .flatMap(([a, b]) => {
      const [together, na, nb] = [count(a, b), count(a), count(b)]
      if (together < least) return []
      const lift = (together * n) / (na * nb)
      const spread = Math.sqrt(Math.max(0, 1 / together - 1 / na - 1 / nb + (2 * together) / (na * nb) - 1 / n))
      const low = Math.round(Math.exp(Math.log(lift) - 1.96 * spread) * 1e6) / 1e6
      if (low <= 1.2) return []
      return [
        {
          sku_a: a,
          name_a: name(a),
          sku_b: b,
          name_b: name(b),
          bills_together: together,
          bills_a: na,
          bills_b: nb,
          confidence: together / na,
          lift,
          lift_low: low,
        },
      ]
    })
    .sort((a, b) => b.lift_low - a.lift_low || byCodePoint(a.sku_a, b.sku_a) || byCodePoint(a.sku_b, b.sku_b))
    .slice(0, Number(w.ask.args.limit ?? 100))
}

function customers(w: World): Row[] {
  const as_of = asOf(w)
  const known = w.scope.filter((line) => line.customer && line.customer !== 'Cash')
  const year = known.filter(({ date }) => date > back(as_of, 365))
  const all = unique(year.map(({ customer }) => customer as string)).flatMap((customer) => {
    const own = year.filter((line) => line.customer === customer)
    const bought = sales(own)
    if (bought.length === 0) return []
    const priced = own.filter(({ net }) => net !== null)
    return [
      {
        customer,
        recency_days: at(as_of) - at(last(bought.map(({ date }) => date)) as string),
        last_visit: last(bought.map(({ date }) => date)) as string,
        first_visit: first(sales(known.filter((line) => line.customer === customer)).map(({ date }) => date)) as string,
        visits: unique(bought.map(billOf)).length,
        net: priced.length === 0 ? null : sum(priced.map(({ net }) => net as number)),
      },
    ]
  })
  const fifth = (worse: number) => Math.min(5, 1 + Math.floor((5 * worse) / all.length))
  return all
    .map((one) => {
      const many = all.length >= 50
      const r = fifth(all.filter(({ recency_days }) => recency_days > one.recency_days).length)
      const f = fifth(all.filter(({ visits }) => visits < one.visits).length)
      const m = fifth(all.filter(({ net }) => (net ?? -Infinity) < (one.net ?? -Infinity)).length)
      const kind =
        r >= 4 && f >= 4
          ? 'champion'
          : f >= 4
            ? 'loyal'
            : r === 5 && f === 1
              ? 'new'
              : r <= 2 && f >= 3
                ? 'at_risk'
                : r === 1 && f <= 2
                  ? 'lost'
                  : 'regular'
      const { net, ...rest } = one
      return { ...rest, net, segment: many ? kind : null, r: many ? r : null, f: many ? f : null, m: many ? m : null }
    })
    .sort((a, b) => desc(a.net, b.net) || byCodePoint(a.customer, b.customer))
    .slice(0, Number(w.ask.args.limit ?? 1000))
    .map(({ net, ...row }) => ({ ...row, revenue: over(net, 10_000) }))
}

/** 3.4 on monthly units of an average month's length, by ordinary least squares as in a textbook. */
function seasons(w: World) {
  const as_of = asOf(w)
  const month = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
  const length = (m: number) => new Date(Date.UTC(Math.floor(m / 12), (m % 12) + 1, 0)).getUTCDate()
  const shop_first = first(sales(w.shop).map(({ date }) => date))
  if (shop_first === undefined) return []
  const seen = [...firstSeen(w).values()]
  return unique(seen.map(({ place }) => place.sku_id)).flatMap((sku_id) => {
    const born = first(seen.filter(({ place }) => place.sku_id === sku_id).map((one) => one.seen)) as string
    const since = last([born, shop_first]) as string
    const start = month(since) + (since.endsWith('-01') ? 0 : 1)
    const until = month(as_of) - (Number(as_of.slice(8)) < length(month(as_of)) ? 1 : 0)
    const n = until - start + 1
    if (n < 12) return []
    const sold = sales(w.scope).filter((one) => one.sku_id === sku_id)
    const y = Array.from(
      { length: n },
      (_, i) => (sum(sold.filter(({ date }) => month(date) === start + i).map(({ qty }) => qty)) * 30.4375) / length(start + i),
    )
    const m = Array.from({ length: n }, (_, i) => (start + i) % 12)
    if (n < 24) {
      const recent = y.slice(-12)
      const weeks = Array.from({ length: 12 }, (_, i) => {
        const own = sold.filter(({ date }) => month(date) === until - i)
        return [0, 1, 2, 3].map((block) =>
          sum(own.filter(({ date }) => Math.floor((Number(date.slice(8)) - 1) / 7) === block).map(({ qty }) => qty)),
        )
      })
      const noise = sum(weeks.map(variance)) / 12
      const score = variance(recent) > 1e-9 ? Math.max(0, 1 - (noise * (30.4375 / 7)) / variance(recent)) : 0
      const index = Array.from({ length: 12 }, (_, k) =>
        sum(recent) > 0 ? 1 + score * ((recent[m.slice(-12).indexOf(k)] as number) / mean(recent) - 1) : 1,
      )
      const usual = Array.from({ length: 12 }, (_, k) => recent[m.slice(-12).indexOf(k)] as number)
      return [{ sku_id, n, score, is_long: false, index, usual }]
    }
    const months = Array.from({ length: 12 }, (_, k) => y.map((_, i) => i).filter((i) => m[i] === k))
    const [tm, ym] = [months.map((is) => mean(is)), months.map((is) => mean(is.map((i) => y[i] as number)))]
    const b =
      sum(y.map((v, i) => (i - (tm[m[i] as number] as number)) * (v - (ym[m[i] as number] as number)))) /
      sum(y.map((_, i) => (i - (tm[m[i] as number] as number)) ** 2))
    const a = ym.map((v, k) => v - b * (tm[k] as number))
    const sr = y.map((v, i) => v - b * i)
    const rss = sum(sr.map((v, i) => (v - (a[m[i] as number] as number)) ** 2))
    const ss = sum(sr.map((v) => (v - mean(sr)) ** 2))
    const score = ss > 1e-9 ? Math.max(0, 1 - rss / (n - 13) / (ss / (n - 2))) : 0
    return [
      {
        sku_id,
        n,
        score,
        is_long: true,
        index: a.map((v) => (mean(y) > 0 ? 1 + (score * (v - mean(a))) / mean(y) : 1)),
        usual: a.map((v) => v - mean(a) + mean(y)),
      },
    ]
  })
}

const CRITICAL = [0.476, 0.451, 0.428, 0.408, 0.389, 0.372, 0.357, 0.343, 0.329, 0.317, 0.306]

function seasonality(w: World): Row[] {
  const least = Number(w.ask.args.min_seasonality_score ?? 0.3)
  const known = seasons(w)
  return bySku(w.scope)
    .map(({ sku_id, own }) => ({ sku_id, own, season: known.find((one) => one.sku_id === sku_id) }))
    .filter(({ season }) => least === 0 || (season && season.score >= least))
    .map(({ sku_id, own, season }) => ({
      ...product(sku_id),
      seasonality_score: season?.score ?? null,
      peak_months: season
        ? season.index
            .map((index, i) => ({ index, month: i + 1 }))
            .filter(({ index }) => index >= 1.15)
            .sort((a, b) => b.index - a.index || a.month - b.month)
            .map(({ month }) => month)
            .join(', ')
        : null,
      is_seasonal: season ? season.is_long && season.score >= (CRITICAL[season.n - 24] ?? 0.3) : false,
      provisional_flag: season ? !season.is_long && season.score >= 0.55 : false,
      confidence: season ? (season.n >= 36 ? 'high' : season.n >= 24 ? 'medium' : 'low') : null,
      months: season?.n ?? null,
      units_sold: sum(sales(own).map(({ qty }) => qty)) / 1000,
    }))
    .sort(
      (a, b) =>
        Number(b.is_seasonal) - Number(a.is_seasonal) || desc(a.seasonality_score, b.seasonality_score) || byCodePoint(a.sku_id, b.sku_id),
    )
    .slice(0, Number(w.ask.args.limit ?? 1000))
}

function seasonMonths(w: World): Row[] {
  return seasons(w)
    .flatMap(({ sku_id, index, usual }) =>
      index.map((month_index, i) => {
        const own = sales(w.scope).filter((one) => one.sku_id === sku_id && Number(one.date.slice(5, 7)) === i + 1)
        return {
          sku_id,
          month_no: i + 1,
          month_index,
          usual_units: (usual[i] as number) / 1000,
          units_sold: sum(own.map(({ qty }) => qty)) / 1000,
        }
      }),
    )
    .slice(0, Number(w.ask.args.limit ?? 1200))
}

function stores(w: World): Row[] {
  const now = stockNow(w)
  const all = unique(w.lines.map(({ store_id }) => store_id)).map((store_id) => {
    const own = w.lines.filter((one) => one.store_id === store_id)
    return { store_id, own, revenue: profitOf(w, own).revenue }
  })
  const positive = sum(all.map(({ revenue }) => Math.max(0, revenue ?? 0)))
  return all
    .sort((a, b) => desc(a.revenue, b.revenue) || byCodePoint(a.store_id, b.store_id))
    .slice(0, Number(w.ask.args.limit ?? 1000))
    .map(({ store_id, own, revenue }) => ({
      store_id,
      name: store_id === 'ST2' ? 'Second' : store_id,
      revenue: over(revenue, 10_000),
      share: revenue !== null && revenue > 0 ? revenue / positive : null,
      units: sum(own.map(({ qty }) => qty)) / 1000,
      orders: own.every(({ transaction_id }) => transaction_id === null)
        ? null
        : unique(
            sales(own)
              .filter(({ transaction_id }) => transaction_id !== null)
              .map(billOf),
          ).length,
      ...profitFigures(w, own),
      stock_value: over(worth(now.filter((one) => one.store_id === store_id)), 10_000),
    }))
}

function priceHistory(w: World): Row[] {
  return unique(w.lines.map(({ date }) => date.slice(0, 7))).flatMap((month) => {
    const own = w.lines.filter(({ date }) => date.startsWith(month))
    const priced = sales(own).filter(({ net }) => net !== null)
    if (priced.length === 0) return []
    const costed = priced.filter((line) => lineCost(w, line) !== null)
    const units = (lines: readonly Line[]) => sum(lines.map(({ qty }) => qty)) / 1000
    return [
      {
        month,
        units_sold: units(priced),
        average_price: units(priced) > 0 ? sum(priced.map(({ net }) => net as number)) / 10_000 / units(priced) : null,
        average_cost: units(costed) > 0 ? sum(costed.map((line) => lineCost(w, line) as number)) / 1e8 / units(costed) : null,
        profit_margin: profitFigures(w, own).profit_margin,
      },
    ]
  })
}

function batches(w: World): Row[] {
  const now = stockNow(w)
  const keyOf = ({ sku_id, store_id, batch, expiry }: Batch) => JSON.stringify([sku_id, store_id, batch, expiry])
  return [...new Set(now.map(keyOf))]
    .map((key) => now.filter((one) => keyOf(one) === key))
    .filter((own) => onHand(own) !== 0)
    .map((own) => ({ own, place: own[0] as Batch, received: first(own.flatMap(({ received }) => received ?? [])) ?? null }))
    .sort(
      (a, b) =>
        byCodePoint(a.place.expiry ?? '9', b.place.expiry ?? '9') ||
        byCodePoint(a.place.sku_id, b.place.sku_id) ||
        byCodePoint(a.place.store_id, b.place.store_id) ||
        byCodePoint(a.received ?? '', b.received ?? '') ||
        byCodePoint(a.place.batch, b.place.batch),
    )
    .slice(0, Number(w.ask.args.limit ?? 1000))
    .map(({ own, place, received }) => ({
      ...product(place.sku_id),
      store_id: place.store_id,
      batch: place.batch,
      expiry: place.expiry,
      days_to_expiry: place.expiry === null ? null : at(place.expiry) - at(asOf(w)),
      received,
      on_hand: onHand(own) / 1000,
      stock_value: over(worth(own), 10_000),
    }))
}

export const GOODS_LOOPS: Record<string, (w: World) => Row[]> = {
  'abc-xyz': abcXyz,
  'batch-risk': batchRisk,
  'demand-chances': demandChances,
  features,
  'forecast-health': forecastHealth,
  'risk-summary': riskSummary,
  basket,
  'customers-rfm': customers,
  'dead-stock': deadStock,
  gmroi,
  'inventory-velocity': velocity,
  products,
  'profit-total': (w) =>
    w.lines.length === 0 ? [] : [{ revenue: over(profitOf(w, w.lines).revenue, 10_000), ...profitFigures(w, w.lines) }],
  profitability,
  reorder,
  'price-history': priceHistory,
  'season-months': seasonMonths,
  seasonality,
  'sell-through': sellThrough,
  'slow-stock': slowStock,
  'stock-batches': batches,
  stockouts,
  stores,
}
