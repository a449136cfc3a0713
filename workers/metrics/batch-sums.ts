import type { Row } from '../../src/domain/metric'
import { amountPart, type BatchFigure, rowsWith } from './batch-amounts'
import { groupedBy, isInGroup, knownMoney, liesThere } from './batch-groups'
import type { ColumnDefinition, MetricContext, Opening, SumPart } from './metric'

/** A figure of a group of batches: what each batch adds to it, null where it takes no part. */
export interface BatchSum<T> extends BatchFigure {
  what: string
  amount: (batch: T) => number | null
}

/** What the figures of a metric are summed up from. `batches`: out of the rows of batch-risk, `row`: the one that a batch is about. */
interface Summed<T> {
  sums: readonly BatchSum<T>[]
  batches: (rows: readonly Row[], ctx: MetricContext) => readonly T[]
  row: (batch: T) => Row
}

const NO_COST = 'NULL when no cost is known.'

/** Each sum as a column that opens to the stock rows of its batches, with what each adds. */
export const sumColumns = <T>(summed: Summed<T>): ColumnDefinition[] =>
  summed.sums.map((sum) => ({
    name: sum.name,
    unit: sum.unit,
    title: sum.title,
    definition: sum.unit === 'money' ? `${sum.what} ${NO_COST}` : sum.what,
    nullable: sum.unit === 'money',
    opens: (ctx, row) => openSums(ctx, row, summed, [sum]),
  }))

/** The sums of `names` in one opening. */
export async function openSums<T>(
  ctx: MetricContext,
  row: Row,
  { batches, row: rowOf }: Summed<T>,
  sums: readonly BatchSum<T>[],
): Promise<Opening> {
  const own = batches(await ctx.below(), ctx).filter((batch) => isInGroup(ctx, row, rowOf(batch)))
  const [first, ...others] = sums.map(amountPart)
  return {
    parts: [first as SumPart, ...others],
    rule: 'What each batch of these rows adds, summed up; a batch of several rows is on the one with most.',
    lines: rowsWith(
      ctx,
      own.map((batch) => ({ row: rowOf(batch), amounts: sums.map(({ amount }) => amount(batch) ?? 0) })),
      sums.length,
    ),
  }
}

/** The figures of a group, by name. */
function sumsOf<T>({ sums, row }: Summed<T>, batches: readonly T[]): Row {
  const there = batches.map(row).filter(liesThere)
  return Object.fromEntries(
    sums.map(({ name, unit, amount }) => {
      const total = batches.reduce((sum, batch) => sum + (amount(batch) ?? 0), 0)
      return [name, unit === 'money' ? knownMoney(there, total) : total]
    }),
  )
}

/** The groups of a summing metric, each with its key, what was counted of it and its sums. */
export const groupsOf = <T>(summed: Summed<T>, rows: readonly Row[], ctx: MetricContext): { name: string; row: Row }[] =>
  groupedBy(summed.batches(rows, ctx), ctx, summed.row).map(({ key, name, items }) => ({
    name,
    row: { ...key, on_hand: items.reduce((sum, item) => sum + Number(summed.row(item).on_hand), 0), ...sumsOf(summed, items) },
  }))
