import type { Filter } from '../../src/domain/filter'
import type { Row } from '../../src/domain/metric'
import { byCodePoint, type Goods, type Line, NO_GOODS } from './made-shop'
import { GOODS_LOOPS, profitOf } from './plain-goods'
import { metricById } from './registry'

/** For tests: every metric again, as plain loops over lines, written from domain.md and not from the SQL. */

export type Ask = { filter: Filter; as_of: string | null; args: Record<string, string | number> }
export interface World {
  lines: Line[]
  goods: Goods
  /** every line, under no filter */
  all: Line[]
  scope: Line[]
  shop: Line[]
  from: string
  to: string
  data_from: string
  ask: Ask
}

const DAY = 86_400_000
const utc = (day: string): Date => new Date(`${day}T00:00:00Z`)
const text = (date: Date): string => date.toISOString().slice(0, 10)
const plus = (day: string, n: number): string => text(new Date(utc(day).getTime() + n * DAY))
const days = (from: string, to: string): string[] => {
  const all: string[] = []
  for (let d = from; d <= to; d = plus(d, 1)) all.push(d)
  return all
}
const monthEnd = (month: string): string => text(new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)))
const shift = (month: string, n: number): string =>
  text(new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1 + n, 1))).slice(0, 7)

function world(all: Line[], goods: Goods, ask: Ask, needs: readonly string[]): World | null {
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
  const data_from = shop.map((line) => line.date).sort()[0] ?? (with_stock && needs.includes('demand') ? as_of : undefined)
  if (data_from === undefined || (scope.length === 0 && !with_stock)) return null
  const from = filter.from !== null && filter.from > data_from ? filter.from : data_from
  const to = [filter.to ?? as_of, as_of].sort()[0] as string
  if (from > to) return null
  return { lines: scope.filter((line) => line.date >= from && line.date <= to), scope, shop, from, to, data_from, ask, goods, all }
}

const e4 = (lines: Line[]): number | null => {
  const priced = lines.filter((line) => line.net !== null)
  if (lines.length > 0 && priced.length === 0) return null
  return priced.reduce((sum, line) => sum + (line.net as number), 0)
}
const milli = (lines: Line[]): number => lines.reduce((sum, line) => sum + line.qty, 0)
const sales = (lines: Line[]): Line[] => lines.filter((line) => line.line_type === 'SALE')
const bill = (line: Line): string => JSON.stringify([line.store_id, line.date, line.transaction_id])
const billsOf = (lines: Line[]): Set<string> =>
  new Set(
    sales(lines)
      .filter((line) => line.transaction_id !== null)
      .map(bill),
  )
const orders = (lines: Line[]): number | null =>
  lines.length > 0 && lines.every((line) => line.transaction_id === null) ? null : billsOf(lines).size
const over = (value: number | null, scale: number): number | null => (value === null ? null : value / scale)
const change = (v: number | null, p: number | null): number | null => (v === null || p === null || p === 0 ? null : (v - p) / Math.abs(p))
const word = (c: number | null): string | null => (c === null ? null : c >= 0.05 ? 'up' : c <= -0.05 ? 'down' : 'flat')
const measure = (metric: unknown, lines: Line[]): number | null =>
  metric === 'units' ? milli(lines) : metric === 'orders' ? orders(lines) : e4(lines)
const scale = (metric: unknown): number => (metric === 'units' ? 1000 : metric === 'orders' ? 1 : 10000)
const desc = (a: number | null, b: number | null): number => (b ?? -Infinity) - (a ?? -Infinity) || 0
const groupBy = (lines: Line[], key: (line: Line) => string | null): Map<string | null, Line[]> => {
  const groups = new Map<string | null, Line[]>()
  for (const line of lines) groups.set(key(line), [...(groups.get(key(line)) ?? []), line])
  return groups
}

function bestSellers(w: World): Row[] {
  const { lines, ask } = w
  const products = [...groupBy(lines, (line) => line.sku_id)].map(([sku_id, own]) => ({
    sku_id: sku_id as string,
    units: milli(own),
    sold: milli(sales(own)),
    revenue: e4(own),
    profit: ask.args.by === 'profit' ? profitOf(w, own).profit : null,
    category: own[0]?.category ?? null,
  }))
  const value = (p: (typeof products)[number]) => (ask.args.by === 'revenue' ? p.revenue : ask.args.by === 'profit' ? p.profit : p.units)
  const before = (a: number | null, b: number | null) => (a ?? -Infinity) > (b ?? -Infinity)
  return products
    .sort((a, b) => desc(value(a), value(b)) || desc(a.revenue, b.revenue) || byCodePoint(a.sku_id, b.sku_id))
    .slice(0, Number(ask.args.limit ?? 10))
    .map((p) => ({
      rank: 1 + products.filter((other) => before(value(other), value(p))).length,
      product_name: `Product ${p.sku_id}`,
      sku_id: p.sku_id,
      category: p.category,
      total_quantity: p.units / 1000,
      units_sold: p.sold / 1000,
      revenue: over(p.revenue, 10000),
      total_profit: over(p.profit, 1e8),
    }))
}

function split({ lines, ask }: World, column: 'category' | 'channel' | 'store_id'): Row[] {
  const groups = [...groupBy(lines, (line) => line[column])].map(([key, own]) => ({ key, own, revenue: e4(own) }))
  const positive = groups.reduce((sum, group) => sum + Math.max(0, group.revenue ?? 0), 0)
  return groups
    .sort((a, b) => desc(a.revenue, b.revenue) || (a.key === null ? 1 : b.key === null ? -1 : byCodePoint(a.key, b.key)))
    .slice(0, Number(ask.args.limit ?? 10))
    .map(({ key, own, revenue }) => ({
      [column]: key,
      ...(column === 'store_id' ? { name: key === 'ST2' ? 'Second' : key } : {}),
      revenue: over(revenue, 10000),
      share: revenue !== null && revenue > 0 ? revenue / positive : null,
      units: milli(own) / 1000,
      orders: own.every((line) => line.transaction_id === null) ? null : billsOf(own).size,
    }))
}

function dailySales({ lines, from, to }: World): Row[] {
  return days(from, to).map((date) => {
    const own = lines.filter((line) => line.date === date)
    return { date, revenue: over(e4(own), 10000), units: milli(own) / 1000 }
  })
}

function compareWith({ ask, to, data_from }: World): { from: string; to: string } | null {
  const from = ask.filter.from
  if (from === null) return null
  let before: { from: string; to: string }
  const month = shift(from, -1)
  if (from.endsWith('-01') && from.slice(0, 7) === to.slice(0, 7)) {
    const end = monthEnd(month)
    const same = plus(`${month}-01`, Number(to.slice(8)) - 1)
    before = { from: `${month}-01`, to: to === monthEnd(to) || same > end ? end : same }
  } else if (from.endsWith('-01') && to === monthEnd(to)) {
    let n = 1
    while (shift(from, n - 1) !== to.slice(0, 7)) n++
    before = { from: `${shift(from, -n)}-01`, to: plus(from, -1) }
  } else before = { from: plus(from, -days(from, to).length), to: plus(from, -1) }
  return before.from >= data_from ? before : null
}

function kpis(w: World): Row[] {
  const before = compareWith(w)
  const one = (lines: Line[]) => {
    const counted = billsOf(lines)
    const on_bills = lines.filter((line) => line.transaction_id !== null && counted.has(bill(line)))
    return {
      revenue: over(e4(lines), 10000),
      units: milli(lines) / 1000,
      units_sold: milli(sales(lines)) / 1000,
      orders: orders(lines),
      returns: lines.filter((line) => line.line_type === 'RETURN').reduce((sum, line) => sum - (line.net ?? 0), 0) / 10000,
      average_bill: counted.size === 0 || e4(on_bills) === null ? null : (e4(on_bills) as number) / 10000 / counted.size,
    }
  }
  const now = one(w.lines)
  const then = before && one(w.scope.filter((line) => line.date >= before.from && line.date <= before.to))
  const row: Row = {}
  for (const name of Object.keys(now) as (keyof typeof now)[]) {
    row[name] = now[name]
    row[`${name}_prev`] = then ? then[name] : null
    row[`${name}_change`] = then ? change(now[name], then[name]) : null
  }
  const dates = w.lines.map((line) => line.date).sort()
  return [
    {
      ...row,
      lines: w.lines.length,
      lines_without_bill: w.lines.filter((line) => line.transaction_id === null).length,
      lines_without_price: w.lines.filter((line) => line.net === null).length,
      first_date: dates[0] ?? null,
      last_date: dates.at(-1) ?? null,
      from: w.from,
      to: w.to,
      compared_from: before?.from ?? null,
      compared_to: before?.to ?? null,
    },
  ]
}

function trends(w: World): Row[] {
  const metric = w.ask.args.metric ?? 'revenue'
  const first = [shift(w.to, 1 - Number(w.ask.args.months ?? 6)), w.from.slice(0, 7)].sort().at(-1) as string
  const span = days(w.data_from, w.to)
  const sold = new Set(w.shop.map((line) => line.date))
  const weekday = (day: string) => utc(day).getUTCDay()
  const open = new Set(
    [0, 1, 2, 3, 4, 5, 6].filter((k) => {
      const all = span.filter((day) => weekday(day) === k)
      return all.length > 0 && all.filter((day) => sold.has(day)).length / all.length >= 0.1
    }),
  )
  const weeks = span
    .filter((day) => weekday(day) === 1 && plus(day, 6) <= w.to)
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
    const expected = days(covered, until).filter((day) => open.has(weekday(day)))
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
        trend: word(c),
        is_partial,
        suspect_gap,
        significant: c === null || noise === null || noise === 0 ? null : Math.abs((v as number) - (p as number)) / Math.sqrt(noise) >= 2,
      })
    last = { v, ok, length }
  }
  return rows
}

function monthToDate(w: World): Row[] {
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
    row[`${name}_trend`] = word(change(v, p))
  }
  return [row]
}

function contribution({ lines, ask }: World): Row[] {
  const products = [...groupBy(lines, (line) => line.sku_id)]
    .map(([sku_id, own]) => ({ sku_id: sku_id as string, revenue: e4(own), category: own[0]?.category ?? null }))
    .sort((a, b) => desc(a.revenue, b.revenue) || byCodePoint(a.sku_id, b.sku_id))
  const positive = products.reduce((sum, { revenue }) => sum + Math.max(0, revenue ?? 0), 0)
  let running = 0
  return products
    .map(({ sku_id, revenue, category }) => {
      const before = running / positive
      const earns = revenue !== null && revenue > 0
      running += earns ? revenue : 0
      return {
        rank: 1 + products.filter((other) => (other.revenue ?? -Infinity) > (revenue ?? -Infinity)).length,
        product_name: `Product ${sku_id}`,
        sku_id,
        category,
        revenue: over(revenue, 10000),
        percentage: earns ? revenue / positive : null,
        cumulative_percentage: earns ? running / positive : null,
        abc: !earns ? 'N' : before < 0.8 ? 'A' : before < 0.95 ? 'B' : 'C',
      }
    })
    .slice(0, Number(ask.args.limit ?? 20))
}

const LOOPS: Record<string, (w: World) => Row[]> = {
  'best-sellers': bestSellers,
  channels: (w) => split(w, 'channel'),
  'daily-sales': dailySales,
  'month-to-date': monthToDate,
  'overview-kpis': kpis,
  'revenue-contribution': contribution,
  'top-categories': (w) => split(w, 'category'),
  'top-stores': (w) => split(w, 'store_id'),
  trends,
  ...GOODS_LOOPS,
}

/** The rows that a metric must give. Throws for a metric that has no loop here: write one with the metric. */
export function plainMetric(id: string, lines: Line[], ask: Ask, goods: Goods = NO_GOODS): Row[] {
  const loop = LOOPS[id]
  if (!loop) throw new Error(`no plain loop for ${id}`)
  const w = world(lines, goods, ask, metricById(id).needs ?? [])
  return w ? loop(w) : []
}
