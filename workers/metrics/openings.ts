import type { Row } from '../../src/domain/metric'
import { raw, type Sql, sql } from '../db/sql'
import { day, inDays } from './lines'
import type { Args, MetricContext, Opening, SumPart } from './metric'
import type { Period } from './period'

/** What a line adds to each base figure. A bill is (store_id, date, transaction_id): shops start their numbers again every day. */
export const REVENUE_PART: SumPart = { name: 'contribution', title: 'Revenue', unit: 'money', of: raw('net_ex_tax'), scale: 10000 }
export const UNITS_PART: SumPart = { name: 'contribution', title: 'Units', unit: 'units', of: raw('qty'), scale: 1000 }
export const UNITS_SOLD_PART: SumPart = {
  name: 'contribution',
  title: 'Units sold',
  unit: 'units',
  of: raw(`CASE WHEN line_type = 'SALE' THEN qty END`),
  scale: 1000,
}
export const RETURNS_PART: SumPart = {
  name: 'contribution',
  title: 'Returns',
  unit: 'money',
  of: raw(`CASE WHEN line_type = 'RETURN' THEN -net_ex_tax END`),
  scale: 10000,
}
/** 1 on the first SALE line of each bill. */
export const ORDERS_PART: SumPart = {
  name: 'contribution',
  title: 'Orders',
  unit: 'count',
  of: raw(`CASE WHEN line_type = 'SALE' AND transaction_id IS NOT NULL
    AND row_number() OVER (PARTITION BY store_id, date, transaction_id, line_type ORDER BY dataset_id, row_no) = 1 THEN 1 END`),
  scale: 1,
}
/** The amounts of the bills that count as orders, with the returns booked on the same bill. */
export const BILL_REVENUE_PART: SumPart = {
  name: 'contribution',
  title: 'Revenue on bills',
  unit: 'money',
  of: raw(`CASE WHEN transaction_id IS NOT NULL
    AND bool_or(line_type = 'SALE') OVER (PARTITION BY store_id, date, transaction_id) THEN net_ex_tax END`),
  scale: 10000,
}
export const LINES_PART: SumPart = { name: 'contribution', title: 'Lines', unit: 'count', of: raw('1'), scale: 1 }

export const SUM_RULE = 'The sum of the contributions.'
export const ORDERS_RULE = 'One for each bill with a sale; the row shown is the bill’s first sale line.'

export const sumOf = (part: SumPart, rule = SUM_RULE): Opening => ({ parts: [part], rule })

/** The part that the `metric` argument chooses: revenue, units or orders. */
export function partFor(args: Args): SumPart {
  if (args.metric === 'units') return UNITS_PART
  return args.metric === 'orders' ? ORDERS_PART : REVENUE_PART
}
export const ruleFor = (args: Args): string => (args.metric === 'orders' ? ORDERS_RULE : SUM_RULE)

/** The part under another name, over the lines of one side only. */
export function partOn(part: SumPart, name: string, title: string, side: Sql): SumPart {
  return { ...part, name, title, of: sql`CASE WHEN ${side} THEN ${part.of} END` }
}

/** The lines of some days of the scope. */
export const scopeIn = (ctx: MetricContext, { from, to }: Period): Sql =>
  sql`(SELECT * FROM ${ctx.scope} WHERE date BETWEEN ${day(from)} AND ${day(to)})`

/** (now - before) / |before| of one part, opened into both periods. */
export function changeOf(ctx: MetricContext, part: SumPart, now: Period, before: Period): Opening {
  return {
    parts: [
      partOn(part, 'contribution', `${part.title}, this period`, inDays(now)),
      partOn(part, 'compared', `${part.title}, compared period`, inDays(before)),
    ],
    combine: ([v = 0, p = 0]) => changeRatio(v, p),
    rule: '(this period − compared period) ÷ |compared period|.',
    lines: sql`(SELECT * FROM ${ctx.scope} WHERE ${inDays(now)} OR ${inDays(before)})`,
  }
}

/** (v - p) / |p|, null for p = 0. */
export const changeRatio = (v: number, p: number): number | null => (p === 0 ? null : (v - p) / Math.abs(p))

/** A share of the groups with revenue above 0: this group's lines over the lines of all such groups. */
export function shareOf(ctx: MetricContext, key: Sql, column: string, row: Row): Opening {
  const mine = row[column] ?? null
  return {
    parts: [
      { ...REVENUE_PART, of: sql`CASE WHEN ${key} IS NOT DISTINCT FROM ${mine} THEN net_ex_tax END` },
      {
        ...REVENUE_PART,
        name: 'whole',
        title: 'Revenue of all',
        of: sql`CASE WHEN sum(net_ex_tax) OVER (PARTITION BY ${key}) > 0 THEN net_ex_tax END`,
      },
    ],
    combine: ([part = 0, whole = 0]) => (part > 0 && whole > 0 ? part / whole : null),
    rule: 'The sum of its own contributions ÷ the sum over all with revenue above 0.',
    lines: ctx.lines,
  }
}
