import { LucidError } from '../../src/domain/errors'
import { type Filter, NO_FILTER } from '../../src/domain/filter'
import { LIMITS } from '../../src/domain/limits'
import type { Explanation, MetricArgs, Row } from '../../src/domain/metric'
import type { Settings } from '../../src/domain/settings'
import type { Database } from '../db/database'
import { ident, join, raw, type Sql, sql } from '../db/sql'
import { checkArgs, checkDates } from './args'
import { defaultAsOf } from './as-of'
import { contextOf } from './context'
import { type ColumnDefinition, type MetricContext, type MetricDefinition, type Opening, sameCell } from './metric'
import { metricById } from './registry'
import { rowsOf } from './rows-of'
import { checkDataset } from './run'

export interface ExplainAsk {
  args?: MetricArgs
  filter?: Filter
  as_of?: string | null
  settings: Settings
}

/**
 * Opens one figure: `column` of the result row that has the key values of `row` (other values of `row` are not looked at).
 * Throws not_found (metric, dataset, row) and bad_request (column that does not open, key missing).
 */
export async function explainFigure(db: Database, metric_id: string, ask: ExplainAsk, column: string, row: Row): Promise<Explanation> {
  const metric = metricById(metric_id)
  const filter = ask.filter ?? NO_FILTER
  const args = checkArgs(metric.params, ask.args ?? {}, ask.settings)
  checkDates(filter, ask.as_of ?? null)
  await checkDataset(db, filter)
  const asked = columnOf(metric, column)
  for (const key of Object.keys(metric.keys))
    if (!(key in row))
      throw new LucidError('bad_request', `The row to open must say its ${key}.`, { details: { fields: { [key]: 'missing' } } })

  const as_of = ask.as_of ?? (await defaultAsOf(db))
  const ctx = as_of === null ? null : await contextOf(db, metric, { args, filter, as_of, settings: ask.settings })
  if (ctx === null) throw noRow(metric_id)
  const query = metric.sql(ctx)
  const result = await rowsOf(db, metric, ctx)
  const found = result.find((one) => Object.keys(metric.keys).every((key) => sameCell(one[key], row[key])))
  if (!found) throw noRow(metric_id)

  const { opening, rule } = await openingOf(metric, asked, ctx, found)
  const members = linesOf(metric, opening, ctx, found)
  const rows_query = rowsQuery(opening, members)
  const totals = await totalsOf(db, opening, rows_query)
  const { name, title, definition, nullable } = asked
  return {
    metric_id: metric.id,
    title: metric.title,
    column: { name, unit: asked.unit_for?.(args) ?? asked.unit, title, definition, nullable },
    definition: metric.definition,
    rule,
    figure: found[column] ?? null,
    sums: opening.parts.map((part, i) => ({ name: part.name, title: part.title, unit: part.unit, value: totals.sums[i] ?? 0 })),
    sql: query.text,
    rows_sql: rows_query.text,
    rows_total: totals.rows,
    rows: await db.all<Row>(sql`${rows_query} LIMIT ${LIMITS.explain_rows}`),
    as_of,
  }
}

/** The opening of a column, through `like` where it is a judgement about another. Throws bad_request when it has none. */
export async function openingOf(
  metric: MetricDefinition,
  column: ColumnDefinition,
  ctx: MetricContext,
  row: Row,
): Promise<{ opening: Opening; rule: string }> {
  const opens = await column.opens?.(ctx, row)
  if (!opens)
    throw new LucidError('bad_request', `${metric.id}.${column.name} is not a figure; it has no rows to open.`, {
      details: { fields: { column: 'does not open' } },
    })
  if (!('like' in opens)) return { opening: opens, rule: opens.rule }
  return { opening: (await openingOf(metric, columnOf(metric, opens.like), ctx, row)).opening, rule: opens.rule }
}

function columnOf(metric: MetricDefinition, name: string): ColumnDefinition {
  const found = metric.columns.find((column) => column.name === name)
  if (!found)
    throw new LucidError('bad_request', `${metric.id} has no column ${name}.`, {
      details: { fields: { column: 'not a column of this metric' } },
    })
  return found
}

/** The lines that may take part: the opening's own, else the asked lines with the row's key values. */
function linesOf(metric: MetricDefinition, opening: Opening, ctx: MetricContext, row: Row): Sql {
  if (opening.lines) return opening.lines
  const keys = Object.entries(metric.keys).map(([key, expression]) => sql`${expression} IS NOT DISTINCT FROM ${row[key] ?? null}`)
  return keys.length === 0 ? ctx.lines : sql`(SELECT * FROM ${ctx.lines} WHERE ${join(keys, ' AND ')})`
}

/** Every contributing row with its lineage, in (dataset_id, row_no) order. Runs as it stands. */
function rowsQuery(opening: Opening, lines: Sql): Sql {
  const parts = join(opening.parts.map((part, i) => sql`${part.of} AS ${raw(`part_${i}`)}`))
  const shown = join(opening.parts.map((part, i) => sql`CAST(${raw(`part_${i}`)} AS DOUBLE) / ${part.scale} AS ${ident(part.name)}`))
  const takes_part = join(
    opening.parts.map((_, i) => raw(`part_${i} IS NOT NULL`)),
    ' OR ',
  )
  return sql`SELECT dataset_id, row_no, CAST(date AS VARCHAR) AS date, store_id, transaction_id, sku_id, product_name,
  CAST(qty AS DOUBLE) / 1000 AS qty, CAST(net_ex_tax AS DOUBLE) / 10000 AS amount, ${shown}
FROM (SELECT *, ${parts} FROM (SELECT dataset.dataset_id, line.* FROM ${lines} line JOIN dataset USING (dataset_no)))
WHERE ${takes_part} ORDER BY dataset_id, row_no`
}

/** Sums from the stored integers, in shown units. */
async function totalsOf(db: Database, opening: Opening, rows_query: Sql): Promise<{ rows: number; sums: number[] }> {
  const sums = opening.parts.map(
    (part, i) =>
      sql`CAST(coalesce(sum(CAST(round(${ident(part.name)} * ${part.scale}) AS HUGEINT)), 0) AS DOUBLE) / ${part.scale} AS ${raw(`sum_${i}`)}`,
  )
  const [row] = await db.all<Record<string, number>>(sql`SELECT count(*) AS row_count, ${join(sums)} FROM (${rows_query})`)
  return { rows: row?.row_count ?? 0, sums: opening.parts.map((_, i) => row?.[`sum_${i}`] ?? 0) }
}

const noRow = (metric_id: string): LucidError =>
  new LucidError('not_found', 'This figure is not in the result any more.', { details: { metric_id } })
