import type { Row } from '../../src/domain/metric'
import type { Figure } from './comparison'
import { sharedJson } from './shared-data'
import { openShop } from './shop'

interface RetailStore {
  rows: number
  min_date: string
  max_date: string
  total_revenue: number
  total_quantity: number
  top10_by_quantity: { product: string; value: number }[]
  top10_by_revenue: { product: string; value: number }[]
  monthly: { month: string; revenue: number; quantity: number }[]
  by_category: { name: string; revenue: number }[]
}

/** The file uses one product code for several names, so products are added up by name, as its truth does. */
function byName(rows: readonly Row[], column: string): { product: string; value: number }[] {
  const sums = new Map<string, number>()
  for (const row of rows)
    sums.set(String(row.product_name), (sums.get(String(row.product_name)) ?? 0) + Math.round(Number(row[column]) * 1e4))
  return [...sums]
    .map(([product, value]) => ({ product, value: value / 1e4 }))
    .sort((a, b) => b.value - a.value || (a.product < b.product ? -1 : 1))
}

/** The same 9,994 lines in another disguise; `scale` multiplies the amounts. */
export function retailStoreTruth(title: string, path: string, scale: number) {
  return {
    title,
    questions: { [path]: 0 },
    async compare() {
      const t = (sharedJson('packt_adventureworks/truth.json') as { retail_store_sales: RetailStore }).retail_store_sales
      const shop = await openShop([path], '2024-01-05T10:00:00Z')
      const figures: Figure[] = []
      const money = (value: number) => Math.round(value * scale * 1e4) / 1e4
      const add = (figure: string, expected: Figure['truth'], ours: Figure['ours']) =>
        figures.push({ dataset: title, figure, truth: expected, ours })
      const [kpis] = await shop.metric('overview-kpis')
      add('rows', t.rows, kpis?.lines)
      add('first date', t.min_date, kpis?.first_date)
      add('last date', t.max_date, kpis?.last_date)
      add('units', t.total_quantity, kpis?.units)
      add('revenue', money(t.total_revenue), kpis?.revenue)
      const products = await shop.metric('best-sellers', { limit: 10_000, by: 'units' })
      const by_units = byName(products, 'total_quantity')
      const by_revenue = byName(products, 'revenue')
      t.top10_by_quantity.forEach(({ product, value }, i) => {
        add(`best seller ${i + 1} by units`, value, by_units[i]?.value)
        add(`units of ${product}`, value, by_units.find((row) => row.product === product)?.value)
      })
      t.top10_by_revenue.forEach(({ product, value }, i) => {
        add(`best seller ${i + 1} by revenue`, product, by_revenue[i]?.product)
        add(`revenue of ${product}`, money(value), by_revenue[i]?.value)
      })
      const revenue = await shop.metric('trends', { metric: 'revenue', months: 60 })
      const units = await shop.metric('trends', { metric: 'units', months: 60 })
      for (const { month, revenue: expected, quantity } of t.monthly) {
        add(`revenue of ${month}`, money(expected), revenue.find((row) => row.month === month)?.value)
        add(`units of ${month}`, quantity, units.find((row) => row.month === month)?.value)
      }
      const categories = await shop.metric('top-categories', { limit: 100 })
      for (const { name, revenue: expected } of t.by_category)
        add(`revenue of ${name}`, money(expected), categories.find((row) => row.category === name)?.revenue)
      return { figures, questions: shop.questions }
    },
  }
}
