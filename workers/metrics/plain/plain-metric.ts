import type { Row } from '../../../src/domain/metric'
import { type Goods, type Line, NO_GOODS } from '../made-shop'
import { metricById } from '../registry'
import { abcXyz } from './abc-xyz'
import { basket } from './basket'
import { batchRisk, demandChances } from './batch-risk'
import { customers } from './customers'
import { features } from './features'
import { forecastHealth } from './forecast-health'
import { inventoryHealth } from './inventory-health'
import { monthToDate, trends } from './months'
import { over } from './numbers'
import { dailySales, kpis } from './overview'
import { products, stores } from './products-and-stores'
import { priceHistory, profitability, profitFigures, profitOf } from './profit'
import { bestSellers, contribution, split } from './revenue'
import { riskSummary } from './risk-summary'
import { seasonality, seasonMonths } from './seasons'
import { deadStock, slowStock } from './still-stock'
import { batches } from './stock-batches'
import { gmroi, sellThrough } from './stock-return'
import { reorder, stockouts } from './stockouts'
import { velocity } from './velocity'
import { type Ask, type World, world } from './world'

/** Every metric again, as plain loops over lines, written from domain.md and not from the SQL. */
const LOOPS: Record<string, (w: World) => Row[]> = {
  'abc-xyz': abcXyz,
  basket,
  'batch-risk': batchRisk,
  'best-sellers': bestSellers,
  channels: (w) => split(w, 'channel'),
  'customers-rfm': customers,
  'daily-sales': dailySales,
  'dead-stock': deadStock,
  'demand-chances': demandChances,
  features,
  'forecast-health': forecastHealth,
  gmroi,
  'inventory-health': inventoryHealth,
  'inventory-velocity': velocity,
  'month-to-date': monthToDate,
  'overview-kpis': kpis,
  'price-history': priceHistory,
  products,
  'profit-total': (w) =>
    w.lines.length === 0
      ? []
      : [
          {
            revenue: over(profitOf(w, w.lines).revenue, 10_000),
            ...profitFigures(w, w.lines),
            cost_of_sales: over(profitOf(w, w.lines).cost, 1e8),
          },
        ],
  profitability,
  reorder,
  'revenue-contribution': contribution,
  'risk-summary': riskSummary,
  'season-months': seasonMonths,
  seasonality,
  'sell-through': sellThrough,
  'slow-stock': slowStock,
  'stock-batches': batches,
  stockouts,
  stores,
  'top-categories': (w) => split(w, 'category'),
  'top-stores': (w) => split(w, 'store_id'),
  trends,
}

/** The rows that a metric must give. Throws for a metric that has no loop here: write one with the metric. */
export function plainMetric(id: string, lines: Line[], ask: Ask, goods: Goods = NO_GOODS): Row[] {
  const loop = LOOPS[id]
  if (!loop) throw new Error(`no plain loop for ${id}`)
  const w = world(lines, goods, ask, metricById(id))
  return w ? loop(w) : []
}
