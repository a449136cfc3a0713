import { raw, type Sql, sql } from '../db/sql'
import { change, money, units } from './expressions'
import { inDays } from './lines'
import { type ColumnDefinition, defineMetric, type MetricContext, type Opening, type SumPart } from './metric'
import {
  BILL_REVENUE_PART,
  changeOf,
  changeRatio,
  LINES_PART,
  ORDERS_PART,
  ORDERS_RULE,
  partOn,
  RETURNS_PART,
  REVENUE_PART,
  SUM_RULE,
  scopeIn,
  sumOf,
  UNITS_PART,
  UNITS_SOLD_PART,
} from './openings'
import { type Period, previousPeriod } from './period'
import { type Sales, salesBy } from './sales-by'

/** The period before the asked one, when the data reaches back over all of it; none for all time (domain.md 3.9: never partial with full). */
function comparedPeriod(ctx: MetricContext): Period | null {
  if (ctx.asked_from === null) return null
  const before = previousPeriod({ from: ctx.asked_from, to: ctx.to })
  return before.from >= ctx.data_from ? before : null
}

interface Kpi {
  name: string
  unit: 'money' | 'units' | 'count'
  title: string
  definition: string
  nullable: boolean
  /** the integer expression over a side, and how it is shown */
  of: (side: string) => Sql
  shown: (of: Sql) => Sql
  part: SumPart
  rule: string
}

const KPIS: readonly Kpi[] = [
  {
    name: 'revenue',
    unit: 'money',
    title: 'Revenue',
    definition: 'Net sales without tax: all lines, returns deducted. NULL when no line has an amount.',
    nullable: true,
    of: (side) => raw(`${side}.revenue`),
    shown: money,
    part: REVENUE_PART,
    rule: SUM_RULE,
  },
  {
    name: 'units',
    unit: 'units',
    title: 'Units',
    definition: 'Quantity over all lines, returns deducted.',
    nullable: false,
    of: (side) => raw(`${side}.units`),
    shown: units,
    part: UNITS_PART,
    rule: SUM_RULE,
  },
  {
    name: 'units_sold',
    unit: 'units',
    title: 'Units sold',
    definition: 'Quantity over SALE lines only.',
    nullable: false,
    of: (side) => raw(`${side}.units_sold`),
    shown: units,
    part: UNITS_SOLD_PART,
    rule: SUM_RULE,
  },
  {
    name: 'orders',
    unit: 'count',
    title: 'Orders',
    definition:
      'Bills with at least one SALE line; a bill is one store, day and bill number. Lines without a bill number are in no bill. NULL when no line has one.',
    nullable: true,
    of: (side) => raw(`${side}.orders`),
    shown: (of) => sql`CAST(${of} AS BIGINT)`,
    part: ORDERS_PART,
    rule: ORDERS_RULE,
  },
  {
    name: 'returns',
    unit: 'money',
    title: 'Returns',
    definition: 'Value of the RETURN lines without tax, as a positive amount.',
    nullable: false,
    of: (side) => raw(`${side}.returns`),
    shown: money,
    part: RETURNS_PART,
    rule: SUM_RULE,
  },
]

const AVERAGE_RULE = 'Revenue on bills with a sale ÷ number of these bills.'
const averageParts = (side: Sql, names: [string, string], suffix: string): [SumPart, SumPart] => [
  partOn(BILL_REVENUE_PART, names[0], `${BILL_REVENUE_PART.title}${suffix}`, side),
  partOn(ORDERS_PART, names[1], `${ORDERS_PART.title}${suffix}`, side),
]
const quotient = (a = 0, b = 0): number | null => (b === 0 ? null : a / b)

function averageIn(lines: Sql): Opening {
  return {
    parts: averageParts(raw('TRUE'), ['contribution', 'order_count'], ''),
    combine: ([sum, orders]) => quotient(sum, orders),
    rule: AVERAGE_RULE,
    lines,
  }
}

function averageChange(ctx: MetricContext, now: Period, before: Period): Opening {
  return {
    parts: [
      ...averageParts(inDays(now), ['contribution', 'order_count'], ', this period'),
      ...averageParts(inDays(before), ['compared', 'compared_orders'], ', compared period'),
    ],
    combine: ([sum, orders, compared, compared_orders]) => {
      const [v, p] = [quotient(sum, orders), quotient(compared, compared_orders)]
      return v === null || p === null ? null : changeRatio(v, p)
    },
    rule: `${AVERAGE_RULE} Then (this period − compared period) ÷ |compared period|.`,
    lines: sql`(SELECT * FROM ${ctx.scope} WHERE ${inDays(now)} OR ${inDays(before)})`,
  }
}

const nothing = raw('(SELECT * FROM sales_line WHERE FALSE)')

function columnsOf(kpi: Kpi): ColumnDefinition[] {
  const { name, unit, title } = kpi
  return [
    { name, unit, title, definition: kpi.definition, nullable: kpi.nullable, opens: () => sumOf(kpi.part, kpi.rule) },
    {
      name: `${name}_prev`,
      unit,
      title: `${title}, compared period`,
      definition: `${title} from compared_from to compared_to. NULL for all time and where the data does not reach back that far.`,
      nullable: true,
      opens: (ctx) => {
        const before = comparedPeriod(ctx)
        return { ...sumOf(kpi.part, kpi.rule), lines: before ? scopeIn(ctx, before) : nothing }
      },
    },
    {
      name: `${name}_change`,
      unit: 'change',
      title: `${title}, change`,
      definition: `(${name} − ${name}_prev) ÷ |${name}_prev|. NULL when ${name}_prev is NULL or 0.`,
      nullable: true,
      opens: (ctx) => {
        const before = comparedPeriod(ctx)
        return before ? changeOf(ctx, kpi.part, ctx, before) : { ...sumOf(kpi.part, kpi.rule), lines: nothing }
      },
    },
  ]
}

const SUMS = [
  'lines',
  'with_bill',
  'with_price',
  'revenue',
  'units',
  'units_sold',
  'returns',
  'orders',
  'bill_revenue',
  'first_date',
  'last_date',
] as const

/** Sums of one period. */
const side = (sales: Sales): Sql => sql`SELECT
    lines, CASE WHEN lines = 0 THEN 0 ELSE revenue END AS revenue, units, units_sold, returns,
    CASE WHEN lines > 0 AND with_bill = 0 THEN NULL ELSE orders END AS orders,
    bill_revenue, lines - with_bill AS lines_without_bill, lines - with_price AS lines_without_price, first_date, last_date
  FROM (${salesBy([], SUMS, sales)})`

const average = (name: string): Sql => raw(`(CAST(${name}.bill_revenue AS DOUBLE) / 10000 / nullif(${name}.orders, 0))`)

export default defineMetric({
  id: 'overview-kpis',
  title: 'Key figures',
  definition:
    'What the shop sold in the period, each beside the fairly comparable period before it: whole months with whole months, a month to date with the same days of the month before, any other period with as many days just before.',
  params: [],
  columns: [
    ...KPIS.flatMap(columnsOf),
    {
      name: 'average_bill',
      unit: 'money',
      title: 'Average bill',
      definition: 'Revenue of the bills with a SALE line, with what was returned on the same bill, ÷ orders. NULL without orders.',
      nullable: true,
      opens: (ctx) => averageIn(ctx.lines),
    },
    {
      name: 'average_bill_prev',
      unit: 'money',
      title: 'Average bill, compared period',
      definition: 'Average bill from compared_from to compared_to. NULL without such a period or without orders in it.',
      nullable: true,
      opens: (ctx) => {
        const before = comparedPeriod(ctx)
        return averageIn(before ? scopeIn(ctx, before) : nothing)
      },
    },
    {
      name: 'average_bill_change',
      unit: 'change',
      title: 'Average bill, change',
      definition: '(average_bill − average_bill_prev) ÷ |average_bill_prev|. NULL when either is NULL or the latter 0.',
      nullable: true,
      opens: (ctx) => {
        const before = comparedPeriod(ctx)
        return before ? averageChange(ctx, ctx, before) : averageIn(nothing)
      },
    },
    {
      name: 'lines',
      unit: 'count',
      title: 'Lines',
      definition: 'Sales lines in the period after removal of duplicates.',
      nullable: false,
      opens: () => sumOf(LINES_PART),
    },
    {
      name: 'lines_without_bill',
      unit: 'count',
      title: 'Lines without a bill number',
      definition: 'Lines that belong to no bill and so to no order.',
      nullable: false,
      opens: () => sumOf({ ...LINES_PART, of: raw('CASE WHEN transaction_id IS NULL THEN 1 END') }),
    },
    {
      name: 'lines_without_price',
      unit: 'count',
      title: 'Lines without a price',
      definition: 'Lines that have neither an amount nor a price anywhere: they count in units, not in revenue.',
      nullable: false,
      opens: () => sumOf({ ...LINES_PART, of: raw('CASE WHEN net_ex_tax IS NULL THEN 1 END') }),
    },
    { name: 'first_date', unit: 'date', title: 'First sale', definition: 'Earliest date of a line in the period.', nullable: true },
    { name: 'last_date', unit: 'date', title: 'Last sale', definition: 'Latest date of a line in the period.', nullable: true },
    { name: 'from', unit: 'date', title: 'From', definition: 'First day of the period, cut to the data.', nullable: false },
    { name: 'to', unit: 'date', title: 'To', definition: 'Last day of the period.', nullable: false },
    {
      name: 'compared_from',
      unit: 'date',
      title: 'Compared from',
      definition: 'First day of the compared period. NULL without one.',
      nullable: true,
    },
    {
      name: 'compared_to',
      unit: 'date',
      title: 'Compared to',
      definition: 'Last day of the compared period. NULL without one.',
      nullable: true,
    },
  ],
  keys: {},
  sql: (ctx) => {
    const before = comparedPeriod(ctx)
    const columns = KPIS.map((kpi) => {
      const [now, then] = [kpi.of('n'), kpi.of('p')]
      return sql`${kpi.shown(now)} AS ${raw(kpi.name)}, ${kpi.shown(then)} AS ${raw(`${kpi.name}_prev`)}, ${change(now, then)} AS ${raw(`${kpi.name}_change`)}, `
    })
    return sql`WITH now_side AS (${side(ctx.sales(ctx))}),
before_side AS (${before ? side(ctx.sales(before)) : raw('SELECT * FROM now_side WHERE FALSE')})
SELECT ${columns.reduce((all, one) => sql`${all}${one}`)}
  ${average('n')} AS average_bill, ${average('p')} AS average_bill_prev,
  (${average('n')} - ${average('p')}) / nullif(abs(${average('p')}), 0) AS average_bill_change,
  CAST(n.lines AS BIGINT) AS lines, CAST(n.lines_without_bill AS BIGINT) AS lines_without_bill, CAST(n.lines_without_price AS BIGINT) AS lines_without_price,
  CAST(n.first_date AS VARCHAR) AS first_date, CAST(n.last_date AS VARCHAR) AS last_date,
  ${ctx.from} AS "from", ${ctx.to} AS "to", CAST(${before?.from ?? null} AS VARCHAR) AS compared_from, CAST(${before?.to ?? null} AS VARCHAR) AS compared_to
FROM now_side n LEFT JOIN before_side p ON TRUE`
  },
  warnings: ([row]) => {
    if (!row) return []
    const [lines, no_bill, no_price] = [Number(row.lines), Number(row.lines_without_bill), Number(row.lines_without_price)]
    const all: string[] = []
    if (lines > 0 && no_bill === lines) all.push('These sales have no bill numbers, so orders and the average bill cannot be counted.')
    else if (no_bill > 0) all.push(`${no_bill} of ${lines} lines have no bill number and are not in orders or the average bill.`)
    if (no_price > 0) all.push(`${no_price} of ${lines} lines have no price; they count in units, not in revenue.`)
    return all
  },
})
