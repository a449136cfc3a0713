import type { Row } from '../../src/domain/metric'
import { raw } from '../db/sql'
import { byName, COUNT_COLUMNS, groupColumns, grouped, groupParams, knownMoney, liesThere, NO_COST, sumColumn } from './batch-groups'
import batchRisk from './batch-risk.metric'
import { defineMetric } from './metric'

export default defineMetric({
  id: 'risk-summary',
  title: 'What will expire, summed up',
  definition:
    'The batches of “What will expire”, put together by store, category, supplier or week of expiry. Most money at risk first; weeks in their order.',
  needs: batchRisk.needs ?? [],
  without_sales: true,
  params: groupParams('all', 'store', 'category', 'supplier', 'week'),
  columns: [
    ...groupColumns('store', 'category', 'supplier', 'week'),
    ...COUNT_COLUMNS,
    sumColumn('units', 'units', 'On the shelf', 'Units on the shelf, expired and undated ones too.'),
    sumColumn('stock_value', 'money', 'Stock value', 'What is on the shelf at cost.', NO_COST),
    sumColumn('at_risk_units', 'units', 'Will not sell', 'Units that will not sell before they expire.'),
    sumColumn('at_risk_value', 'money', 'Money at risk', 'What the units that will not sell cost.', NO_COST),
    sumColumn('expected_unsold_units', 'units', 'Will not sell (mean)', 'Mean of the units that stay, of what has not expired yet.'),
    sumColumn('expired_units', 'units', 'Expired', 'Units that have expired and are still there.'),
    sumColumn('expired_value', 'money', 'Expired, at cost', 'What the expired units cost.', NO_COST),
    sumColumn('undated_batches', 'count', 'Without a date', 'Batches whose expiry date is not known.'),
    sumColumn('undated_value', 'money', 'Without a date, at cost', 'What the units without a date cost.', NO_COST),
    ...['critical', 'high', 'medium', 'low'].map((band) =>
      sumColumn(band, 'count', band[0]?.toUpperCase() + band.slice(1), `Batches in the band ${band}.`),
    ),
  ],
  keys: { store_id: raw('store_id'), category: raw('category'), supplier: raw('NULL'), week: raw('NULL') },
  of: batchRisk,
  sql: (ctx) => batchRisk.sql(ctx),
  finish: (rows, ctx) => {
    const groups = grouped(rows, ctx, (row) => row).map(({ key, name, items }) => ({ name, row: summary(items, key) }))
    groups.sort((a, b) =>
      ctx.args.by === 'week'
        ? byName(a.name || '9999', b.name || '9999')
        : Number(b.row.at_risk_value ?? 0) - Number(a.row.at_risk_value ?? 0) || byName(a.name, b.name),
    )
    return groups.map(({ row }) => row)
  },
})

function summary(all: readonly Row[], key: Row): Row {
  const there = all.filter(liesThere)
  const total = (rows: readonly Row[], of: string) => rows.reduce((sum, row) => sum + Number(row[of] ?? 0), 0)
  const money = (of: string) => knownMoney(there, total(there, of))
  const expired = there.filter(({ status }) => status === 'EXPIRED')
  const active = there.filter(({ status }) => status === 'ACTIVE')
  const band = (word: string) => there.filter((row) => row.band === word).length
  return {
    store_id: null,
    category: null,
    supplier: null,
    week: null,
    ...key,
    batches: there.length,
    on_hand: total(all, 'on_hand'),
    units: total(there, 'qty'),
    stock_value: money('stock_value'),
    at_risk_units: total(there, 'at_risk_units'),
    at_risk_value: money('at_risk_value'),
    expected_unsold_units: total(active, 'expected_unsold_units'),
    expired_units: total(expired, 'qty'),
    expired_value: money('expired_value'),
    undated_batches: there.length - expired.length - active.length,
    undated_value: money('undated_value'),
    critical: band('critical'),
    high: band('high'),
    medium: band('medium'),
    low: band('low'),
  }
}
