import type { Figure } from './comparison'
import { sharedJson } from './shared-data'
import { openShop } from './shop'

interface AdventureWorks {
  rows: number
  orders: number
  min_date: string
  max_date: string
  total_quantity: number
  total_revenue: number
  top10_by_quantity: { product: string; value: number }[]
  top10_by_revenue: { product: string; value: number }[]
  monthly: { month: string; revenue: number; quantity: number }[]
}

const FOLDER = 'packt_adventureworks'
const SALES = [2017, 2018, 2019].map((year) => `${FOLDER}/AdventureWorks_Sales_${year}.csv`)
const PRODUCTS = `${FOLDER}/AdventureWorks_Products.csv`

/** The sales lines hold no price: it comes from the products file, loaded after the first year and before the others. */
export const truth = {
  title: 'AdventureWorks, three years and a products file',
  questions: Object.fromEntries([...SALES, PRODUCTS].map((path) => [path, 0])),
  async compare() {
    const t = sharedJson(`${FOLDER}/truth.json`) as AdventureWorks
    const shop = await openShop([SALES[0] as string, PRODUCTS, SALES[1] as string, SALES[2] as string], '2019-07-01T10:00:00Z')
    const figures: Figure[] = []
    const add = (figure: string, expected: Figure['truth'], ours: Figure['ours']) =>
      figures.push({ dataset: 'AdventureWorks', figure, truth: expected, ours })
    const [kpis] = await shop.metric('overview-kpis')
    add('rows', t.rows, kpis?.lines)
    add('orders', t.orders, kpis?.orders)
    add('first date', t.min_date, kpis?.first_date)
    add('last date', t.max_date, kpis?.last_date)
    add('units', t.total_quantity, kpis?.units)
    add('revenue', t.total_revenue, kpis?.revenue)
    const by_units = await shop.metric('best-sellers', { limit: 10, by: 'units' })
    t.top10_by_quantity.forEach(({ product, value }, i) => {
      add(`best seller ${i + 1} by units`, product, by_units[i]?.product_name)
      add(`units of ${product}`, value, by_units[i]?.total_quantity)
    })
    const by_revenue = await shop.metric('best-sellers', { limit: 10, by: 'revenue' })
    t.top10_by_revenue.forEach(({ product, value }, i) => {
      add(`best seller ${i + 1} by revenue`, product, by_revenue[i]?.product_name)
      add(`revenue of ${product}`, value, by_revenue[i]?.revenue)
    })
    const revenue = await shop.metric('trends', { metric: 'revenue', months: 36 })
    const units = await shop.metric('trends', { metric: 'units', months: 36 })
    for (const { month, revenue: expected, quantity } of t.monthly) {
      add(`revenue of ${month}`, expected, revenue.find((row) => row.month === month)?.value)
      add(`units of ${month}`, quantity, units.find((row) => row.month === month)?.value)
    }
    return { figures, questions: shop.questions }
  },
}
