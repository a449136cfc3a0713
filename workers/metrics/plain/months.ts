import type { Row } from '../../../src/domain/metric'
import type { Line } from '../made-shop'
import { at, daysFrom, monthEnd, plus, shift, weekday } from './days'
import { milli, orders, revenueOf } from './lines'
import { change, over, trendWord } from './numbers'
import type { World } from './world'

const measure = (metric: unknown, lines: Line[]): number | null =>
  metric === 'units' ? milli(lines) : metric === 'orders' ? orders(lines) : revenueOf(lines)

export const scale = (metric: unknown): number => (metric === 'units' ? 1000 : metric === 'orders' ? 1 : 10000)

export function trends(w: World): Row[] {
  const metric = w.ask.args.metric ?? 'revenue'
  const first = [shift(w.to, 1 - Number(w.ask.args.months ?? 6)), w.from.slice(0, 7)].sort().at(-1) as string
  const span = daysFrom(w.data_from, w.to)
  const sold = new Set(w.shop.map((line) => line.date))
  const open = new Set(
    [0, 1, 2, 3, 4, 5, 6].filter((k) => {
      const all = span.filter((day) => weekday(at(day)) === k)
      return all.length > 0 && all.filter((day) => sold.has(day)).length / all.length >= 0.1
    }),
  )
  const weeks = span
    .filter((day) => weekday(at(day)) === 0 && plus(day, 6) <= w.to)
    .slice(-13)
    .map(
      (monday) =>
        measure(
          metric,
          w.scope.filter((line) => line.date >= monday && line.date <= plus(monday, 6)),
        ) ?? 0,
    )
  const mean = weeks.reduce((a, b) => a + b, 0) / weeks.length
  const variance = weeks.length < 2 ? null : weeks.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (weeks.length - 1)
  const rows: Row[] = []
  let last: { v: number | null; ok: boolean; length: number } | null = null
  for (let month = shift(first, -1); month <= w.to.slice(0, 7); month = shift(month, 1)) {
    const listed = month >= first
    const start = `${month}-01`
    const end = monthEnd(month)
    const since = listed && w.from > start ? w.from : start
    const until = [w.to, end].sort()[0] as string
    const v = measure(
      metric,
      w.scope.filter((line) => line.date >= since && line.date <= until),
    )
    const covered = [since, w.data_from].sort()[1] as string
    const is_partial = since !== start || until !== end || w.data_from > since
    const expected = daysFrom(covered, until).filter((day) => open.has(weekday(at(day))))
    const suspect_gap = expected.length > 0 && expected.filter((day) => sold.has(day)).length / expected.length < 0.8
    const ok = !is_partial && !suspect_gap
    const length = Number(end.slice(8))
    const p: number | null = ok && last?.ok ? last.v : null
    const c = change(v, p)
    const noise: number | null = variance === null || last === null ? null : variance * ((length + last.length) / 7)
    if (listed)
      rows.push({
        month,
        value: over(v, scale(metric)),
        change_percent: c,
        trend: trendWord(c),
        is_partial,
        suspect_gap,
        significant: c === null || noise === null || noise === 0 ? null : Math.abs((v as number) - (p as number)) / Math.sqrt(noise) >= 2,
      })
    last = { v, ok, length }
  }
  return rows
}

export function monthToDate(w: World): Row[] {
  const metric = w.ask.args.metric ?? 'revenue'
  const month = w.to.slice(0, 7)
  const start = `${month}-01`
  const whole = w.to === monthEnd(month)
  const of = (from: string, to: string) =>
    measure(
      metric,
      w.scope.filter((line) => line.date >= from && line.date <= to),
    )
  const v = of(start, w.to)
  const row: Row = {
    month,
    from: start,
    to: w.to,
    days: Number(w.to.slice(8)),
    is_partial: !whole || w.data_from > start,
    value: over(v, scale(metric)),
  }
  for (const [name, back] of [
    ['prior', -1],
    ['last_year', -12],
  ] as const) {
    const other = shift(month, back)
    const k = Math.min(Number(w.to.slice(8)), Number(monthEnd(other).slice(8)))
    const end = whole ? monthEnd(other) : `${other}-${String(k).padStart(2, '0')}`
    const has = `${other}-01` >= w.data_from && start >= w.data_from
    const p = has ? of(`${other}-01`, end) : null
    row[`${name}_value`] = over(p, scale(metric))
    row[`${name}_from`] = has ? `${other}-01` : null
    row[`${name}_to`] = has ? end : null
    row[`${name}_change`] = change(v, p)
    row[`${name}_trend`] = trendWord(change(v, p))
  }
  return [row]
}
