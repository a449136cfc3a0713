import { sql } from '../db/sql'
import type { Figure } from './comparison'
import { compareActions } from './expiry-actions'
import { sharedJson } from './shared-data'
import { openShop } from './shop'

interface Totals {
  revenue: number
  units: number
  units_sold: number
  orders: number
  cost: number
  profit: number
  margin_pct: number | null
  cost_coverage: number
}
interface Period {
  start: string
  end: string
  total: Totals
  best_by_units: { rank: number; sku: string; units: number }[]
  best_by_revenue: { rank: number; sku: string; revenue: number }[]
  by_sku: {
    sku: string
    name: string
    revenue: number
    units: number
    units_sold: number
    revenue_share: number
    abc: string
    profit: number
    margin_pct: number | null
    cost_coverage: number | null
  }[]
}
interface Month {
  month: string
  revenue: number
  units: number
  orders: number
  is_partial: boolean
  change_pct: number | null
  trend: string | null
}
interface Risk {
  at_risk_units: number
  at_risk_value: number
  batches: number
  critical: number
  high: number
  medium: number
  low: number
  expected_unsold: number
  expired_units: number
  expired_value: number
  undated: number
  undated_value: number
  units: number
}
interface ExpiryShop {
  as_of: string
  counts: { sales_lines: number; products: number; stores: number; purchase_lines: number; stock_rows: number }
  stock: {
    by_sku: { sku: string; on_hand: number }[]
    store_sku: {
      store: string
      sku: string
      dead: boolean
      days_since: number | null
      on_hand: number
      stock_value: number
      days_cover: number | null
    }[]
    dead_count: number
    dead_value: number
  }
  features: {
    store: string
    sku: string
    first_seen: string
    velocity_7d: number
    velocity_14d: number
    velocity_30d: number
    volatility: number | null
    stock_out_days: number
    adi: number | null
    cv2: number | null
    demand_class: string
    level: number
    phi: number
    n_eff: number
    n: number
    sale_days: number
    seasonality_flag: boolean
  }[]
  batches: {
    store: string
    sku: string
    batch: string
    at_risk_units: number | null
    at_risk_value: number | null
    band: string | null
    confidence_low?: boolean
    cost_basis: string | null
    dte: number | null
    expected_sales: number | null
    expected_unsold: number | null
    expired_value: number
    expiry: string | null
    expiry_estimated: string | null
    fefo_rank: number | null
    mu: number | null
    phi_H: number | null
    p_unsold: number | null
    qty: number
    score: number | null
    sell_days: number | null
    status: string
    undated_value: number
    unit_cost: number | null
  }[]
  risk_summary: { by_store: Record<string, Risk>; by_category: Record<string, Risk>; total: Risk }
  seasonality: Record<
    string,
    {
      n: number
      score: number | null
      is_seasonal: boolean
      provisional_flag: boolean
      peak_months: number[]
      index: Record<string, number> | null
    }
  >
  periods: Record<string, Period>
  by_store: Record<string, { revenue: number; units: number }>
  by_category: Record<string, { revenue: number; units: number }>
  by_channel: Record<string, { revenue: number; units: number }>
  trends: {
    months: Month[]
    mtd: { value: number; prior_same_days: number; last_year_same_days: number; change_pct: number; yoy_pct: number }
  }
}

const FOLDER = 'expiry_shop'
const files = ['sales.csv', 'products.csv', 'stores.csv', 'purchases.csv', 'stock_by_batch.csv'].map((name) => `${FOLDER}/${name}`)

/** A relative tolerance of 1e-9. */
const close = (figure: number | null): number => 1e-9 * Math.abs(figure ?? 0) + 1e-12

/** A made shop of three stores: returns with bills of their own, two spellings of names, tax in and out in one file. */
export const truth = {
  title: 'Expiry shop',
  questions: Object.fromEntries(files.map((path) => [path, 0])),
  async compare() {
    const t = sharedJson(`${FOLDER}/truth.json`) as ExpiryShop & Parameters<typeof compareActions>[0]
    const shop = await openShop(files, '2026-10-19T10:00:00Z')
    const figures: Figure[] = []
    const add = (figure: string, expected: Figure['truth'], ours: Figure['ours'], tolerance?: number) =>
      figures.push({ dataset: 'Expiry shop', figure, truth: expected, ours, ...(tolerance !== undefined && { tolerance }) })
    const [lines] = await shop.db.all<Record<string, number>>(sql`
      SELECT (SELECT count(*) FROM sales_line) AS sales, (SELECT count(*) FROM product_fact) AS products, (SELECT count(*) FROM store_fact) AS stores,
        (SELECT count(*) FROM purchase_line) AS purchases, (SELECT count(*) FROM inventory_line) AS stock`)
    add('sales lines', t.counts.sales_lines, lines?.sales)
    add('products', t.counts.products, lines?.products)
    add('stores', t.counts.stores, lines?.stores)
    add('purchase lines', t.counts.purchase_lines, lines?.purchases)
    add('stock rows', t.counts.stock_rows, lines?.stock)
    for (const [name, period] of Object.entries(t.periods)) {
      const within = { from: period.start, to: period.end }
      const [kpis] = await shop.metric('overview-kpis', {}, within)
      add(`${name}: revenue`, period.total.revenue, kpis?.revenue)
      add(`${name}: units`, period.total.units, kpis?.units)
      add(`${name}: units sold`, period.total.units_sold, kpis?.units_sold)
      add(`${name}: orders`, period.total.orders, kpis?.orders)
      const by_units = await shop.metric('best-sellers', { limit: 1000, by: 'units' }, within)
      period.best_by_units.forEach(({ rank, sku, units }, i) => {
        add(`${name}: place ${i + 1} by units`, sku, by_units[i]?.sku_id)
        add(`${name}: rank of ${sku} by units`, rank, by_units[i]?.rank)
        add(`${name}: units of ${sku}`, units, by_units[i]?.total_quantity)
      })
      const by_revenue = await shop.metric('best-sellers', { limit: 1000, by: 'revenue' }, within)
      period.best_by_revenue.forEach(({ rank, sku, revenue }, i) => {
        add(`${name}: place ${i + 1} by revenue`, sku, by_revenue[i]?.sku_id)
        add(`${name}: rank of ${sku} by revenue`, rank, by_revenue[i]?.rank)
        add(`${name}: revenue of ${sku}`, revenue, by_revenue[i]?.revenue)
      })
      const contribution = await shop.metric('revenue-contribution', { limit: 1000 }, within)
      const profits = await shop.metric('profitability', { limit: 1000 }, within)
      const earned = profits.reduce((sum, row) => sum + Number(row.total_profit ?? 0), 0)
      add(`${name}: profit`, period.total.profit, earned, 0.01)
      for (const row of period.by_sku) {
        const profit = profits.find((one) => one.sku_id === row.sku)
        add(`${name}: profit of ${row.sku}`, row.cost_coverage ? row.profit : null, profit?.total_profit, 0.01)
        add(`${name}: margin of ${row.sku}`, row.margin_pct, profit?.profit_margin, 1e-8)
        add(`${name}: cost coverage of ${row.sku}`, row.cost_coverage, profit?.cost_coverage, 1e-9)
        const ours = by_units.find((one) => one.sku_id === row.sku)
        add(`${name}: name of ${row.sku}`, row.name, ours?.product_name)
        add(`${name}: units sold of ${row.sku}`, row.units_sold, ours?.units_sold)
        const contributed = contribution.find((one) => one.sku_id === row.sku)
        add(`${name}: share of ${row.sku}`, row.revenue_share, contributed?.percentage, 1e-9)
        add(`${name}: class of ${row.sku}`, row.abc, contributed?.abc)
      }
    }
    const groups = [
      { metric: 'top-stores', key: 'store_id', expected: t.by_store },
      { metric: 'top-categories', key: 'category', expected: t.by_category },
      { metric: 'channels', key: 'channel', expected: t.by_channel },
    ]
    for (const { metric, key, expected } of groups) {
      const rows = await shop.metric(metric, metric === 'channels' ? {} : { limit: 100 })
      for (const [id, { revenue, units }] of Object.entries(expected)) {
        const ours = rows.find((row) => String(row[key]).toLowerCase() === id.toLowerCase())
        add(`revenue of ${key} ${id}`, revenue, ours?.revenue)
        add(`units of ${key} ${id}`, units, ours?.units)
      }
    }
    for (const metric of ['revenue', 'units', 'orders'] as const) {
      const rows = await shop.metric('trends', { metric, months: 60 })
      for (const month of t.trends.months) {
        const ours = rows.find((row) => row.month === month.month)
        add(`${metric} of ${month.month}`, month[metric], ours?.value)
        if (metric !== 'revenue') continue
        add(`${month.month} is partial`, month.is_partial, ours?.is_partial)
        add(`change of ${month.month}`, month.change_pct, ours?.change_percent, 1e-4)
        add(`trend of ${month.month}`, month.trend, ours?.trend)
      }
    }
    const velocity = await shop.metric('inventory-velocity')
    const out = await shop.metric('stockouts', { days: 365, limit: 1000 })
    for (const place of t.features) {
      const what = `${place.sku} in ${place.store}`
      const ours = velocity.find((row) => row.sku_id === place.sku && row.store_id === place.store)
      add(`${what}: first seen`, place.first_seen, ours?.first_seen)
      add(`${what}: units a day, 7 days`, place.velocity_7d, ours?.velocity_7d, 1e-9)
      add(`${what}: units a day, 14 days`, place.velocity_14d, ours?.velocity_14d, 1e-9)
      add(`${what}: units a day, 30 days`, place.velocity_30d, ours?.velocity_30d, 1e-9)
      add(`${what}: volatility`, place.volatility, ours?.volatility, 1e-9)
      const gone = out.find((row) => row.sku_id === place.sku && row.store_id === place.store)
      add(`${what}: days without stock`, place.stock_out_days, gone?.out_days ?? 0)
    }
    const demand = await shop.metric('features')
    for (const place of t.features) {
      const what = `${place.sku} in ${place.store}`
      const ours = demand.find((row) => row.sku_id === place.sku && row.store_id === place.store)
      for (const name of ['level', 'phi', 'volatility', 'velocity_30d', 'adi', 'cv2', 'n_eff'] as const)
        add(`${what}: demand, ${name}`, place[name], ours?.[name], close(place[name]))
      for (const name of ['demand_class', 'n', 'sale_days', 'seasonality_flag', 'first_seen'] as const)
        add(`${what}: demand, ${name}`, place[name], ours?.[name])
      add(`${what}: demand, out_days`, place.stock_out_days, ours?.out_days)
    }
    const batches = await shop.metric('batch-risk')
    add('batches listed', t.batches.length, batches.length)
    for (const batch of t.batches) {
      const what = `batch ${batch.batch || '(none)'} of ${batch.sku} in ${batch.store}`
      const ours = batches.find((row) => row.sku_id === batch.sku && row.store_id === batch.store && row.batch_id === batch.batch)
      add(`${what}: state`, batch.status, ours?.status)
      add(`${what}: score`, batch.score, ours?.risk_score)
      add(`${what}: band`, batch.band, ours?.band)
      add(`${what}: units at risk`, batch.at_risk_units, ours?.at_risk_units)
      add(`${what}: at risk`, batch.at_risk_value, ours?.at_risk_value, 0.01)
      add(`${what}: expires`, batch.expiry, ours?.expiry_date)
      add(`${what}: days left`, batch.dte, ours?.days_to_expiry)
      add(`${what}: turn`, batch.fefo_rank, ours?.fefo_rank)
      add(`${what}: on the shelf`, batch.qty, ours?.qty)
      add(`${what}: expired value`, batch.expired_value, ours?.expired_value, 0.01)
      add(`${what}: undated value`, batch.undated_value, ours?.undated_value, 0.01)
      add(`${what}: cost from`, batch.cost_basis === 'net_price_x_0.7' ? 'price' : batch.cost_basis, ours?.cost_basis)
      add(`${what}: date from`, batch.expiry_estimated?.split('+')[0]?.replace('mfg', 'made') ?? null, ours?.expiry_from)
      const figures = {
        expected_sales_to_expiry: batch.expected_sales,
        expected_unsold_units: batch.expected_unsold,
        expected_demand: batch.mu,
        dispersion: batch.phi_H,
        p_unsold: batch.p_unsold,
        unit_cost: batch.unit_cost,
      }
      for (const [name, figure] of Object.entries(figures)) add(`${what}: ${name}`, figure, ours?.[name], close(figure))
      if (batch.confidence_low !== undefined) add(`${what}: unsure`, batch.confidence_low, ours?.confidence === 'low')
    }
    const risks = [
      ...Object.entries(t.risk_summary.by_store).map(([id, risk]) => ({ by: 'store', column: 'store_id', id, risk })),
      ...Object.entries(t.risk_summary.by_category).map(([id, risk]) => ({ by: 'category', column: 'category', id, risk })),
      { by: 'all', column: 'store_id', id: null, risk: t.risk_summary.total },
    ]
    for (const { by, column, id, risk } of risks) {
      const ours = (await shop.metric('risk-summary', { by })).find((row) => (row[column] ?? null) === id)
      for (const name of ['batches', 'units', 'at_risk_units', 'expired_units', 'critical', 'high', 'medium', 'low'] as const)
        add(`risk of ${id ?? 'all'}: ${name}`, risk[name], ours?.[name])
      for (const name of ['at_risk_value', 'expired_value', 'undated_value'] as const)
        add(`risk of ${id ?? 'all'}: ${name}`, risk[name], ours?.[name], 0.01)
      add(`risk of ${id ?? 'all'}: undated`, risk.undated, ours?.undated_batches)
      add(`risk of ${id ?? 'all'}: mean unsold`, risk.expected_unsold, ours?.expected_unsold_units, close(risk.expected_unsold))
    }
    for (const place of t.stock.store_sku)
      add(
        `${place.sku} in ${place.store}: days of cover`,
        place.days_cover,
        velocity.find((row) => row.sku_id === place.sku && row.store_id === place.store)?.days_of_cover,
        close(place.days_cover),
      )
    const seasons = await shop.metric('seasonality', { min_seasonality_score: 0 })
    const season_months = await shop.metric('season-months', { limit: 1000 })
    for (const [sku, season] of Object.entries(t.seasonality)) {
      const ours = seasons.find((row) => row.sku_id === sku)
      add(`season of ${sku}: score`, season.score, ours?.seasonality_score, 1e-9)
      add(`season of ${sku}: is seasonal`, season.is_seasonal ?? false, ours?.is_seasonal)
      add(`season of ${sku}: provisional`, season.provisional_flag ?? false, ours?.provisional_flag)
      add(`season of ${sku}: months`, season.n >= 12 ? season.n : null, ours?.months)
      add(`season of ${sku}: peaks`, season.score === null ? null : season.peak_months.join(', '), ours?.peak_months)
      for (const [month, index] of Object.entries(season.index ?? {}))
        add(
          `season of ${sku}: month ${month}`,
          index,
          season_months.find((row) => row.sku_id === sku && row.month_no === Number(month))?.month_index,
          1e-9,
        )
    }
    const dead = await shop.metric('dead-stock')
    add('dead stock: places', t.stock.dead_count, dead.length)
    add(
      'dead stock: value',
      t.stock.dead_value,
      dead.reduce((sum, row) => sum + Number(row.estimated_value), 0),
      0.01,
    )
    for (const one of t.stock.store_sku.filter((place) => place.dead)) {
      const ours = dead.find((row) => row.sku_id === one.sku && row.store_id === one.store)
      add(`dead ${one.sku} in ${one.store}: days`, one.days_since, ours?.days_since_sale)
      add(`dead ${one.sku} in ${one.store}: on hand`, one.on_hand, ours?.current_stock)
      add(`dead ${one.sku} in ${one.store}: value`, one.stock_value, ours?.estimated_value, 0.01)
    }
    const on_hand = await shop.db.all<{ sku_id: string; on_hand: number }>(
      sql`SELECT sku_id, sum(on_hand)::DOUBLE / 1000 AS on_hand FROM inventory_line GROUP BY sku_id`,
    )
    for (const { sku, on_hand: expected } of t.stock.by_sku)
      add(`on hand of ${sku}`, expected, on_hand.find((row) => row.sku_id === sku)?.on_hand)
    await compareActions(t, shop, add)
    const [mtd] = await shop.metric('month-to-date')
    add('month to date', t.trends.mtd.value, mtd?.value)
    add('same days of the month before', t.trends.mtd.prior_same_days, mtd?.prior_value)
    add('same days a year before', t.trends.mtd.last_year_same_days, mtd?.last_year_value)
    return { figures, questions: shop.questions }
  },
}
