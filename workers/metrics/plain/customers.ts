import type { Row } from '../../../src/domain/metric'
import { byCodePoint } from '../made-shop'
import { at, back, first, last } from './days'
import { billOf, revenueOf, sales, unique } from './lines'
import { desc, over } from './numbers'
import { asOf, type World } from './world'

export function customers(w: World): Row[] {
  const as_of = asOf(w)
  const known = w.scope.filter((line) => line.customer && line.customer !== 'Cash')
  const year = known.filter(({ date }) => date > back(as_of, 365))
  const all = unique(year.map(({ customer }) => customer as string)).flatMap((customer) => {
    const own = year.filter((line) => line.customer === customer)
    const bought = sales(own)
    if (bought.length === 0) return []
    return [
      {
        customer,
        recency_days: at(as_of) - at(last(bought.map(({ date }) => date)) as string),
        last_visit: last(bought.map(({ date }) => date)) as string,
        first_visit: first(sales(known.filter((line) => line.customer === customer)).map(({ date }) => date)) as string,
        visits: unique(bought.map(billOf)).length,
        net: revenueOf(own),
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
