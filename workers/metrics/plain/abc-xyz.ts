import type { Row } from '../../../src/domain/metric'
import { byCodePoint } from '../made-shop'
import { back, first, monday } from './days'
import { bySku, product, revenueOf, sales } from './lines'
import { desc, mean, over, sum, variance } from './numbers'
import { asOf, type World } from './world'

export function abcXyz(w: World): Row[] {
  const as_of = asOf(w)
  const end = monday(back(as_of, -1))
  const all = bySku(w.lines).map(({ sku_id, own }) => ({ sku_id, revenue: revenueOf(own) }))
  all.sort((a, b) => desc(a.revenue, b.revenue) || byCodePoint(a.sku_id, b.sku_id))
  const positive = sum(all.map(({ revenue }) => Math.max(0, revenue ?? 0)))
  let before = 0
  return all
    .map(({ sku_id, revenue }) => {
      const abc = revenue === null || revenue <= 0 ? 'N' : before < 0.8 * positive ? 'A' : before < 0.95 * positive ? 'B' : 'C'
      before += Math.max(0, revenue ?? 0)
      const sold = sales(w.scope).filter((one) => one.sku_id === sku_id)
      const born = first(sold.map(({ date }) => date))
      const start = born === undefined ? end : Math.max(monday(born), monday(back(w.data_from, -6)), end - 26 * 7)
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
