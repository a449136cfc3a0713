import type { Row } from '../../src/domain/metric'
import { raw, sql } from '../db/sql'
import { byName, COUNT_COLUMNS, groupColumns, grouped, groupParams, knownMoney, liesThere, NO_COST, sumColumn } from './batch-groups'
import batchRisk from './batch-risk.metric'
import { batchesSql } from './batches-sql'
import { deadPlaces } from './dead-places'
import { defineMetric, type MetricDefinition } from './metric'
import { BUCKETS, type BucketedBatch, stockBuckets } from './stock-buckets'
import { DEAD_DAYS, EXCESS_DAYS } from './stock-params'

/** Every batch, and whether its product is dead in its store by the rule of dead-stock. */
const batches: MetricDefinition = {
  ...batchRisk,
  columns: [
    ...batchRisk.columns,
    {
      name: 'is_dead',
      unit: 'flag',
      title: 'Dead',
      definition: 'Whether its product has not sold in its store for too long.',
      nullable: false,
    },
  ],
  sql: (ctx) =>
    batchesSql(
      ctx,
      sql`, (place_no, sku_no) IN (SELECT (place_no, sku_no) FROM ${deadPlaces(ctx, Number(ctx.args.dead_days))}) AS is_dead`,
    ),
}

const bucket = (name: string, title: string, what: string) => sumColumn(name, 'money', title, what, NO_COST)

export default defineMetric({
  id: 'inventory-health',
  title: 'How the stock stands',
  definition:
    'What lies in the shop at cost, every unit in one of five buckets: expired, at risk of expiring unsold, not selling at all, more than sells in the days that stock may cover, or healthy. Put together by store, category or supplier. Most money in stock first.',
  needs: batchRisk.needs ?? [],
  without_sales: true,
  params: [...groupParams('all', 'store', 'category', 'supplier'), EXCESS_DAYS, DEAD_DAYS],
  columns: [
    ...groupColumns('store', 'category', 'supplier'),
    ...COUNT_COLUMNS,
    bucket('healthy', 'Healthy', 'Cost of what is neither expired, nor at risk, nor dead, nor too much.'),
    bucket(
      'excess',
      'Too much',
      'Cost of what is beyond the sales of the days that stock may cover, and in no bucket before; what is sold last is taken first.',
    ),
    bucket('dead', 'Not selling', 'Cost of what has not sold in its store for too long, and is neither expired nor at risk.'),
    bucket('at_risk', 'At risk', 'Cost of the units that will not sell before they expire.'),
    bucket('expired', 'Expired', 'Cost of the units that have expired and are still there.'),
    bucket('total', 'In all', 'Cost of what is on the shelf: the sum of the five buckets.'),
    sumColumn('health', 'ratio', 'Healthy stock', 'Cost of what is healthy ÷ cost of all.', 'NULL when there is none.'),
    sumColumn('uncosted_units', 'units', 'Without a cost', 'Units on the shelf whose cost nobody knows; they are in no bucket.'),
  ],
  keys: { store_id: raw('store_id'), category: raw('category'), supplier: raw('NULL') },
  of: batches,
  sql: (ctx) => batches.sql(ctx),
  finish: (rows, ctx) =>
    grouped(stockBuckets(rows, Number(ctx.args.excess_days)), ctx, ({ row }) => row)
      .map(({ key, name, items }) => ({ name, row: healthOf(items, key) }))
      .sort((a, b) => Number(b.row.total ?? 0) - Number(a.row.total ?? 0) || byName(a.name, b.name))
      .map(({ row }) => row),
})

function healthOf(all: readonly BucketedBatch[], key: Row): Row {
  const there = all.map(({ row }) => row).filter(liesThere)
  const sums = { healthy: 0, excess: 0, dead: 0, at_risk: 0, expired: 0 }
  let uncosted_units = 0
  for (const { row, units } of all)
    for (const name of BUCKETS) {
      if (row.unit_cost === null) uncosted_units += units[name]
      else sums[name] += Number(row.unit_cost) * units[name]
    }
  const total = sums.healthy + sums.excess + sums.dead + sums.at_risk + sums.expired
  const known = (money: number) => knownMoney(there, money)
  return {
    store_id: null,
    category: null,
    supplier: null,
    ...key,
    batches: there.length,
    on_hand: all.reduce((sum, { row }) => sum + Number(row.on_hand), 0),
    healthy: known(sums.healthy),
    excess: known(sums.excess),
    dead: known(sums.dead),
    at_risk: known(sums.at_risk),
    expired: known(sums.expired),
    total: known(total),
    health: total > 0 ? sums.healthy / total : null,
    uncosted_units,
  }
}
