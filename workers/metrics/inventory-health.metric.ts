import type { Row } from '../../src/domain/metric'
import { raw, sql } from '../db/sql'
import { byName, COUNTED_COLUMN, groupColumns, groupParams, liesThere } from './batch-groups'
import batchRisk from './batch-risk.metric'
import { type BatchSum, groupsOf, openSums, sumColumns } from './batch-sums'
import { batchesSql } from './batches-sql'
import { deadPlaces } from './dead-places'
import { defineMetric, type MetricContext, type MetricDefinition } from './metric'
import { BUCKETS, type Bucket, type BucketedBatch, stockBuckets } from './stock-buckets'
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

const cost =
  (...buckets: readonly Bucket[]) =>
  ({ row, units }: BucketedBatch): number | null =>
    row.unit_cost === null ? null : buckets.reduce((sum, bucket) => sum + Number(row.unit_cost) * units[bucket], 0)
const bucket = (name: Bucket, title: string, what: string): BatchSum<BucketedBatch> => ({
  name,
  unit: 'money',
  title,
  what,
  amount: cost(name),
})

const HEALTHY = bucket('healthy', 'Healthy', 'Cost of what is neither expired, nor at risk, nor dead, nor too much.')
const TOTAL: BatchSum<BucketedBatch> = {
  name: 'total',
  unit: 'money',
  title: 'In all',
  what: 'Cost of what is on the shelf: the sum of the five buckets.',
  amount: cost(...BUCKETS),
}
const SUMMED = {
  sums: [
    {
      name: 'batches',
      unit: 'count',
      title: 'Batches',
      what: 'Batches with something on the shelf.',
      amount: ({ row }) => (liesThere(row) ? 1 : null),
    },
    HEALTHY,
    bucket(
      'excess',
      'Too much',
      'Cost of what is beyond the sales of the days that stock may cover, and in no bucket before; what is sold last is taken first.',
    ),
    bucket('dead', 'Not selling', 'Cost of what has not sold in its store for too long, and is neither expired nor at risk.'),
    bucket('at_risk', 'At risk', 'Cost of the units that will not sell before they expire.'),
    bucket('expired', 'Expired', 'Cost of the units that have expired and are still there.'),
    TOTAL,
    {
      name: 'uncosted_units',
      unit: 'units',
      title: 'Without a cost',
      what: 'Units on the shelf whose cost nobody knows; they are in no bucket.',
      amount: ({ row, units }) => (row.unit_cost === null ? BUCKETS.reduce((sum, name) => sum + units[name], 0) : null),
    },
  ] satisfies BatchSum<BucketedBatch>[],
  batches: (rows: readonly Row[], ctx: MetricContext) => stockBuckets(rows, Number(ctx.args.excess_days)),
  row: ({ row }: BucketedBatch) => row,
}

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
    COUNTED_COLUMN,
    ...sumColumns(SUMMED),
    {
      name: 'health',
      unit: 'ratio',
      title: 'Healthy stock',
      definition: 'Cost of what is healthy ÷ cost of all. NULL when there is none.',
      nullable: true,
      opens: async (ctx, row) => ({
        ...(await openSums(ctx, row, SUMMED, [HEALTHY, TOTAL])),
        combine: ([healthy = 0, total = 0]) => (total > 0 ? healthy / total : null),
        rule: 'The cost of what is healthy, divided by the cost of all.',
      }),
    },
  ],
  keys: { store_id: raw('store_id'), category: raw('category'), supplier: raw('NULL') },
  of: batches,
  sql: (ctx) => batches.sql(ctx),
  finish: (rows, ctx) =>
    groupsOf(SUMMED, rows, ctx)
      .sort((a, b) => Number(b.row.total ?? 0) - Number(a.row.total ?? 0) || byName(a.name, b.name))
      .map(({ row }) => ({ store_id: null, category: null, supplier: null, ...row, health: healthOf(row) })),
})

const healthOf = ({ healthy, total }: Row): number | null => (Number(total) > 0 ? Number(healthy) / Number(total) : null)
