import type { Row } from '../../../src/domain/metric'
import type { Line } from '../made-shop'
import { daysFrom, monthEnd, plus, shift } from './days'
import { billOf, billsOf, milli, orders, revenueOf, sales } from './lines'
import { change, over } from './numbers'
import type { World } from './world'

export function dailySales({ lines, from, to }: World): Row[] {
  return daysFrom(from, to).map((date) => {
    const own = lines.filter((line) => line.date === date)
    return { date, revenue: over(revenueOf(own), 10000), units: milli(own) / 1000 }
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
  } else before = { from: plus(from, -daysFrom(from, to).length), to: plus(from, -1) }
  return before.from >= data_from ? before : null
}

export function kpis(w: World): Row[] {
  const before = compareWith(w)
  const one = (lines: Line[]) => {
    const counted = billsOf(lines)
    const on_bills = lines.filter((line) => line.transaction_id !== null && counted.has(billOf(line)))
    return {
      revenue: over(revenueOf(lines), 10000),
      units: milli(lines) / 1000,
      units_sold: milli(sales(lines)) / 1000,
      orders: orders(lines),
      returns: lines.filter((line) => line.line_type === 'RETURN').reduce((sum, line) => sum - (line.net ?? 0), 0) / 10000,
      average_bill: counted.size === 0 || revenueOf(on_bills) === null ? null : (revenueOf(on_bills) as number) / 10000 / counted.size,
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
