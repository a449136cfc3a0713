import { raw, type Sql, sql } from '../db/sql'
import { daySeries, METRIC_PARAM, shownSeries, unitOf } from './day-series'
import { change, trendWord } from './expressions'
import { inDays } from './lines'
import { type ColumnDefinition, defineMetric, type MetricContext, type Opening } from './metric'
import { changeOf, partFor, ruleFor, scopeIn, sumOf } from './openings'
import { addMonths, daysBetween, firstOfMonth, lastOfMonth, type Period, sameDays } from './period'

const PRIOR = { months: -1, name: 'prior', title: 'same days of the month before' }
const LAST_YEAR = { months: -12, name: 'last_year', title: 'same days last year' }

/** The month of the period's last day, up to that day, and the periods it is compared with. Null where the data does not reach back. */
function now(ctx: MetricContext): Period {
  return { from: firstOfMonth(ctx.to), to: ctx.to }
}
function compared(ctx: MetricContext, months: number): Period | null {
  const period = sameDays(ctx.to, months)
  // the month to date itself must be whole from its 1st, or it would be a part against a whole
  return addMonths(ctx.to, months) >= ctx.data_from && firstOfMonth(ctx.to) >= ctx.data_from ? period : null
}

const nothing = raw('(SELECT * FROM sales_line WHERE FALSE)')
const opened = (ctx: MetricContext, period: Period | null): Opening => ({
  ...sumOf(partFor(ctx.args), ruleFor(ctx.args)),
  lines: period ? scopeIn(ctx, period) : nothing,
})

function comparedColumns({ months, name, title }: typeof PRIOR): ColumnDefinition[] {
  return [
    {
      name: `${name}_value`,
      unit: 'money',
      unit_for: unitOf,
      title: `Value, ${title}`,
      definition: `The same figure over the ${title} (day numbers 1 to the last that both months have; a whole month against a whole month). NULL when the data does not reach back over them.`,
      nullable: true,
      opens: (ctx) => opened(ctx, compared(ctx, months)),
    },
    { name: `${name}_from`, unit: 'date', title: `From, ${title}`, definition: `First of the ${title}. NULL as above.`, nullable: true },
    { name: `${name}_to`, unit: 'date', title: `To, ${title}`, definition: `Last of the ${title}. NULL as above.`, nullable: true },
    {
      name: `${name}_change`,
      unit: 'change',
      title: `Change against the ${title}`,
      definition: `(value − ${name}_value) ÷ |${name}_value|. NULL when ${name}_value is NULL or 0.`,
      nullable: true,
      opens: (ctx) => {
        const before = compared(ctx, months)
        return before ? changeOf(ctx, partFor(ctx.args), now(ctx), before) : opened(ctx, null)
      },
    },
    {
      name: `${name}_trend`,
      unit: 'word',
      title: `Trend against the ${title}`,
      definition: 'up from +5 %, down from −5 %, else flat. NULL without a change.',
      nullable: true,
      opens: () => ({ like: `${name}_change`, rule: 'up from +5 %, down from −5 %, else flat.' }),
    },
  ]
}

/** The value of one period: 0 when it has no lines, NULL when the lines cannot say. */
const valueIn = (period: Period | null): Sql =>
  period
    ? sql`CASE WHEN count(*) FILTER (WHERE ${inDays(period)}) = 0 THEN 0 ELSE sum(v) FILTER (WHERE ${inDays(period)}) END`
    : raw('CAST(NULL AS HUGEINT)')

export default defineMetric({
  id: 'month-to-date',
  title: 'Month to date',
  definition:
    'The month of the last day asked for, up to that day, against the same day numbers of the month before and of the same month last year. A part of a month is never compared with a whole one.',
  params: [METRIC_PARAM],
  columns: [
    { name: 'month', unit: 'month', title: 'Month', definition: 'The month (YYYY-MM).', nullable: false },
    { name: 'from', unit: 'date', title: 'From', definition: 'First day of the month.', nullable: false },
    { name: 'to', unit: 'date', title: 'To', definition: 'Last day asked for.', nullable: false },
    {
      name: 'days',
      unit: 'count',
      title: 'Days',
      definition: 'Days of the month that have passed.',
      nullable: false,
      opens: () => ({ like: 'value', rule: 'The number of days from the 1st to the last day asked for; these rows make the value.' }),
    },
    {
      name: 'is_partial',
      unit: 'flag',
      title: 'Partial',
      definition: 'The month is not over, or the data starts after its first day.',
      nullable: false,
    },
    {
      name: 'value',
      unit: 'money',
      unit_for: unitOf,
      title: 'Value',
      definition: 'The chosen figure from the 1st to the last day asked for. NULL when no line can say (no amounts, no bill numbers).',
      nullable: true,
      opens: (ctx) => opened(ctx, now(ctx)),
    },
    ...comparedColumns(PRIOR),
    ...comparedColumns(LAST_YEAR),
  ],
  keys: {},
  sql: (ctx) => {
    const [current, prior, last_year] = [now(ctx), compared(ctx, PRIOR.months), compared(ctx, LAST_YEAR.months)]
    const partial = ctx.to !== lastOfMonth(ctx.to) || current.from < ctx.data_from
    const side = (name: string, period: Period | null) => sql`${shownSeries(ctx.args, raw(name))} AS ${raw(`${name}_value`)},
  CAST(${period?.from ?? null} AS VARCHAR) AS ${raw(`${name}_from`)}, CAST(${period?.to ?? null} AS VARCHAR) AS ${raw(`${name}_to`)},
  ${change(raw('now'), raw(name))} AS ${raw(`${name}_change`)}, ${trendWord(raw('now'), raw(name))} AS ${raw(`${name}_trend`)}`
    return sql`WITH day AS (
  ${daySeries(ctx.args, ctx.sales(...[current, prior, last_year].filter((period) => period !== null)))}
), side AS (
  SELECT ${valueIn(current)} AS now, ${valueIn(prior)} AS prior, ${valueIn(last_year)} AS last_year FROM day
)
SELECT ${current.from.slice(0, 7)} AS month, ${current.from} AS "from", ${current.to} AS "to", CAST(${daysBetween(current.from, current.to) + 1} AS BIGINT) AS days,
  ${partial} AS is_partial, ${shownSeries(ctx.args, raw('now'))} AS value,
  ${side('prior', prior)},
  ${side('last_year', last_year)}
FROM side`
  },
})
