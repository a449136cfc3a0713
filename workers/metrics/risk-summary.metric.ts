import type { Row } from '../../src/domain/metric'
import { raw } from '../db/sql'
import { byName, COUNTED_COLUMN, groupColumns, groupParams, liesThere } from './batch-groups'
import batchRisk from './batch-risk.metric'
import { type BatchSum, groupsOf, sumColumns } from './batch-sums'
import { defineMetric } from './metric'

const where =
  (is_counted: (row: Row) => boolean, column?: string) =>
  (row: Row): number | null => {
    if (!is_counted(row)) return null
    return column === undefined ? 1 : Number(row[column] ?? 0)
  }
const is = (status: string) => (row: Row) => row.status === status

const SUMS: readonly BatchSum<Row>[] = [
  { name: 'batches', unit: 'count', title: 'Batches', what: 'Batches with something on the shelf.', amount: where(liesThere) },
  {
    name: 'units',
    unit: 'units',
    title: 'On the shelf',
    what: 'Units on the shelf, expired and undated ones too.',
    amount: where(liesThere, 'qty'),
  },
  {
    name: 'stock_value',
    unit: 'money',
    title: 'Stock value',
    what: 'What is on the shelf at cost.',
    amount: where(liesThere, 'stock_value'),
  },
  {
    name: 'at_risk_units',
    unit: 'units',
    title: 'Will not sell',
    what: 'Units that will not sell before they expire.',
    amount: where(liesThere, 'at_risk_units'),
  },
  {
    name: 'at_risk_value',
    unit: 'money',
    title: 'Money at risk',
    what: 'What the units that will not sell cost.',
    amount: where(liesThere, 'at_risk_value'),
  },
  {
    name: 'expected_unsold_units',
    unit: 'units',
    title: 'Will not sell (mean)',
    what: 'Mean of the units that stay, of what has not expired yet.',
    amount: where(is('ACTIVE'), 'expected_unsold_units'),
  },
  {
    name: 'expired_units',
    unit: 'units',
    title: 'Expired',
    what: 'Units that have expired and are still there.',
    amount: where(is('EXPIRED'), 'qty'),
  },
  {
    name: 'expired_value',
    unit: 'money',
    title: 'Expired, at cost',
    what: 'What the expired units cost.',
    amount: where(liesThere, 'expired_value'),
  },
  {
    name: 'undated_batches',
    unit: 'count',
    title: 'Without a date',
    what: 'Batches whose expiry date is not known.',
    amount: where(is('UNDATED')),
  },
  {
    name: 'undated_value',
    unit: 'money',
    title: 'Without a date, at cost',
    what: 'What the units without a date cost.',
    amount: where(liesThere, 'undated_value'),
  },
  ...['critical', 'high', 'medium', 'low'].map(
    (band): BatchSum<Row> => ({
      name: band,
      unit: 'count',
      title: band[0]?.toUpperCase() + band.slice(1),
      what: `Batches in the band ${band}.`,
      amount: where((row) => liesThere(row) && row.band === band),
    }),
  ),
]
const SUMMED = { sums: SUMS, batches: (rows: readonly Row[]) => rows, row: (row: Row) => row }

export default defineMetric({
  id: 'risk-summary',
  title: 'What will expire, summed up',
  definition:
    'The batches of “What will expire”, put together by store, category, supplier or week of expiry. Most money at risk first; weeks in their order.',
  needs: batchRisk.needs ?? [],
  without_sales: true,
  params: groupParams('all', 'store', 'category', 'supplier', 'week'),
  columns: [...groupColumns('store', 'category', 'supplier', 'week'), COUNTED_COLUMN, ...sumColumns(SUMMED)],
  keys: { store_id: raw('store_id'), category: raw('category'), supplier: raw('NULL'), week: raw('NULL') },
  of: batchRisk,
  sql: (ctx) => batchRisk.sql(ctx),
  finish: (rows, ctx) =>
    groupsOf(SUMMED, rows, ctx)
      .sort((a, b) =>
        ctx.args.by === 'week'
          ? byName(a.name || '9999', b.name || '9999')
          : Number(b.row.at_risk_value ?? 0) - Number(a.row.at_risk_value ?? 0) || byName(a.name, b.name),
      )
      .map(({ row }) => ({ store_id: null, category: null, supplier: null, week: null, ...row })),
})
