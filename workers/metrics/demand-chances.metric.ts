import { raw, type Sql, sql } from '../db/sql'
import { dayNumber } from '../models/day-number'
import { type PlaceDemand, seasonOf } from '../models/demand-model'
import { binChance, demandBins } from '../risk/demand-bins'
import { demandMultiple } from '../risk/discount-effect'
import { dispersionOver, expectedDemand } from '../risk/expected-demand'
import type { LevelDay } from '../risk/level-days'
import { PRIOR_DAYS } from '../risk/place-series'
import batchRisk from './batch-risk.metric'
import { defineMetric, type MetricContext, type Opening } from './metric'
import { STORE_COLUMN } from './product-columns'

const BINS = 40

export default defineMetric({
  id: 'demand-chances',
  title: 'What may sell of a batch’s product',
  definition:
    'How likely it is that customers ask for so many units of a product in a store in the days that one batch has left: the distribution behind its risk. Of the batch that is named, in the store and for the product that the filter names.',
  needs: batchRisk.needs ?? [],
  without_sales: true,
  params: [
    { name: 'batch', type: 'word', default: '', definition: 'Number of the batch.' },
    { name: 'expiry', type: 'word', default: '', definition: 'Its expiry date.' },
    ...batchRisk.params.filter(({ name }) => name !== 'limit'),
  ],
  columns: [
    STORE_COLUMN,
    { name: 'sku_id', unit: 'id', title: 'SKU', definition: 'Identity of the product over all files.', nullable: false },
    {
      name: 'from_units',
      unit: 'units',
      title: 'From',
      definition: 'Units asked for, from.',
      nullable: false,
      opens: () => ({ like: 'chance', rule: 'Equal steps over what is likely.' }),
    },
    {
      name: 'to_units',
      unit: 'units',
      title: 'To',
      definition: 'Units asked for, to.',
      nullable: false,
      opens: () => ({ like: 'chance', rule: 'Equal steps over what is likely.' }),
    },
    {
      name: 'chance',
      unit: 'ratio',
      title: 'Chance',
      definition:
        'Chance that so many units are asked for: negative binomial with the mean and the dispersion of the batch, Poisson where that is 1. The first and the last step hold what is beyond.',
      nullable: false,
      opens: async (ctx, row) => {
        const place = ctx.demand.at(String(row.store_id), String(row.sku_id))
        const days = place ? await ctx.levelDays(place) : []
        return {
          parts: place && isSeldom(place) ? [SOLD_PART, CHANCE_PART] : [SOLD_PART],
          combine: (sums) => (place ? chanceFrom(place, sums, ctx, Number(row.from_units)) : Number(row.from_units === 0)),
          rule: ruleOf(place),
          lines: weighedLines(String(row.store_id), String(row.sku_id), days),
        }
      },
    },
    {
      name: 'is_enough',
      unit: 'flag',
      title: 'All of it sells',
      definition: 'Whether so many units are enough for all of the batch to sell, after the batches before it.',
      nullable: false,
    },
  ],
  keys: { store_id: raw('store_id'), sku_id: raw('sku_id'), from_units: raw('NULL') },
  of: batchRisk,
  sql: (ctx) => batchRisk.sql(ctx),
  finish: (rows, ctx) => {
    const row = rows.find(({ batch_id, expiry_date }) => batch_id === ctx.args.batch && (expiry_date ?? '') === ctx.args.expiry)
    if (!row || row.expected_demand === null) return []
    const unit = Number(row.sale_unit)
    return demandBins(Number(row.expected_demand) / unit, Number(row.dispersion), BINS).map(({ from, to, chance }) => ({
      store_id: row.store_id ?? null,
      sku_id: row.sku_id ?? null,
      from_units: from * unit,
      to_units: to * unit,
      chance,
      is_enough: to >= Math.ceil(Number(row.needed_units) / unit - 1e-9),
    }))
  },
})

/** Smoothed weights are small, so they are kept to twelve digits. */
const SCALE = 1_000_000_000_000
const SOLD_PART: Opening['parts'][0] = {
  name: 'contribution',
  title: 'Adds to what a day sells',
  unit: 'number',
  of: raw(`CASE WHEN line_type = 'SALE' THEN CAST(round(CAST(qty AS DOUBLE) * ${SCALE / 1000} * per_unit) AS HUGEINT) END`),
  scale: SCALE,
}
const CHANCE_PART: Opening['parts'][0] = {
  name: 'chance_of_a_sale',
  title: 'Adds to the chance of a sale',
  unit: 'number',
  of: raw(`CASE WHEN line_type = 'SALE' AND row_number() OVER (PARTITION BY date, line_type ORDER BY dataset_id, row_no) = 1
    THEN CAST(round(sale_chance * ${SCALE}) AS HUGEINT) END`),
  scale: SCALE,
}

const isSeldom = ({ way, demand_class }: PlaceDemand): boolean =>
  way === 'model' && (demand_class === 'intermittent' || demand_class === 'lumpy')

function ruleOf(place: PlaceDemand | undefined): string {
  if (!place) return 'The product was never seen in the store, so nobody is expected to ask for it.'
  const then =
    'Times the weekdays, the season and the days that are left that is the mean; with how unevenly days sell it gives the chance.'
  if (place.way === 'ma28') return `An average day is the sum of the contributions: the last 28 days, each weighing the same. ${then}`
  if (place.demand_class === 'new')
    return `An average day is (${PRIOR_DAYS} × what products like it sell + the sum of the contributions) ÷ (${PRIOR_DAYS} + days observed). ${then}`
  if (isSeldom(place))
    return `An average day is the chance of a sale × its size, the two sums of the contributions; newer days weigh more. ${then}`
  return `An average day is the sum of the contributions: each sale times the weight of its day, newer days weighing more. ${then}`
}

/** The sales of a product in a store on the days that its level is of, with what they weigh there. */
function weighedLines(store_id: string, sku_id: string, days: readonly LevelDay[]): Sql {
  if (days.length === 0) return sql`(SELECT *, 0::DOUBLE AS per_unit, 0::DOUBLE AS sale_chance FROM sales_line WHERE FALSE)`
  return sql`(SELECT line.*, per_unit, sale_chance FROM sales_line line JOIN (
    SELECT unnest(${days.map(({ at }) => at)}) AS day, CAST(unnest(${days.map(({ per_unit }) => per_unit)}) AS DOUBLE) AS per_unit,
      CAST(unnest(${days.map(({ chance }) => chance)}) AS DOUBLE) AS sale_chance
  ) weights ON line.date - DATE '1970-01-01' = day WHERE store_id = ${store_id} AND sku_id = ${sku_id})`
}

/** The chance again from the sums of the rows alone; shape, weekdays and season are the product's. Everything in counting units. */
function chanceFrom(place: PlaceDemand, [sold = 0, chance = 0]: readonly number[], ctx: MetricContext, from_units: number): number | null {
  const { unit, profile, phi, n_eff, n, prior, way, demand_class } = place
  const { args } = ctx
  const level = isSeldom(place)
    ? (sold * chance) / unit
    : way === 'model' && demand_class === 'new'
      ? (PRIOR_DAYS * (prior ?? 0) + sold) / (PRIOR_DAYS + n) / unit
      : sold / unit
  const as_of = dayNumber(ctx.as_of)
  const sell_days = Math.max(0, dayNumber(String(args.expiry)) - as_of - Number(args.removal_lead_days))
  const meanOf = (a_day: number) => expectedDemand({ level: a_day, profile, season: seasonOf(ctx.demand, place) }, as_of)(sell_days)
  const multiple = demandMultiple(Number(args.discount_pct), place.category)
  const spread = dispersionOver(phi, meanOf(level), level, n_eff)
  // where the steps lie is how the chart is drawn; how likely each is follows from the rows
  const drawn = meanOf(place.level / unit)
  const bins = demandBins(multiple * drawn, dispersionOver(phi, drawn, place.level / unit, n_eff), BINS)
  const i = bins.findIndex(({ from }) => from * unit === from_units)
  return i < 0 ? null : binChance(multiple * meanOf(level), spread, bins, i)
}
