import { sql } from '../db/sql'
import type { Figure } from './comparison'
import { sharedJson } from './shared-data'
import { openShop } from './shop'

interface Uci {
  files: string[]
  rows: number
  A_all: string
  B_sales: string
  cancel_lines: number
  null_customer: number
  top10_by_quantity: [string, number][]
  top10_by_revenue: [string, string][]
}

const FOLDER = 'uci_online_retail'
const files = ['01', '02', '03', '05', '06', '07', '08', '09', '10', '12', '13', '14', '15', '16', '17', '19', '20', '21', '22', '23'].map(
  (d) => `${FOLDER}/by-day/2010-12-${d}.csv`,
)

/** Twenty daily files: returns, cancelled bills, blank customers, exact duplicates, one code with several names. */
export const truth = {
  title: 'UCI Online Retail, twenty days',
  questions: Object.fromEntries(files.map((path) => [path, 0])),
  async compare() {
    const t = sharedJson(`${FOLDER}/truth_20_days.json`) as Uci
    const shop = await openShop(files, '2010-12-24T10:00:00Z')
    const figures: Figure[] = []
    const add = (figure: string, expected: Figure['truth'], ours: Figure['ours']) =>
      figures.push({ dataset: 'UCI Online Retail', figure, truth: expected, ours })
    const [kpis] = await shop.metric('overview-kpis')
    add('rows', t.rows, kpis?.lines)
    add('revenue of all lines', Number(t.A_all), kpis?.revenue)
    const [lines] = await shop.db.all<Record<string, number>>(sql`
      SELECT count(*) FILTER (transaction_id LIKE 'C%') AS cancel_lines, count(*) FILTER (customer_id IS NULL) AS null_customer,
        coalesce(sum(net_ex_tax) FILTER (line_type = 'SALE'), 0)::BIGINT / 10000.0 AS sale_revenue FROM sales_line`)
    add('cancelled lines', t.cancel_lines, lines?.cancel_lines)
    add('lines without a customer', t.null_customer, lines?.null_customer)
    add('revenue of sale lines', Number(t.B_sales), Number(lines?.sale_revenue))
    // the truth leaves lines without a price out; units_sold of the metric counts them, so both are shown
    const priced = await shop.db.all<{ sku_id: string; free: number }>(sql`
      SELECT sku_id, (sum(qty) FILTER (unit_price = 0) / 1000)::BIGINT AS free FROM sales_line WHERE line_type = 'SALE' GROUP BY sku_id`)
    const products = await shop.metric('best-sellers', { limit: 10_000, by: 'units' })
    for (const [code, value] of t.top10_by_quantity) {
      const sold = Number(products.find((row) => row.sku_id === code)?.units_sold)
      add(`units sold of ${code}, less given away`, value, sold - (priced.find((row) => row.sku_id === code)?.free ?? 0))
    }
    const sales = await shop.db.all<{ sku_id: string; revenue: number }>(sql`
      SELECT sku_id, sum(net_ex_tax)::BIGINT / 10000.0 AS revenue FROM sales_line WHERE line_type = 'SALE' GROUP BY sku_id ORDER BY revenue DESC, sku_id LIMIT 10`)
    t.top10_by_revenue.forEach(([code, value], i) => {
      add(`best seller ${i + 1} by sale revenue`, code, sales[i]?.sku_id)
      add(`sale revenue of ${code}`, Number(value), sales[i]?.revenue)
    })
    return { figures, questions: shop.questions }
  },
}
