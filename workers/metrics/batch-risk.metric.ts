import type { Row } from '../../src/domain/metric'
import { raw, sql } from '../db/sql'
import { dayNumber } from '../models/day-number'
import { seasonOf } from '../models/demand-model'
import { type AssessedBatch, assessBatches, type LyingBatch } from '../risk/assess-batches'
import { demandMultiple } from '../risk/discount-effect'
import { dispersionOver, expectedDemand } from '../risk/expected-demand'
import { OLD_COUNT_DAYS, riskReasons } from '../risk/risk-reasons'
import { halfLife } from '../risk/risk-score'
import { rollForward } from '../risk/roll-forward'
import { BATCH_COLUMNS } from './batch-columns'
import { units } from './expressions'
import { day } from './lines'
import { lyingBatches, placeKey } from './lying-batches'
import { defineMetric, type MetricContext } from './metric'
import { NAMED } from './product-columns'

/** Days whose median price stands for what a unit brings, and the share of it that stands for a cost that nobody knows (domain.md 5.3, 12 Risk). */
const PRICE_DAYS = 14
const COST_SHARE = 0.7

export default defineMetric({
  id: 'batch-risk',
  title: 'What will expire',
  definition:
    'Every batch of the last stock count, brought forward by what was sold and bought since: how much of it will not sell before it expires, what that cost, and how pressing it is from 0 to 100. Batches that expire first are taken to be sold first. The most pressing first.',
  needs: ['stock', 'demand'],
  params: [
    {
      name: 'removal_lead_days',
      type: 'integer',
      default: 0,
      min: 0,
      max: 365,
      setting: 'removal_lead_days',
      definition: 'Days before the expiry date from which on goods are not sold any more.',
    },
    {
      name: 'fefo_share',
      type: 'number',
      default: 1,
      min: 0,
      max: 1,
      setting: 'fefo_share',
      definition: 'Share of customers who take what expires first; the others take the freshest.',
    },
    {
      name: 'discount_pct',
      type: 'integer',
      default: 0,
      min: 0,
      max: 90,
      definition: 'What if every price were cut by so many percent: sales rise by what is usual for the category.',
    },
    { name: 'limit', type: 'integer', default: 100_000, min: 1, max: 1_000_000, definition: 'How many batches to list.' },
  ],
  columns: BATCH_COLUMNS,
  keys: { sku_id: raw('sku_id'), store_id: raw('store_id'), batch_id: raw('NULL'), expiry_date: raw('NULL') },
  sql: (ctx) => sql`WITH ${NAMED}, lying AS (
  SELECT place_no, sku_no, batch, good_until, min(expiry_from) AS expiry_from, min(received) AS received, sum(on_hand) AS on_hand, min(counted_on) AS counted_on, bool_or(is_counted) AS is_counted,
    min(supplier) AS supplier, CASE WHEN min(unit_cost) = max(unit_cost) THEN CAST(max(unit_cost) AS DOUBLE)
      ELSE coalesce(CAST(sum(CASE WHEN on_hand > 0 THEN CAST(on_hand AS HUGEINT) * unit_cost END) AS DOUBLE) / nullif(CAST(sum(CASE WHEN on_hand > 0 AND unit_cost IS NOT NULL THEN on_hand END) AS DOUBLE), 0), CAST(max(unit_cost) AS DOUBLE)) END AS own_cost
  FROM ${lyingBatches(ctx)} GROUP BY place_no, sku_no, batch, good_until
), priced AS (
  SELECT place_no, sku_no, quantile_cont(CAST(net_ex_tax AS DOUBLE) * 1000 / qty, 0.5) AS price FROM sales_line
  WHERE line_type = 'SALE' AND qty > 0 AND net_ex_tax IS NOT NULL AND date <= ${day(ctx.as_of)} AND date > ${day(ctx.as_of)} - ${PRICE_DAYS} GROUP BY place_no, sku_no
), listed AS (
  SELECT sku_no, min(list_price) AS list_price, min(std_cost) AS std_cost FROM item GROUP BY sku_no
), costed AS (
  SELECT lying.*, own_cost / 10000 AS own, coalesce(CAST(step.unit_cost AS DOUBLE) / 100000000, CAST(std_cost AS DOUBLE) / 10000) AS resolved, ${COST_SHARE} * coalesce(price, list_price) / 10000 AS guessed
  FROM lying LEFT JOIN cost_step step ON step.place_no = lying.place_no AND step.sku_no = lying.sku_no AND ${day(ctx.as_of)} >= step.date AND ${day(ctx.as_of)} < step.until
    LEFT JOIN priced ON priced.place_no = lying.place_no AND priced.sku_no = lying.sku_no LEFT JOIN listed ON listed.sku_no = lying.sku_no
)
SELECT store_id, sku_id, product_name, category, batch AS batch_id, CAST(good_until AS VARCHAR) AS expiry_date, CAST(good_until - ${day(ctx.as_of)} AS BIGINT) AS days_to_expiry,
  ${units(raw('costed.on_hand'))} AS on_hand, NULL::DOUBLE AS expected_sales_to_expiry, NULL::DOUBLE AS expected_unsold_units, NULL::DOUBLE AS at_risk_units, NULL::DOUBLE AS at_risk_value, NULL::DOUBLE AS p_unsold,
  NULL::BIGINT AS risk_score, NULL::VARCHAR AS band, NULL::VARCHAR AS status, NULL::VARCHAR AS reasons, CAST(received AS VARCHAR) AS received_date, expiry_from, supplier, NULL::DOUBLE AS qty, NULL::DOUBLE AS daily_units,
  NULL::VARCHAR AS demand_class, NULL::BIGINT AS sell_days, NULL::DOUBLE AS expected_demand, NULL::DOUBLE AS dispersion, NULL::DOUBLE AS ahead_units, NULL::DOUBLE AS needed_units, NULL::BIGINT AS fefo_rank, NULL::BIGINT AS half_life, 1::DOUBLE AS sale_unit,
  coalesce(own, resolved, guessed) AS unit_cost, CASE WHEN own IS NOT NULL THEN 'batch' WHEN resolved IS NOT NULL THEN 'resolved' WHEN guessed IS NOT NULL THEN 'price' END AS cost_basis, NULL::DOUBLE AS stock_value,
  NULL::DOUBLE AS expired_value, NULL::DOUBLE AS undated_value, CAST(counted_on AS VARCHAR) AS counted_on, CAST(${day(ctx.as_of)} - counted_on AS BIGINT) AS count_age, NULL::VARCHAR AS confidence, is_counted
FROM costed JOIN named USING (sku_no) JOIN shops USING (place_no) ORDER BY place_no, sku_no, good_until NULLS LAST, received NULLS FIRST, batch`,
  finish: (rows, ctx) => {
    const assessed: Row[] = []
    for (let from = 0; from < rows.length; ) {
      let to = from
      while (to < rows.length && rows[to]?.store_id === rows[from]?.store_id && rows[to]?.sku_id === rows[from]?.sku_id) to++
      for (const row of assessPlace(rows.slice(from, to), ctx)) assessed.push(row)
      from = to
    }
    const least = Number.NEGATIVE_INFINITY
    return assessed
      .sort(
        (a, b) =>
          Number(b.risk_score ?? least) - Number(a.risk_score ?? least) ||
          Number(b.at_risk_value ?? 0) + Number(b.expired_value) - Number(a.at_risk_value ?? 0) - Number(a.expired_value) ||
          0, // stable: equal ones stay in the order of store, SKU, expiry and batch
      )
      .slice(0, Number(ctx.args.limit))
  },
  warnings: (rows) => {
    const said: string[] = []
    const old = rows.reduce((most, row) => Math.max(most, Number(row.count_age)), 0)
    if (old > OLD_COUNT_DAYS) said.push(`The stock was counted up to ${old} days before the as-of date: count again to be sure.`)
    const undated = rows.filter((row) => row.status === 'UNDATED').length
    if (undated > 0) said.push(`${undated} batches have no expiry date and no score.`)
    return said
  },
})

/** The batches of one store and product, in the order of the rows. */
function assessPlace(rows: readonly Row[], ctx: MetricContext): Row[] {
  const [first] = rows as [Row]
  const as_of = dayNumber(ctx.as_of)
  const place = ctx.demand.at(String(first.store_id), String(first.sku_id))
  const moves = ctx.moves.get(placeKey(first.store_id, first.sku_id)) ?? []
  const counted = rows.map(
    (row): LyingBatch => ({
      batch_id: String(row.batch_id),
      expiry: row.expiry_date === null ? null : dayNumber(String(row.expiry_date)),
      received: row.received_date === null ? null : dayNumber(String(row.received_date)),
      on_hand: Number(row.on_hand),
    }),
  )
  const lying = moves.length === 0 ? counted : rollForward(counted, moves)
  const unit = place?.unit ?? 1
  const category = first.category === null ? null : String(first.category)
  const half_life = halfLife(category)
  const season = place ? seasonOf(ctx.demand, place) : null
  const level = (place?.level ?? 0) / unit
  const usual = place ? expectedDemand({ level, profile: place.profile, season }, as_of) : () => 0
  const multiple = demandMultiple(Number(ctx.args.discount_pct), category)
  const fefo_share = Number(ctx.args.fefo_share)
  const found = assessBatches(lying, {
    as_of,
    removal_lead: Number(ctx.args.removal_lead_days),
    fefo_share,
    half_life,
    unit,
    demand: {
      over: (days) => multiple * usual(days),
      dispersion: (mu) => dispersionOver(place?.phi ?? 1, mu / multiple, level, place?.n_eff ?? 1),
    },
  })
  return found.flatMap((batch, i): Row[] => {
    const row = rows[i] as Row
    const lies = (lying[i] as LyingBatch).on_hand
    if (row.is_counted === false && lies === 0) return []
    const rolled = moves.length > 0
    const reasons = riskReasons({
      batch,
      on_hand: lies,
      expiry_from: row.expiry_from as string | null,
      received_after: lateness(lying[i] as LyingBatch),
      count_age: Number(row.count_age),
      rolled,
      level,
      observed_days: place?.n ?? null,
      demand_class: place?.demand_class ?? null,
      is_seasonal: season !== null,
      fefo_share,
      cost_basis: row.cost_basis as string | null,
    })
    const is_sure = place !== undefined && place.demand_class !== 'new' && place.level > 0 && Number(row.count_age) <= OLD_COUNT_DAYS
    return [
      {
        ...row,
        ...figuresOf(batch, lies, row.unit_cost as number | null),
        reasons,
        daily_units: place?.level ?? 0,
        demand_class: place?.demand_class ?? null,
        half_life,
        sale_unit: unit,
        confidence: is_sure ? 'usual' : 'low',
      },
    ]
  })
}

const lateness = ({ expiry, received }: LyingBatch): number | null => (expiry === null || received === null ? null : received - expiry)

/** The columns that are worked out of a batch after SQL has read it. `on_hand` in base units, `unit_cost` in major units. */
function figuresOf(batch: AssessedBatch, on_hand: number, unit_cost: number | null): Row {
  const worth = (units: number): number | null => (unit_cost === null ? null : units * unit_cost)
  const { outlook } = batch
  return {
    expected_sales_to_expiry: outlook ? batch.qty - outlook.waste : batch.status === 'EXPIRED' ? 0 : null,
    expected_unsold_units: batch.expected_unsold,
    at_risk_units: batch.at_risk_units,
    at_risk_value: batch.at_risk_units === null ? null : batch.at_risk_units === 0 ? 0 : worth(batch.at_risk_units),
    p_unsold: batch.p_unsold,
    risk_score: batch.score,
    band: batch.band,
    status: batch.status,
    qty: batch.qty,
    sell_days: outlook?.sell_days ?? null,
    expected_demand: outlook?.mu ?? null,
    dispersion: outlook?.phi ?? null,
    ahead_units: outlook?.ahead ?? null,
    needed_units: outlook?.needed ?? null,
    fefo_rank: outlook?.fefo_rank ?? null,
    stock_value: worth(Math.max(0, batch.qty)),
    expired_value: batch.status === 'EXPIRED' ? worth(on_hand) : 0,
    undated_value: batch.status === 'UNDATED' ? worth(batch.qty) : 0,
  }
}
