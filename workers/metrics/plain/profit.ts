import type { Row } from '../../../src/domain/metric'
import { byCodePoint, type Line } from '../made-shop'
import { lineCost } from './costs'
import { bySku, product, sales, unique } from './lines'
import { desc, over, sum } from './numbers'
import type { World } from './world'

/** Revenue e4, covered revenue e4, profit e8. */
export function profitOf(w: World, lines: readonly Line[]) {
  const priced = lines.filter(({ net }) => net !== null)
  const costed = priced.map((line) => ({ net: line.net as number, cost: lineCost(w, line) })).filter(({ cost }) => cost !== null)
  const revenue = priced.length === 0 ? null : sum(priced.map(({ net }) => net as number))
  const covered = costed.length === 0 ? null : sum(costed.map(({ net }) => net))
  const cost = costed.length === 0 ? null : sum(costed.map(({ cost }) => cost as number))
  return { revenue, covered, cost, profit: covered === null || cost === null ? null : covered * 10_000 - cost }
}

export function profitFigures(w: World, lines: readonly Line[]) {
  const { revenue, covered, profit } = profitOf(w, lines)
  const earns = revenue !== null && revenue > 0
  return {
    total_profit: over(profit, 1e8),
    profit_margin: earns && covered !== null && covered > 0 && covered >= 0.6 * revenue ? (profit as number) / 10_000 / covered : null,
    cost_coverage: earns ? (covered ?? 0) / revenue : null,
  }
}

export function profitability(w: World): Row[] {
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

export function priceHistory(w: World): Row[] {
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
