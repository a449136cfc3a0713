import type { MetricParam, Row } from '../../src/domain/metric'
import { raw, sql } from '../db/sql'
import { countedRows } from './batch-columns'
import batchRisk from './batch-risk.metric'
import { day } from './lines'
import type { ColumnDefinition, MetricContext } from './metric'
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
export type Grouping = keyof typeof GROUPS

function monday(iso: string): string {
  const date = new Date(`${iso}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7))
  return date.toISOString().slice(0, 10)
}

const groupingOf = (ctx: MetricContext) => GROUPS[ctx.args.by as Grouping]

/** `by`, and what batch-risk itself can be asked with: a sum has no limit. */
export const groupParams = (...options: readonly Grouping[]): MetricParam[] => [
  { name: 'by', type: 'word', default: 'store', options: [...options], definition: 'What to put together by.' },
  ...batchRisk.params.filter(({ name }) => name !== 'limit'),
]

const WORDS: Record<Exclude<Grouping, 'all'>, [ColumnDefinition['unit'], string, string]> = {
  store: ['id', 'Store', 'The store.'],
  category: ['text', 'Category', 'Category of the product.'],
  supplier: ['text', 'Supplier', 'Supplier of the batch.'],
  week: ['date', 'Week', 'Monday of the week in which it expires.'],
}

/** The columns that name a group, one for each way of putting together. */
export const groupColumns = (...groupings: readonly Exclude<Grouping, 'all'>[]): ColumnDefinition[] =>
  groupings.map((grouping) => {
    const [unit, title, what] = WORDS[grouping]
    return {
      name: GROUPS[grouping].column,
      unit,
      title,
      definition: `${what} NULL unless the batches are put together by it.`,
      nullable: true,
    }
  })

/** What the last stock counts say of a group. */
export const COUNTED_COLUMN: ColumnDefinition = {
  name: 'on_hand',
  unit: 'units',
  title: 'Counted',
  definition: 'Quantity at the last stock count, all batches, also what was billed without stock.',
  nullable: false,
  opens: (ctx, row) => {
    const { column, where } = groupingOf(ctx)
    return {
      ...sumOf({ name: 'contribution', title: 'On hand', unit: 'units', of: raw('qty'), scale: 1000 }),
      lines: countedRows(ctx, where(column === null ? null : ((row[column] ?? null) as string | null))),
    }
  },
}

/** Whether a row of batch-risk is of the group that a result row is about. */
export function isInGroup(ctx: MetricContext, group: Row, row: Row): boolean {
  const { column, of } = groupingOf(ctx)
  return column === null || of(row) === (group[column] ?? null)
}

/** Items put together as asked, in the order of the first of each group. `row_of`: the row of batch-risk that an item is about. `key` goes into the group's row. */
export function groupedBy<T>(items: readonly T[], ctx: MetricContext, row_of: (item: T) => Row): { key: Row; name: string; items: T[] }[] {
  const { column, of } = groupingOf(ctx)
  const groups = new Map<string | null, T[]>()
  for (const item of items) {
    const name = of(row_of(item)) as string | null
    const own = groups.get(name)
    if (own) own.push(item)
    else groups.set(name, [item])
  }
  return [...groups].map(([name, own]) => ({ key: column === null ? {} : { [column]: name }, name: name ?? '', items: own }))
}

/** Batches that are there and are not billed already. */
export const liesThere = ({ status }: Row): boolean => status === 'ACTIVE' || status === 'EXPIRED' || status === 'UNDATED'

/** A sum of money over batches: not known when there are some and none has a cost. */
export const knownMoney = (there: readonly Row[], money: number): number | null =>
  there.length > 0 && there.every(({ unit_cost }) => unit_cost === null) ? null : money

export const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
