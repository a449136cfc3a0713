// biome-ignore-all lint/style/noNonNullAssertion: plain loops over lists that are known to be filled
import type { Row } from '../../src/domain/metric'
import { atMost, demandDistribution, expectedLeft } from '../risk/demand-distribution'
import { type Batch, byCodePoint, type Line, STD_COST } from './made-shop'
import { asOf, CATEGORY, firstSeen, lineStepCost, type Place, product, same, stockNow } from './plain-goods'
import type { World } from './plain-loops'

/** For tests: demand and the risk of batches as plain loops, written from domain.md 3.5, 4 and 5 and not from the code. */

const DAY = 86_400_000
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY
const iso = (n: number): string => new Date(n * DAY).toISOString().slice(0, 10)
const weekday = (n: number): number => (n + 3) % 7
const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0)
const mean = (all: readonly number[]): number => sum(all) / all.length
const variance = (all: readonly number[]): number => sum(all.map((x) => (x - mean(all)) ** 2)) / (all.length - 1)
const median = (all: readonly number[]): number => {
  const sorted = [...all].sort((a, b) => a - b)
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2
}
const maybe = (all: readonly number[]): number | null => (all.length > 0 ? median(all) : null)
const category = (sku_id: string): string | null => CATEGORY[sku_id] ?? null
const WEEK = [0, 1, 2, 3, 4, 5, 6]

export interface PlainPlace extends Place {
  seen: string
  v: [number, number, number]
  volatility: number | null
  n: number
  sale_days: number
  out_days: number
  adi: number | null
  cv2: number | null
  kind: string
  level: number
  phi: number
  n_eff: number
  unit: number
  f: number[]
}

/** A shop is asked the same by several metrics. */
const known = new WeakMap<Line[], Map<string, PlainPlace[]>>()

export function plainDemand(w: World): PlainPlace[] {
  const as_of = asOf(w)
  const before = known.get(w.all)?.get(as_of)
  if (before) return before
  const found = compute(w, as_of)
  known.set(w.all, new Map([...(known.get(w.all) ?? []), [as_of, found]]))
  return found
}

function compute(w: World, as_of: string): PlainPlace[] {
  const today = at(as_of)
  const lines = w.all.filter(({ date }) => date <= as_of)
  const sold = lines.filter(({ line_type }) => line_type === 'SALE')
  const whole: World = {
    ...w,
    scope: lines,
    shop: lines,
    lines,
    ask: { ...w.ask, filter: { ...w.ask.filter, store_id: [], category: [], sku_id: [] } },
  }
  const places = [...firstSeen(whole).values()].filter(({ seen }) => seen <= as_of)
  const recent = (days: number) => sold.filter(({ date }) => at(date) > today - days)

  const week = (of: Line[]): number[] => WEEK.map((k) => sum(of.filter(({ date }) => weekday(at(date)) === k).map(({ qty }) => qty)))
  const profile = (store_id: string, sku_id: string): number[] => {
    const own = sold.filter((line) => line.store_id === store_id)
    const first = own.map(({ date }) => at(date)).sort((a, b) => a - b)[0]
    const dates = first === undefined ? [] : Array.from({ length: Math.min(365, today - first + 1) }, (_, i) => today - i)
    const opened = new Set(own.map(({ date }) => at(date)))
    let closed = WEEK.map((k) => {
      const all = dates.filter((d) => weekday(d) === k)
      return all.length > 0 && all.filter((d) => opened.has(d)).length < all.length / 10
    })
    if (!closed.includes(false)) closed = WEEK.map(() => false)
    const weeks = first === undefined ? 1 : Math.max(1, Math.min(12, Math.floor((today - first + 1) / 7)))
    const tried = [
      week(recent(84).filter((line) => line.store_id === store_id && category(line.sku_id) === category(sku_id))),
      week(recent(84).filter((line) => line.store_id === store_id)),
      week(recent(84)),
    ].map((units) => units.map((one, k) => (closed[k] ? 0 : one)))
    const units = tried.find((one) => sum(one) > 0)
    const raw = closed.map((is_closed, k) => (is_closed ? 0 : units ? (weeks * ((7 * units[k]!) / sum(units)) + 4) / (weeks + 4) : 1))
    return raw.map((one) => (7 * one) / sum(raw))
  }

  const drafts = places.map(({ place, seen, bought }) => {
    const own = sold.filter(same(place))
    const days = Array.from({ length: Math.min(365, today - at(seen) + 1) }, (_, i) => today - Math.min(364, today - at(seen)) + i)
    const units = days.map((d) => sum(own.filter(({ date }) => at(date) === d).map(({ qty }) => qty)))
    const quantities = recent(365)
      .filter(({ sku_id, qty }) => sku_id === place.sku_id && qty > 0)
      .map(({ qty }) => qty)
    const unit = quantities.some((qty) => qty % 1000 !== 0) ? Math.floor(median(quantities) + 0.5) / 1000 : 1
    const out = outDays(whole, place, seen, bought)
    const f = profile(place.store_id, place.sku_id)
    const series = days.map((d, i) => ({ d, y: units[i]! / 1000 / unit, f: f[weekday(d)]! })).filter(({ d, f }) => f > 0 && !out.has(d))
    const nonzero = series.map(({ y }) => y).filter((y) => y > 0)
    const cap = Math.max(5, nonzero.length > 0 ? 10 * median(nonzero) : 0)
    const from = series.findIndex(({ y }) => y > 0)
    const trimmed = from < 0 ? [] : series.slice(from)
    const adi = trimmed.length > 0 ? trimmed.length / nonzero.length : null
    const cv2 = trimmed.length > 0 ? (nonzero.length > 1 ? variance(nonzero) / mean(nonzero) ** 2 : 0) : null
    const kind =
      series.length < 28 || nonzero.length < 3
        ? 'new'
        : adi! < 1.32
          ? cv2! < 0.49
            ? 'smooth'
            : 'erratic'
          : cv2! < 0.49
            ? 'intermittent'
            : 'lumpy'
    const even = trimmed.map(({ y, f }) => Math.min(y, cap) / f)
    const spread = series.filter(({ d }) => d > today - 84).map(({ y, f }) => y / f)
    const v = (n: number) => {
      const span = Math.min(n, today - at(seen) + 1)
      return sum(own.filter(({ date }) => at(date) > today - span).map(({ qty }) => qty)) / 1000 / span
    }
    const daily = units.slice(-30)
    return {
      ...place,
      seen,
      v: [v(7), v(14), v(30)] as [number, number, number],
      volatility: daily.length > 1 && sum(daily) > 0 ? Math.sqrt(variance(daily)) / mean(daily) : null,
      n: series.length,
      sale_days: nonzero.length,
      out_days: out.size,
      adi,
      cv2,
      kind,
      unit,
      f,
      level: kind === 'new' ? null : kind === 'smooth' || kind === 'erratic' ? ses(even) : tsb(even),
      capped: sum(series.map(({ y }) => Math.min(y, cap))),
      spread: { n: spread.length, phi: spread.length > 1 && sum(spread) > 0 ? variance(spread) / mean(spread) : null },
    }
  })
  type Draft = (typeof drafts)[number]
  const pool = (of: Draft[]): number | null => {
    const told = of.filter(({ spread }) => spread.phi !== null)
    const weight = sum(told.map(({ spread }) => spread.n - 1))
    return weight > 0 ? sum(told.map(({ spread }) => (spread.n - 1) * spread.phi!)) / weight : null
  }
  const old = drafts.filter(({ n }) => n >= 28)
  const middle = (keep: (one: Draft) => boolean) => maybe(old.filter(keep).map(({ v }) => v[2]))
  const prior = (one: Draft): number => {
    const alike = (other: Draft) => category(other.sku_id) === category(one.sku_id)
    const here = (other: Draft) => other.store_id === one.store_id
    const m = middle((other) => alike(other) && here(other)) ?? middle(alike) ?? middle(here) ?? middle(() => true) ?? 0
    const ratios = old
      .filter((other) => other.sku_id === one.sku_id && !here(other))
      .flatMap((other) => {
        const there = middle((third) => alike(third) && third.store_id === other.store_id) ?? 0
        return there === 0 ? [] : [other.v[2] / there]
      })
    return m * (maybe(ratios) ?? 1)
  }
  return drafts.map((one) => {
    const pooled = pool(drafts.filter((other) => category(other.sku_id) === category(one.sku_id))) ?? pool(drafts) ?? 1.5
    const { n, phi } = one.spread
    return {
      ...one,
      level: (one.level ?? (14 * (prior(one) / one.unit) + one.capped) / (14 + one.n)) * one.unit,
      phi: Math.max(1, phi === null ? pooled : (n * phi + 28 * pooled) / (n + 28)),
      n_eff: one.kind === 'new' ? 14 + one.n : 19,
    }
  })
}

function ses(y: number[]): number {
  return y.reduce((level, one) => 0.1 * one + 0.9 * level, mean(y.slice(0, 28)))
}
function tsb(y: number[]): number {
  const start = y.slice(0, 28)
  let p = start.filter((one) => one > 0).length / start.length
  let z = mean(start.filter((one) => one > 0))
  for (const one of y) {
    p = 0.95 * p + (one > 0 ? 0.05 : 0)
    if (one > 0) z = 0.9 * z + 0.1 * one
  }
  return p * z
}

/** Days without stock, rolled back day by day from the last count. */
function outDays(w: World, place: Place, seen: string, bought: boolean): Set<number> {
  const today = at(asOf(w))
  const counted = w.goods.stock
    .filter(({ store_id, date }) => store_id === place.store_id && at(date) <= today)
    .map(({ date }) => date)
    .sort()
    .at(-1)
  const out = new Set<number>()
  if (!bought || counted === undefined || seen > counted) return out
  let closing = sum(
    stockNow(w)
      .filter(same(place))
      .map(({ on_hand }) => on_hand),
  )
  for (let d = at(counted); d >= at(seen) && d > today - 365; d--) {
    const lines = w.all.filter((line) => same(place)(line) && at(line.date) === d)
    const came = w.goods.deliveries.filter((one) => same(place)(one) && at(one.date) === d)
    const opening = closing + sum(lines.map(({ qty }) => qty)) - sum(came.map(({ qty }) => qty))
    if (opening <= 0 && !lines.some(({ line_type }) => line_type === 'SALE')) out.add(d)
    closing = opening
  }
  return out
}

export function features(w: World): Row[] {
  const all = plainDemand(w)
  return [...firstSeen(w).values()]
    .flatMap(({ place }) => all.filter(same(place)))
    .sort((a, b) => byCodePoint(a.store_id, b.store_id) || byCodePoint(a.sku_id, b.sku_id))
    .sort((a, b) => b.level - a.level)
    .slice(0, Number(w.ask.args.limit ?? 1000))
    .map((one) => ({
      store_id: one.store_id,
      ...product(one.sku_id),
      first_seen: one.seen,
      velocity_7d: one.v[0],
      velocity_14d: one.v[1],
      velocity_30d: one.v[2],
      volatility: one.volatility,
      adi: one.adi,
      cv2: one.cv2,
      demand_class: one.kind,
      level: one.level,
      phi: one.phi,
      n_eff: one.n_eff,
      seasonality_flag: false, // demand.test.ts has a season
      n: one.n,
      sale_days: one.sale_days,
      out_days: one.out_days,
      age_days: at(asOf(w)) - at(one.seen) + 1,
      sale_unit: one.unit,
    }))
}

interface Lying {
  batch: string
  expiry: string | null
  received: string | null
  counted: number
  lies: number
  cost: number | null
  is_counted: boolean
  basis: string | null
}

/** Batches that expire first go first; unknown dates last, unknown receipts first. */
const turn = (a: Lying, b: Lying): number =>
  byCodePoint(a.expiry ?? '9', b.expiry ?? '9') || byCodePoint(a.received ?? '', b.received ?? '') || byCodePoint(a.batch, b.batch)

function lyingIn(w: World, place: Place): Lying[] {
  const as_of = asOf(w)
  const counted_on = countedOn(w, place.store_id)
  const own = stockNow(w).filter(same(place))
  const after = w.goods.deliveries.filter((one) => same(place)(one) && one.date > counted_on && one.date <= as_of)
  const resolved = lineStepCost(w, place, as_of) ?? (STD_COST[place.sku_id] === undefined ? null : STD_COST[place.sku_id]! / 10_000)
  const price = priceOf(w, place)
  const entries = [
    ...own.map((one: Batch) => ({
      batch: one.batch,
      expiry: one.expiry ?? null,
      received: one.received,
      on_hand: one.on_hand,
      cost: one.unit_cost,
      counted: true,
    })),
    ...after
      .filter(({ qty }) => qty > 0)
      .map((one) => ({
        batch: one.batch,
        expiry: null,
        received: one.date as string | null,
        on_hand: 0,
        cost: one.unit_cost,
        counted: false,
      })),
  ]
  const keys = [...new Set(entries.map(({ batch, expiry }) => JSON.stringify([batch, expiry])))]
  const all = keys.map((key): Lying => {
    const rows = entries.filter(({ batch, expiry }) => JSON.stringify([batch, expiry]) === key)
    const costs = rows.flatMap(({ cost }) => cost ?? [])
    const paid = rows.filter(({ on_hand, cost }) => on_hand > 0 && cost !== null)
    const batch_cost =
      costs.length === 0
        ? null
        : new Set(costs).size === 1
          ? costs[0]!
          : paid.length > 0
            ? sum(paid.map(({ on_hand, cost }) => on_hand * cost!)) / sum(paid.map(({ on_hand }) => on_hand))
            : Math.max(...costs)
    const counted = sum(rows.map(({ on_hand }) => on_hand)) / 1000
    return {
      batch: rows[0]!.batch,
      expiry: rows[0]!.expiry,
      received:
        rows
          .flatMap(({ received }) => received ?? [])
          .sort()
          .at(0) ?? null,
      counted,
      lies: counted,
      is_counted: rows.some((one) => one.counted),
      cost: batch_cost !== null ? batch_cost / 10_000 : (resolved ?? (price === null ? null : 0.7 * price)),
      basis: batch_cost !== null ? 'batch' : resolved !== null ? 'resolved' : price !== null ? 'price' : null,
    }
  })
  all.sort(turn)
  for (let d = at(counted_on) + 1; d <= at(as_of); d++) {
    const good = all.filter(({ expiry }) => expiry === null || at(expiry) >= d)
    const take = (units: number, from: Lying[]) => {
      for (const one of from) {
        const taken = Math.max(0, Math.min(units, one.lies))
        one.lies -= taken
        units -= taken
      }
    }
    const came = new Map<string, number>()
    for (const { date, batch, qty } of after) if (at(date) === d) came.set(batch, (came.get(batch) ?? 0) + qty / 1000)
    for (const [batch, units] of [...came].sort(([a], [b]) => byCodePoint(a, b))) {
      const one = all.find((other) => other.batch === batch)
      if (units >= 0) {
        if (one) one.lies += units
      } else take(-units, one ? [one, ...good] : good)
    }
    const gone = sum(w.all.filter((line) => same(place)(line) && at(line.date) === d).map(({ qty }) => qty)) / 1000
    const back = good[0] ?? all[0]
    if (gone > 0) take(gone, good)
    else if (back) back.lies -= gone
  }
  return all
}

const countedOn = (w: World, store: string): string =>
  w.goods.stock
    .filter(({ store_id, date }) => store_id === store && date <= asOf(w))
    .map(({ date }) => date)
    .sort()
    .at(-1) as string

/** Median net unit price of the SALE lines of the last 14 days, in major units. */
function priceOf(w: World, place: Place): number | null {
  const prices = w.all
    .filter((line) => same(place)(line) && line.line_type === 'SALE' && line.net !== null && line.qty > 0)
    .filter(({ date }) => date <= asOf(w) && at(date) > at(asOf(w)) - 14)
    .map(({ net, qty }) => (net! * 1000) / qty / 10_000)
  return maybe(prices)
}

const HALF: Record<string, number> = { Dairy: 5 }

function assessed(w: World): Row[] {
  const as_of = asOf(w)
  const demand = plainDemand(w)
  const { args, filter } = w.ask
  const number = (name: string, usual: number) => Number(args[name] ?? usual)
  const share = number('fefo_share', 1)
  const stores = [...new Set(w.goods.stock.filter(({ date }) => date <= as_of).map(({ store_id }) => store_id))]
  const rows = demand
    .filter(
      ({ store_id, sku_id }) =>
        stores.includes(store_id) &&
        (filter.store_id.length === 0 || filter.store_id.includes(store_id)) &&
        (filter.sku_id.length === 0 || filter.sku_id.includes(sku_id)) &&
        (filter.category.length === 0 || (category(sku_id) !== null && filter.category.includes(category(sku_id)!))),
    )
    .sort((a, b) => byCodePoint(a.store_id, b.store_id) || byCodePoint(a.sku_id, b.sku_id))
    .flatMap((place) => {
      const discount = number('discount_pct', 0)
      const elasticity: Record<string, number> = { Dairy: -1.5, Snacks: -2.2 }
      const times =
        discount === 0 ? 1 : Math.min(5, Math.round((1 - discount / 100) ** (elasticity[category(place.sku_id) ?? ''] ?? -1.6) * 1e6) / 1e6)
      const level = place.level / place.unit
      const over = (days: number) => times * level * sum(Array.from({ length: days }, (_, i) => place.f[weekday(at(as_of) + 1 + i)]!))
      const spread = (mu: number) => (level > 0 ? place.phi * (1 + mu / times / level / place.n_eff) : place.phi)
      const all = lyingIn(w, place).filter((one) => one.is_counted || one.lies !== 0)
      let short = -sum(all.map(({ lies }) => Math.min(0, lies)))
      const qty = all.map((one) => {
        const expired = one.expiry !== null && one.expiry < as_of
        const taken = one.lies > 0 && !expired ? Math.min(short, one.lies) : 0
        short -= taken
        return one.lies - taken
      })
      const queue = all.flatMap((one, i) => (one.expiry !== null && one.expiry >= as_of && qty[i]! > 0 ? [i] : []))
      const days = (i: number) => Math.max(0, at(all[i]!.expiry!) - at(as_of) - number('removal_lead_days', 0))
      const loss = (units: number, mu: number) => expectedLeft(demandDistribution(mu, spread(mu)), units)
      const below = (c: number, mu: number) => atMost(demandDistribution(mu, spread(mu)), Math.ceil(c - 1e-9) - 1)
      const units = (i: number) => qty[i]! / place.unit
      let reached = 0
      let lost = 0
      let expected = 0
      const outlook = new Map(
        queue.map((i, rank) => {
          const mu = over(days(i))
          const ahead = reached
          reached += units(i)
          const lost_now = Math.max(lost, reached - mu)
          const expected_now = Math.max(expected, loss(reached, mu))
          const behind = sum(queue.slice(rank).map(units))
          const mix = (first: number, last: number) => share * first + (1 - share) * last
          const result = {
            mu,
            rank: rank + 1,
            ahead,
            needed: reached - expected,
            waste: mix(lost_now - lost, Math.min(units(i), Math.max(0, behind - mu))),
            unsold: mix(expected_now - expected, loss(behind, mu) - loss(behind - units(i), mu)),
            p: mix(below(reached - expected, mu), below(behind, mu)),
          }
          lost = lost_now
          expected = expected_now
          return [i, result]
        }),
      )
      return all.map((one, i): Row => {
        const left = one.expiry === null ? null : at(one.expiry) - at(as_of)
        const found = outlook.get(i)
        const half = HALF[category(place.sku_id) ?? ''] ?? 14
        const status =
          one.lies < 0
            ? 'NEGATIVE'
            : one.lies === 0
              ? 'ZERO'
              : left !== null && left < 0
                ? 'EXPIRED'
                : found
                  ? 'ACTIVE'
                  : qty[i]! > 0
                    ? 'UNDATED'
                    : 'NETTED'
        const urgency = Math.floor(2 ** (-(left ?? 0) / half) * 1e6 + 0.5) / 1e6
        const score = found
          ? Math.floor(
              Math.floor(100 * (0.55 * Math.min(1, found.unsold / units(i)) + 0.3 * found.p + 0.15 * found.p * urgency) * 1e6 + 0.5) / 1e6 +
                0.5,
            )
          : status === 'EXPIRED'
            ? 100
            : null
        const risk = found ? Math.min(units(i), Math.ceil(found.waste - 1e-9)) * place.unit : status === 'EXPIRED' ? 0 : null
        const worth = (n: number) => (one.cost === null ? null : n * one.cost)
        return {
          store_id: place.store_id,
          ...product(place.sku_id),
          batch_id: one.batch,
          expiry_date: one.expiry,
          days_to_expiry: left,
          on_hand: one.counted,
          expected_sales_to_expiry: found ? qty[i]! - found.waste * place.unit : status === 'EXPIRED' ? 0 : null,
          expected_unsold_units: found ? found.unsold * place.unit : status === 'EXPIRED' ? one.lies : null,
          at_risk_units: risk,
          at_risk_value: risk === null ? null : risk === 0 ? 0 : worth(risk),
          p_unsold: found ? found.p : status === 'EXPIRED' ? 1 : null,
          risk_score: score,
          band: score === null ? null : score >= 80 ? 'critical' : score >= 60 ? 'high' : score >= 30 ? 'medium' : 'low',
          status,
          received_date: one.received,
          expiry_from: null, // batch-risk.test.ts has some
          supplier: supplierOf(w, place.store_id, place.sku_id, one.batch),
          qty: status === 'NEGATIVE' ? one.lies : qty[i]!,
          daily_units: place.level,
          demand_class: place.kind,
          sell_days: found ? days(i) : null,
          expected_demand: found ? found.mu * place.unit : null,
          dispersion: found ? spread(found.mu) : null,
          ahead_units: found ? found.ahead * place.unit : null,
          needed_units: found ? found.needed * place.unit : null,
          fefo_rank: found?.rank ?? null,
          half_life: half,
          sale_unit: place.unit,
          unit_cost: one.cost,
          cost_basis: one.basis,
          stock_value: worth(Math.max(0, status === 'NEGATIVE' ? one.lies : qty[i]!)),
          expired_value: status === 'EXPIRED' ? worth(one.lies) : 0,
          undated_value: status === 'UNDATED' ? worth(qty[i]!) : 0,
          counted_on: countedOn(w, place.store_id),
          count_age: at(as_of) - at(countedOn(w, place.store_id)),
          confidence: place.kind !== 'new' && place.level > 0 && at(as_of) - at(countedOn(w, place.store_id)) <= 14 ? 'usual' : 'low',
          is_counted: one.is_counted,
        }
      })
    })
  return rows.sort(
    (a, b) =>
      Number(b.risk_score ?? -1) - Number(a.risk_score ?? -1) ||
      Number(b.at_risk_value) + Number(b.expired_value) - Number(a.at_risk_value) - Number(a.expired_value),
  )
}

/** Three forecasts of 28 days, each with what was known then, beside what was sold. */
export function forecastHealth(w: World): Row[] {
  const today = at(asOf(w))
  const sold = (one: Place, d: number) =>
    sum(w.all.filter((line) => same(one)(line) && line.line_type === 'SALE' && at(line.date) === d).map(({ qty }) => qty))
  type Way = { days: number[]; spread: (mu: number) => number }
  const trials: { kind: string; y: number[]; scale: number; ways: Record<string, Way> }[] = []
  for (const origin of [today - 84, today - 56, today - 28]) {
    for (const one of plainDemand({ ...w, ask: { ...w.ask, as_of: iso(origin) } })) {
      const age = Math.min(365, origin - at(one.seen) + 1)
      const before = Array.from({ length: age }, (_, i) => sold(one, origin - age + 1 + i) / 1000 / one.unit)
      const from = before.findIndex((y) => y > 0)
      if (age < 28 || from < 0) continue
      const steps = before.slice(from)
      const jumps = steps.slice(1).map((y, i) => (y - steps[i]!) ** 2)
      const level = one.level / one.unit
      const way = (days: number[], worth: number): Way => {
        const m = mean(days)
        return { days, spread: (mu) => (m > 0 ? one.phi * (1 + mu / m / worth) : one.phi) }
      }
      const ahead = Array.from({ length: 28 }, (_, i) => origin + 1 + i)
      trials.push({
        kind: one.kind,
        y: ahead.map((d) => sold(one, d) / 1000 / one.unit),
        scale: jumps.length > 0 ? mean(jumps) : 0,
        ways: {
          model: {
            days: ahead.map((d) => level * one.f[weekday(d)]!),
            spread: (mu) => (level > 0 ? one.phi * (1 + mu / level / one.n_eff) : one.phi),
          },
          ma28: way(
            ahead.map(() => mean(before.slice(-28))),
            28,
          ),
          snaive: way(
            ahead.map((_, i) => before.slice(-7)[i % 7]!),
            7,
          ),
        },
      })
    }
  }
  if (trials.length === 0) return []
  const upto = (mu: number, phi: number, share: number) => {
    const demand = demandDistribution(mu, phi)
    let k = 0
    while (atMost(demand, k) < share - 1e-12) k++
    return k
  }
  const loss = (y: number, q: number, share: number) => (y >= q ? share * (y - q) : (1 - share) * (q - y))
  return ['all', ...new Set(trials.map(({ kind }) => kind))].sort().flatMap((kind) => {
    const own = trials.filter((one) => kind === 'all' || one.kind === kind)
    const rows = ['model', 'ma28', 'snaive'].map((method): Row => {
      const each = own.map(({ y, ways, scale }) => {
        const { days, spread } = ways[method]!
        const quantile = (share: number) => days.map((m) => upto(m, spread(m), share))
        const [q50, q90] = [quantile(0.5), quantile(0.9)]
        const mu = sum(days)
        return {
          units: sum(y),
          off: sum(y.map((one, i) => Math.abs(one - days[i]!))),
          over: sum(y.map((one, i) => days[i]! - one)),
          p50: sum(y.map((one, i) => loss(one, q50[i]!, 0.5))),
          p90: sum(y.map((one, i) => loss(one, q90[i]!, 0.9))),
          rmsse: scale > 0 ? Math.sqrt(mean(y.map((one, i) => (one - days[i]!) ** 2)) / scale) : null,
          inside: sum(y) >= upto(mu, spread(mu), 0.1) && sum(y) <= upto(mu, spread(mu), 0.9),
        }
      })
      const units = sum(each.map((one) => one.units))
      const share = (of: 'off' | 'over' | 'p50' | 'p90') => (units > 0 ? sum(each.map((one) => one[of])) / units : null)
      const errors = each.flatMap(({ rmsse }) => rmsse ?? [])
      return {
        demand_class: kind,
        method,
        trials: own.length,
        units,
        rmsse: errors.length > 0 ? mean(errors) : null,
        wape: share('off'),
        bias: share('over'),
        pinball_50: share('p50'),
        pinball_90: share('p90'),
        coverage_80: each.filter(({ inside }) => inside).length / own.length,
        is_used: method === 'model',
      }
    })
    const lost = (row: Row | undefined) => Number(row?.pinball_50 ?? 0) + Number(row?.pinball_90 ?? 0)
    return rows.map((row) => ({ ...row, average_is_better: Number(row.trials) >= 60 && lost(rows[1]) < 0.98 * lost(rows[0]) }))
  })
}

/** The chances of the demand that the named batch meets, whole units. */
export function demandChances(w: World): Row[] {
  const { batch = '', expiry = '' } = w.ask.args
  const row = assessed({ ...w, ask: { ...w.ask, args: { ...w.ask.args, limit: 1e9 } } }).find(
    (one) => one.batch_id === batch && (one.expiry_date ?? '') === expiry,
  )
  if (!row || row.expected_demand === null) return []
  const unit = Number(row.sale_unit)
  const demand = demandDistribution(Number(row.expected_demand) / unit, Number(row.dispersion))
  const upto = (share: number) => {
    let k = 0
    while (atMost(demand, k) < share - 1e-12) k++
    return k
  }
  const [low, high] = [upto(0.001), upto(0.999)]
  const width = Math.ceil((high - low + 1) / 40)
  const bins = Array.from({ length: Math.ceil((high - low + 1) / width) }, (_, i) => low + i * width)
  return bins.map((from, i) => {
    const to = i === bins.length - 1 ? Number.POSITIVE_INFINITY : from + width - 1
    const chance = (to === Number.POSITIVE_INFINITY ? 1 : atMost(demand, to)) - (i === 0 ? 0 : atMost(demand, from - 1))
    const last = from + width - 1
    return {
      store_id: row.store_id!,
      sku_id: row.sku_id!,
      from_units: from * unit,
      to_units: last * unit,
      chance,
      is_enough: last >= Math.ceil(Number(row.needed_units) / unit - 1e-9),
    }
  })
}

/** Without the words: risk-reasons.test.ts has them. */
export const batchRisk = (w: World): Row[] => assessed(w).slice(0, Number(w.ask.args.limit ?? 100_000))

export function riskSummary(w: World): Row[] {
  const by = String(w.ask.args.by ?? 'store')
  const column = { store: 'store_id', category: 'category', supplier: 'supplier', week: 'week', all: null }[by] as string | null
  const rows = assessed({ ...w, ask: { ...w.ask, args: { ...w.ask.args, limit: 1e9 } } }).map((row) => ({
    ...row,
    week: row.expiry_date === null ? null : iso(at(String(row.expiry_date)) - weekday(at(String(row.expiry_date)))),
  })) as Row[]
  const names = [...new Set(rows.map((row) => (column === null ? null : (row[column] ?? null))))]
  const groups = names.map((name): Row => {
    const all = rows.filter((row) => column === null || (row[column] ?? null) === name)
    const lying = all.filter(({ status }) => ['ACTIVE', 'EXPIRED', 'UNDATED'].includes(String(status)))
    const of = (status: string) => lying.filter((row) => row.status === status)
    const total = (from: Row[], what: string) => sum(from.map((row) => Number(row[what] ?? 0)))
    const worth = (what: string) => (lying.length > 0 && lying.every(({ unit_cost }) => unit_cost === null) ? null : total(lying, what))
    const keys = { store_id: null, category: null, supplier: null, week: null }
    return {
      ...keys,
      ...(column !== null && { [column]: name }),
      batches: lying.length,
      on_hand: total(all, 'on_hand'),
      units: total(lying, 'qty'),
      stock_value: worth('stock_value'),
      at_risk_units: total(lying, 'at_risk_units'),
      at_risk_value: worth('at_risk_value'),
      expected_unsold_units: total(of('ACTIVE'), 'expected_unsold_units'),
      expired_units: total(of('EXPIRED'), 'qty'),
      expired_value: worth('expired_value'),
      undated_batches: of('UNDATED').length,
      undated_value: worth('undated_value'),
      ...Object.fromEntries(['critical', 'high', 'medium', 'low'].map((band) => [band, lying.filter((row) => row.band === band).length])),
    }
  })
  const text = (row: Row) => String((column && row[column]) ?? '')
  if (by === 'week') return groups.sort((a, b) => byCodePoint(String(a.week ?? '9999'), String(b.week ?? '9999')))
  return groups.sort((a, b) => Number(b.at_risk_value) - Number(a.at_risk_value) || byCodePoint(text(a), text(b)))
}

/** Of the newest delivery of the batch that names one, else of the newest in the store. */
function supplierOf(w: World, store_id: string, sku_id: string, batch_id: string): string | null {
  const own = w.goods.deliveries.filter(
    (one) => one.store_id === store_id && one.sku_id === sku_id && one.date <= asOf(w) && one.supplier !== null,
  )
  const newest = (all: typeof own) =>
    all
      .map(({ date, supplier }) => date + supplier)
      .sort(byCodePoint)
      .at(-1)
      ?.slice(10) ?? null
  return (batch_id === '' ? null : newest(own.filter(({ batch }) => batch === batch_id))) ?? newest(own)
}
