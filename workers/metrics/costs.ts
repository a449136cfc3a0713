import { raw, type Sql, sql } from '../db/sql'
import type { ColumnDefinition, MetricContext, SumPart } from './metric'

/** Which cost models hold rows. */
export interface KnownCosts {
  steps: boolean
  /** many steps to a product: a line is better looked up in order of time than among all of them */
  dense: boolean
  returned: boolean
}

/**
 * Lines with `cost`: BIGINT in 1e-8 of the major unit, signed like qty, NULL where nobody knows it. A line costs what its own row says, else what its
 * store's purchases say on its day by the costing method, else the last stock count before it, else the product file (domain.md 3.8). A return on a
 * known bill takes back what its sale had cost. A cost beyond 64 bits, of a quantity that was mistyped, is not known.
 */
export function costedWith(lines: Sql, known: KnownCosts): Sql {
  const cost = (own: string, step: string) =>
    raw(`TRY_CAST(round(CAST(qty AS DOUBLE) * coalesce(10000 * ${own}, ${step}10000 * std_cost) / 1000) AS BIGINT) AS cost`)
  const owned = known.returned
    ? sql`(SELECT sold.*, coalesce(sold_on, date) AS cost_day, coalesce(sold.line_cost, back.line_cost) AS own_cost FROM ${lines} sold LEFT JOIN returned_sale back USING (dataset_no, row_no))`
    : sql`(SELECT *, date AS cost_day, line_cost AS own_cost FROM ${lines})`
  if (!known.steps) return sql`(SELECT *, ${cost('own_cost', '')} FROM ${owned})`
  return sql`(SELECT sold.*, ${cost('own_cost', 'step.unit_cost, ')}
    FROM ${owned} sold ${raw(known.dense ? 'ASOF LEFT' : 'LEFT')} JOIN cost_step step ON sold.place_no = step.place_no AND sold.sku_no = step.sku_no
      AND sold.cost_day >= step.date ${raw(known.dense ? '' : 'AND sold.cost_day < step.until')})`
}

const COVERED = 'cost IS NOT NULL AND net_ex_tax IS NOT NULL'

/** Integer sums over costed lines: `revenue` e4, `covered` e4 (revenue of lines whose cost is known), `cost` e8 of those lines. */
export const PROFIT_SUMS: Sql = raw(
  `sum(net_ex_tax) AS revenue, sum(CASE WHEN ${COVERED} THEN net_ex_tax END) AS covered, sum(CASE WHEN ${COVERED} THEN cost END) AS cost`,
)
/** Profit in 1e-8 over sums of PROFIT_SUMS; NULL when no line's cost is known. */
export const PROFIT: Sql = raw('(10000 * covered - cost)')
/** Covered revenue over revenue; NULL without revenue above 0. */
export const COVERAGE: Sql = raw('CASE WHEN revenue > 0 THEN CAST(covered AS DOUBLE) / CAST(revenue AS DOUBLE) END')
/** Profit over covered revenue, only where at least 60 % of the revenue is covered (domain.md 3.8). Decided on integers. */
export const MARGIN: Sql = raw(
  'CASE WHEN revenue > 0 AND covered > 0 AND 5 * covered >= 3 * revenue THEN CAST(10000 * covered - cost AS DOUBLE) / CAST(10000 * covered AS DOUBLE) END',
)
/** An integer sum in 1e-8 as major units. */
export const costMoney = (e8: Sql): Sql => sql`CAST(${e8} AS DOUBLE) / 100000000`

export const PROFIT_PART: SumPart = {
  name: 'contribution',
  title: 'Profit',
  unit: 'money',
  of: raw(`CASE WHEN ${COVERED} THEN 10000 * net_ex_tax - cost END`),
  scale: 100_000_000,
}
export const COST_PART: SumPart = {
  name: 'cost',
  title: 'Cost',
  unit: 'money',
  of: raw(`CASE WHEN ${COVERED} THEN cost END`),
  scale: 100_000_000,
}
export const COVERED_PART: SumPart = {
  name: 'covered',
  title: 'Revenue with a known cost',
  unit: 'money',
  of: raw(`CASE WHEN ${COVERED} THEN net_ex_tax END`),
  scale: 10000,
}
const WHOLE_PART: SumPart = { name: 'whole', title: 'Revenue', unit: 'money', of: raw('net_ex_tax'), scale: 10000 }

/** The profit columns of a metric whose rows are `what`. `mine` = the costed lines of a row. */
export function profitColumns(what: string, mine: (ctx: MetricContext, row: Record<string, unknown>) => Sql): ColumnDefinition[] {
  return [
    {
      name: 'total_profit',
      unit: 'money',
      title: 'Profit',
      definition: `Revenue − cost over the lines of the ${what} whose cost is known. NULL when no line’s cost is known.`,
      nullable: true,
      opens: (ctx, row) => ({
        parts: [PROFIT_PART],
        rule: 'The sum of revenue − cost over the lines whose cost is known.',
        lines: mine(ctx, row),
      }),
    },
    {
      name: 'profit_margin',
      unit: 'ratio',
      title: 'Margin',
      definition: 'Profit ÷ revenue over the lines whose cost is known. NULL unless they make at least 60 % of the revenue.',
      nullable: true,
      opens: (ctx, row) => ({
        parts: [PROFIT_PART, COVERED_PART, WHOLE_PART],
        combine: ([profit = 0, covered = 0, whole = 0]) => (whole > 0 && covered > 0 && covered >= 0.6 * whole ? profit / covered : null),
        rule: 'Profit ÷ revenue, both over the lines whose cost is known; shown when these make at least 60 % of the revenue.',
        lines: mine(ctx, row),
      }),
    },
    {
      name: 'cost_coverage',
      unit: 'ratio',
      title: 'Cost known',
      definition: 'Share of the revenue whose cost is known. NULL without revenue above 0.',
      nullable: true,
      opens: (ctx, row) => ({
        parts: [COVERED_PART, WHOLE_PART],
        combine: ([covered = 0, whole = 0]) => (whole > 0 ? covered / whole : null),
        rule: 'Revenue of the lines whose cost is known ÷ revenue of all lines.',
        lines: mine(ctx, row),
      }),
    },
  ]
}

/** The shown figures of PROFIT_SUMS in the order of profitColumns. */
export const PROFIT_FIGURES: Sql = sql`${costMoney(PROFIT)} AS total_profit, ${MARGIN} AS profit_margin, CASE WHEN revenue > 0 THEN coalesce(${COVERAGE}, 0) END AS cost_coverage`

/** Says how much of the revenue stands without a cost. */
export function costWarning(rows: readonly Record<string, unknown>[]): string[] {
  const sold = rows.filter((row) => row.cost_coverage !== null)
  const bare = sold.filter((row) => row.total_profit === null).length
  if (bare === 0) return []
  return bare === sold.length
    ? ['No cost is known: not on the sales, not from purchases, stock or product files. Drop a file with costs to see profit.']
    : [`${bare} of ${sold.length} have no known cost and no profit here.`]
}
