import type { Row } from '../../src/domain/metric'
import { raw, sql } from '../db/sql'
import { countedRows } from './batch-columns'
import batchRisk from './batch-risk.metric'
import { day } from './lines'
import { type ColumnDefinition, defineMetric, type MetricContext } from './metric'
import { sumOf } from './openings'

/** What batches can be put together by, and the condition over lyingBatches for the rows of a group. */
const GROUPS = {
  all: { column: null, of: () => null, where: () => raw('TRUE') },
  store: { column: 'store_id', of: (row: Row) => row.store_id ?? null, where: (key: string | null) => sql`store_id = ${key}` },
  category: {
    column: 'category',
    of: (row: Row) => row.category ?? null,
    where: (key: string | null) =>
      sql`sku_no IN (SELECT sku_no FROM item GROUP BY sku_no HAVING min(category) IS NOT DISTINCT FROM ${key})`,
  },
  supplier: {
    column: 'supplier',
    of: (row: Row) => row.supplier ?? null,
    where: (key: string | null) => sql`supplier IS NOT DISTINCT FROM ${key}`,
  },
  week: {
    column: 'week',
    of: (row: Row) => (row.expiry_date === null ? null : monday(String(row.expiry_date))),
    where: (key: string | null) => (key === null ? raw('good_until IS NULL') : sql`good_until BETWEEN ${day(key)} AND ${day(key)} + 6`),
  },
} as const
type By = keyof typeof GROUPS

function monday(iso: string): string {
  const date = new Date(`${iso}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7))
  return date.toISOString().slice(0, 10)
}

const by = (ctx: MetricContext) => GROUPS[ctx.args.by as By]
const key = (name: string, unit: ColumnDefinition['unit'], title: string, what: string): ColumnDefinition => ({
  name,
  unit,
  title,
  definition: `${what} NULL unless the batches are put together by it.`,
  nullable: true,
})
const sum = (name: string, unit: ColumnDefinition['unit'], title: string, definition: string, nullable = false): ColumnDefinition => ({
  name,
  unit,
  title,
  definition,
  nullable,
  opens: () => ({ like: 'on_hand', rule: `Over the batches of these rows: ${definition.charAt(0).toLowerCase()}${definition.slice(1)}` }),
})

/** Batches that are there and are not billed already. */
const LIE_THERE = new Set(['ACTIVE', 'EXPIRED', 'UNDATED'])

export default defineMetric({
  id: 'risk-summary',
  title: 'What will expire, summed up',
  definition:
    'The batches of “What will expire”, put together by store, category, supplier or week of expiry. Most money at risk first; weeks in their order.',
  needs: batchRisk.needs ?? [],
  params: [
    { name: 'by', type: 'word', default: 'store', options: Object.keys(GROUPS), definition: 'What to put together by.' },
    ...batchRisk.params.filter(({ name }) => name !== 'limit'),
  ],
  columns: [
    key('store_id', 'id', 'Store', 'The store.'),
    key('category', 'text', 'Category', 'Category of the product.'),
    key('supplier', 'text', 'Supplier', 'Supplier of the batch.'),
    key('week', 'date', 'Week', 'Monday of the week in which it expires.'),
    sum('batches', 'count', 'Batches', 'Batches with something on the shelf.'),
    {
      name: 'on_hand',
      unit: 'units',
      title: 'Counted',
      definition: 'Quantity at the last stock count, all batches, also what was billed without stock.',
      nullable: false,
      opens: (ctx, row) => {
        const { column, where } = by(ctx)
        const group = column === null ? null : ((row[column] ?? null) as string | null)
        return {
          ...sumOf({ name: 'contribution', title: 'On hand', unit: 'units', of: raw('qty'), scale: 1000 }),
          lines: countedRows(ctx, where(group)),
        }
      },
    },
    sum('units', 'units', 'On the shelf', 'Units on the shelf, expired and undated ones too.'),
    sum('stock_value', 'money', 'Stock value', 'What is on the shelf at cost. NULL when no cost is known.', true),
    sum('at_risk_units', 'units', 'Will not sell', 'Units that will not sell before they expire.'),
    sum('at_risk_value', 'money', 'Money at risk', 'What the units that will not sell cost. NULL when no cost is known.', true),
    sum('expected_unsold_units', 'units', 'Will not sell (mean)', 'Mean of the units that stay, of what has not expired yet.'),
    sum('expired_units', 'units', 'Expired', 'Units that have expired and are still there.'),
    sum('expired_value', 'money', 'Expired, at cost', 'What the expired units cost. NULL when no cost is known.', true),
    sum('undated_batches', 'count', 'Without a date', 'Batches whose expiry date is not known.'),
    sum('undated_value', 'money', 'Without a date, at cost', 'What the units without a date cost. NULL when no cost is known.', true),
    ...['critical', 'high', 'medium', 'low'].map((band) =>
      sum(band, 'count', band[0]?.toUpperCase() + band.slice(1), `Batches in the band ${band}.`),
    ),
  ],
  keys: { store_id: raw('store_id'), category: raw('category'), supplier: raw('NULL'), week: raw('NULL') },
  of: batchRisk,
  sql: (ctx) => batchRisk.sql(ctx),
  finish: (rows, ctx) => {
    const { column, of } = by(ctx)
    const groups = new Map<string | null, Row[]>()
    for (const row of rows) {
      const name = of(row) as string | null
      const own = groups.get(name)
      if (own) own.push(row)
      else groups.set(name, [row])
    }
    const summed = [...groups].map(([name, own]) => summary(own, column, name))
    if (ctx.args.by === 'week') return summed.sort((a, b) => order(a.week ?? '9999', b.week ?? '9999'))
    return summed.sort(
      (a, b) =>
        Number(b.at_risk_value ?? 0) - Number(a.at_risk_value ?? 0) || order(String(a[column ?? ''] ?? ''), String(b[column ?? ''] ?? '')),
    )
  },
})

const order = (a: unknown, b: unknown): number => (String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0)

function summary(all: readonly Row[], column: string | null, name: string | null): Row {
  const there = all.filter(({ status }) => LIE_THERE.has(String(status)))
  const total = (rows: readonly Row[], of: string) => rows.reduce((sum, row) => sum + Number(row[of] ?? 0), 0)
  /** null when there are batches and none has a cost */
  const money = (of: string) => (there.length > 0 && there.every(({ unit_cost }) => unit_cost === null) ? null : total(there, of))
  const expired = there.filter(({ status }) => status === 'EXPIRED')
  const active = there.filter(({ status }) => status === 'ACTIVE')
  const band = (word: string) => there.filter((row) => row.band === word).length
  return {
    store_id: null,
    category: null,
    supplier: null,
    week: null,
    ...(column !== null && { [column]: name }),
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
