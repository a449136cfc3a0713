// biome-ignore-all lint/style/noNonNullAssertion: plain loops over lists that are known to be filled

import type { Line } from '../made-shop'
import { at, weekday } from './days'
import { category, type Place, same } from './lines'
import { mean, median, medianOrNull, sum, variance } from './numbers'
import { countedOn, firstSeen, outDays } from './stock'
import { asOf, type World } from './world'

const WEEK = [0, 1, 2, 3, 4, 5, 6]

interface PlainPlace extends Place {
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

/** By shop and as-of day: several metrics of one test ask for the same. */
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
    const counted_on = countedOn(whole, place.store_id)
    const known_out = bought && counted_on !== undefined && seen <= counted_on ? [...outDays(whole, whole.all, { place, seen })] : []
    const out = new Set(known_out.filter((d) => d > today - 365))
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
  const middle = (keep: (one: Draft) => boolean) => medianOrNull(old.filter(keep).map(({ v }) => v[2]))
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
    return m * (medianOrNull(ratios) ?? 1)
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
