import type { Row } from '../../src/domain/metric'
import type { StoreSettings } from '../../src/domain/store-settings'
import type { Database } from '../db/database'
import { sql } from '../db/sql'
import { dayNumber } from '../models/day-number'
import { type DemandModel, type PlaceDemand as KnownDemand, seasonOf } from '../models/demand-model'
import { mixedQueue } from '../risk/fefo'
import { bandOf, halfLife, rawScore, riskScore } from '../risk/risk-score'
import { usualElasticity } from '../risk/usual-elasticity'
import type { SeenElasticity } from './elasticity'
import { ForecastDemand } from './forecast-demand'
import type { ActionPlace, ActionSku, QueueBatch } from './place'
import { shopElasticities } from './shop-elasticities'

/** What is known of a product beside its batches, for the words about it. */
export interface SkuFacts {
  product_name: string
  category: string | null
  elasticity_from: 'own' | 'usual'
  /** tax on top of net prices, as a ratio; 0 where no rate is known */
  gst: number
  /** base units a day by store */
  daily_units: ReadonlyMap<string, number>
}

/** Units that are as good as gone from a batch, or on their way into a store; base units. */
export interface Reserved {
  action_type: string
  from_store: string
  to_store: string | null
  sku_id: string
  batch_id: string
  /** ISO day */
  expiry_date: string
  qty: number
}

export interface ShopSkus {
  skus: ActionSku[]
  facts: ReadonlyMap<string, SkuFacts>
}

const MIN_SCORE = 30

/**
 * The products that something may have to be done about, as the expiry risk sees them, in every store that knows them. `rows`: all rows of the metric batch-risk. What is
 * reserved is taken off its batch, and put where it goes, before the risk of the others is reckoned anew.
 */
export async function shopSkus(
  db: Database,
  ask: {
    rows: readonly Row[]
    demand: DemandModel
    as_of: string
    reserved: readonly Reserved[]
    store_settings: StoreSettings
    removal_lead: number
    fefo_share: number
  },
): Promise<ShopSkus> {
  const excluded = new Set(ask.store_settings.excluded_skus)
  const pressing = new Set(ask.rows.filter((row) => Number(row.risk_score ?? 0) >= MIN_SCORE).map((row) => String(row.sku_id)))
  const wanted = [...pressing].filter((sku_id) => !excluded.has(sku_id)).sort()
  const by_sku = new Map<string, Row[]>(wanted.map((sku_id) => [sku_id, []]))
  for (const row of ask.rows) by_sku.get(String(row.sku_id))?.push(row)
  const known = new Map<string, KnownDemand[]>(wanted.map((sku_id) => [sku_id, []]))
  for (const place of ask.demand.places) known.get(place.sku_id)?.push(place)
  const prices = await pricesOf(db, ask.as_of)
  const elasticities = ask.store_settings.own_elasticity ? await shopElasticities(db, ask.as_of) : new Map<string, SeenElasticity>()
  const controlled = new Set(ask.store_settings.price_controlled)
  const facts = new Map<string, SkuFacts>()
  const as_of = dayNumber(ask.as_of)
  const skus = wanted.map((sku_id): ActionSku => {
    const rows = by_sku.get(sku_id) as Row[]
    const places = known.get(sku_id) as KnownDemand[]
    const [first] = rows as [Row]
    const category = first.category === null ? null : String(first.category)
    const unit = Number(first.sale_unit)
    const usual = category !== null && controlled.has(category) ? null : usualElasticity(category)
    const own = usual === null ? undefined : elasticities.get(sku_id)
    const price_of = prices.get(sku_id)
    const gst = (price_of?.gst ?? 0) / 10_000
    facts.set(sku_id, {
      product_name: String(first.product_name),
      category,
      elasticity_from: own ? 'own' : 'usual',
      gst,
      daily_units: new Map(places.map(({ store_id, level }) => [store_id, level])),
    })
    const stores = [...new Set([...places.map(({ store_id }) => store_id), ...rows.map((row) => String(row.store_id))])].sort()
    const gone = ask.reserved.filter((one) => one.sku_id === sku_id)
    return {
      sku_id,
      category,
      unit,
      gst,
      elasticity: own?.elasticity ?? usual,
      places: stores.map((store_id): ActionPlace => {
        const price = price_of?.recent.get(store_id) ?? price_of?.listed ?? null
        const demand = demandOf(
          places.find((one) => one.store_id === store_id),
          ask.demand,
          unit,
          as_of,
        )
        const place = placeOf(
          rows.filter((row) => row.store_id === store_id),
          { store_id, demand, unit, price: price === null ? null : price * unit },
        )
        return gone.some(({ from_store, to_store }) => from_store === store_id || to_store === store_id)
          ? withReserved(place, gone, {
              unit,
              category,
              as_of,
              removal_lead: ask.removal_lead,
              fefo_share: ask.fefo_share,
            })
          : place
      }),
    }
  })
  return { skus, facts }
}

function demandOf(place: KnownDemand | undefined, model: DemandModel, unit: number, as_of: number): ForecastDemand {
  if (!place) return ForecastDemand.none(as_of)
  const { level, profile, phi, n_eff } = place
  return new ForecastDemand({ level: level / unit, profile, season: seasonOf(model, place), phi, n_eff }, as_of)
}

/** The rows of one store and product, as counted in units of the product. */
function placeOf(
  rows: readonly Row[],
  { unit, ...place }: Pick<ActionPlace, 'store_id' | 'demand' | 'price'> & { unit: number },
): ActionPlace {
  const plain = (row: Row) => ({
    batch_id: String(row.batch_id),
    expiry: dayNumber(String(row.expiry_date)),
    qty: Number(row.qty) / unit,
    unit_cost: row.unit_cost === null ? null : Number(row.unit_cost) * unit,
    supplier: row.supplier === null ? null : String(row.supplier),
  })
  return {
    ...place,
    queue: rows
      .filter(({ status }) => status === 'ACTIVE')
      .sort((a, b) => Number(a.fefo_rank) - Number(b.fefo_rank))
      .map((row) => ({
        ...plain(row),
        sell_days: Number(row.sell_days),
        score: Number(row.risk_score),
        band: row.band as QueueBatch['band'],
        at_risk_units: Number(row.at_risk_units) / unit,
      })),
    expired: rows.filter(({ status }) => status === 'EXPIRED').map(plain),
  }
}

function withReserved(
  place: ActionPlace,
  reserved: readonly Reserved[],
  {
    unit,
    category,
    as_of,
    removal_lead,
    fefo_share,
  }: { unit: number; category: string | null; as_of: number; removal_lead: number; fefo_share: number },
): ActionPlace {
  const about = (batch: { batch_id: string; expiry: number }) =>
    reserved.filter(
      (one) => one.from_store === place.store_id && one.batch_id === batch.batch_id && dayNumber(one.expiry_date) === batch.expiry,
    )
  const taken = (batch: { batch_id: string; expiry: number; qty: number }): number =>
    about(batch).reduce((left, one) => left - one.qty / unit, batch.qty)
  const left = place.queue.flatMap((batch) => {
    const qty = taken(batch)
    const is_reduced = about(batch).some(({ action_type }) => action_type === 'MARKDOWN')
    return qty > 1e-9 ? [{ ...batch, qty, ...(is_reduced && { is_reduced }) }] : []
  })
  const coming = reserved
    .filter(({ to_store }) => to_store === place.store_id)
    .map(({ batch_id, expiry_date, qty }): QueueBatch => {
      const expiry = dayNumber(expiry_date)
      const sell_days = Math.max(0, expiry - as_of - removal_lead)
      return { batch_id, expiry, qty: qty / unit, unit_cost: null, supplier: null, sell_days, score: 0, band: 'low', at_risk_units: 0 }
    })
  const queue = [...left, ...coming].sort((a, b) => a.expiry - b.expiry) // stable: what lay there first
  const outlook = mixedQueue(queue, place.demand, fefo_share)
  return {
    ...place,
    expired: place.expired.flatMap((batch) => {
      const qty = taken(batch)
      return qty > 1e-9 ? [{ ...batch, qty }] : []
    }),
    queue: queue.map((batch, i) => {
      const { waste, expected_unsold, p_unsold } = outlook[i] as (typeof outlook)[number]
      const score = riskScore(
        rawScore({
          loss: Math.min(1, expected_unsold / batch.qty),
          chance: p_unsold,
          days_to_expiry: batch.expiry - as_of,
          half_life: halfLife(category),
        }),
      )
      return { ...batch, score, band: bandOf(score), at_risk_units: Math.min(batch.qty, Math.max(0, Math.ceil(waste - 1e-9))) }
    }),
  }
}

interface Prices {
  /** by store, major units per base unit */
  recent: Map<string, number>
  listed: number | null
  /** tax rate in 1/100 % */
  gst: number
}

/** Usual net prices: the median of the last 14 days in a store, else the price of the products file, else MRP without tax (domain.md 6). */
async function pricesOf(db: Database, as_of: string): Promise<Map<string, Prices>> {
  const [recent, listed] = [
    await db.all<{ sku_id: string; store_id: string; price: number }>(sql`
      SELECT sku_id, store_id, quantile_cont(CAST(net_ex_tax AS DOUBLE) * 1000 / qty, 0.5) / 10000 AS price FROM sales_line
      WHERE line_type = 'SALE' AND qty > 0 AND net_ex_tax IS NOT NULL AND date <= CAST(${as_of} AS DATE) AND date > CAST(${as_of} AS DATE) - 14
      GROUP BY sku_id, store_id ORDER BY sku_id, store_id`),
    await db.all<{ sku_id: string; price: number | null; gst: number }>(sql`
      SELECT sku_id, CAST(min(list_price) AS DOUBLE) / 10000 AS price, CAST(coalesce(max(gst_bp), 0) AS DOUBLE) AS gst
      FROM item LEFT JOIN (SELECT item_no, max(gst_bp) AS gst_bp FROM product_fact GROUP BY item_no) USING (item_no) GROUP BY sku_id ORDER BY sku_id`),
  ]
  const prices = new Map<string, Prices>(listed.map(({ sku_id, price, gst }) => [sku_id, { recent: new Map(), listed: price, gst }]))
  for (const { sku_id, store_id, price } of recent) prices.get(sku_id)?.recent.set(store_id, price)
  return prices
}
