import type { Row } from '../../src/domain/metric'
import { raw } from '../db/sql'
import { dayNumber } from '../models/day-number'
import { seasonOf } from '../models/demand-model'
import { type AssessedBatch, assessBatches, type LyingBatch } from '../risk/assess-batches'
import { demandMultiple } from '../risk/discount-effect'
import { dispersionOver, expectedDemand } from '../risk/expected-demand'
import { OLD_COUNT_DAYS, riskReasons } from '../risk/risk-reasons'
import { halfLife } from '../risk/risk-score'
import { rollForward } from '../risk/roll-forward'
import { BATCH_COLUMNS } from './batch-columns'
import { batchesSql } from './batches-sql'
import { placeKey } from './lying-batches'
import { defineMetric, type MetricContext } from './metric'

export default defineMetric({
  id: 'batch-risk',
  title: 'What will expire',
  definition:
    'Every batch of the last stock count, brought forward by what was sold and bought since: how much of it will not sell before it expires, what that cost, and how pressing it is from 0 to 100. Batches that expire first are taken to be sold first. The most pressing first.',
  needs: ['stock', 'demand'],
  without_sales: true,
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
  sql: (ctx) => batchesSql(ctx),
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
    addFigures(row, batch, lies)
    row.reasons = reasons
    row.daily_units = place?.level ?? 0
    row.demand_class = place?.demand_class ?? null
    row.half_life = half_life
    row.sale_unit = unit
    row.confidence = is_sure ? 'usual' : 'low'
    return [row]
  })
}

const lateness = ({ expiry, received }: LyingBatch): number | null => (expiry === null || received === null ? null : received - expiry)

/** The columns that are worked out of a batch after SQL has read it; `on_hand` in base units. Into the row itself: copies of rows took longer than all the sums. */
function addFigures(row: Row, batch: AssessedBatch, on_hand: number): void {
  const unit_cost = row.unit_cost as number | null
  const worth = (units: number): number | null => (unit_cost === null ? null : units * unit_cost)
  const { outlook } = batch
  row.expected_sales_to_expiry = outlook ? batch.qty - outlook.waste : batch.status === 'EXPIRED' ? 0 : null
  row.expected_unsold_units = batch.expected_unsold
  row.at_risk_units = batch.at_risk_units
  row.at_risk_value = batch.at_risk_units === null ? null : batch.at_risk_units === 0 ? 0 : worth(batch.at_risk_units)
  row.p_unsold = batch.p_unsold
  row.risk_score = batch.score
  row.band = batch.band
  row.status = batch.status
  row.qty = batch.qty
  row.sell_days = outlook?.sell_days ?? null
  row.expected_demand = outlook?.mu ?? null
  row.dispersion = outlook?.phi ?? null
  row.ahead_units = outlook?.ahead ?? null
  row.needed_units = outlook?.needed ?? null
  row.fefo_rank = outlook?.fefo_rank ?? null
  row.stock_value = worth(Math.max(0, batch.qty))
  row.expired_value = batch.status === 'EXPIRED' ? worth(on_hand) : 0
  row.undated_value = batch.status === 'UNDATED' ? worth(batch.qty) : 0
}
