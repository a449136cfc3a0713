import type { Row } from '../../../src/domain/metric'
import { byCodePoint } from '../made-shop'
import { billsOf, groupBy, milli, revenueOf, sales } from './lines'
import { desc, over } from './numbers'
import { profitOf } from './profit'
import type { World } from './world'

export function bestSellers(w: World): Row[] {
  const { lines, ask } = w
  const products = [...groupBy(lines, (line) => line.sku_id)].map(([sku_id, own]) => ({
    sku_id: sku_id as string,
    units: milli(own),
    sold: milli(sales(own)),
    revenue: revenueOf(own),
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

export function split({ lines, ask }: World, column: 'category' | 'channel' | 'store_id'): Row[] {
  const groups = [...groupBy(lines, (line) => line[column])].map(([key, own]) => ({ key, own, revenue: revenueOf(own) }))
  const positive = groups.reduce((sum, group) => sum + Math.max(0, group.revenue ?? 0), 0)
  return groups
    .sort(
      (a, b) =>
        desc(a.revenue, b.revenue) ||
        (a.revenue === null ? desc(milli(a.own), milli(b.own)) : 0) ||
        (a.key === null ? 1 : b.key === null ? -1 : byCodePoint(a.key, b.key)),
    )
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

export function contribution({ lines, ask }: World): Row[] {
  const products = [...groupBy(lines, (line) => line.sku_id)]
    .map(([sku_id, own]) => ({ sku_id: sku_id as string, revenue: revenueOf(own), category: own[0]?.category ?? null }))
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
