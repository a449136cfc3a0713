import type { Row } from '../../../src/domain/metric'
import { byCodePoint } from '../made-shop'
import { first, last } from './days'
import { bySku, product, sales, unique } from './lines'
import { desc, mean, sum, variance } from './numbers'
import { firstSeen } from './stock'
import { asOf, type World } from './world'

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

export function seasonality(w: World): Row[] {
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

export function seasonMonths(w: World): Row[] {
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
