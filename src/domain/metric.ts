import { z } from 'zod'
import { PackedRows } from './packed-rows'

/** Unit of a result column; decides how it is shown. money = major units, ratio = 0..1, change = signed ratio, number = without a unit, days may be fractions. */
export const ColumnUnit = z.enum([
  'text',
  'id',
  'date',
  'month',
  'money',
  'units',
  'count',
  'number',
  'days',
  'ratio',
  'change',
  'rank',
  'flag',
  'word',
])
export type ColumnUnit = z.infer<typeof ColumnUnit>

export const MetricColumn = z.object({
  name: z.string(),
  unit: ColumnUnit,
  title: z.string(),
  /** one sentence: what it is, over which rows, and when it is NULL */
  definition: z.string(),
  nullable: z.boolean(),
})
export type MetricColumn = z.infer<typeof MetricColumn>

export const MetricParam = z.object({
  name: z.string(),
  type: z.enum(['integer', 'number', 'word']),
  default: z.union([z.string(), z.number()]),
  options: z.array(z.string()).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  /** the setting that gives the value where none is asked for; `default` is that setting's own default */
  setting: z.string().optional(),
  definition: z.string(),
})
export type MetricParam = z.infer<typeof MetricParam>

/** What a page or script can know of a metric (GET /metrics). */
export const MetricInfo = z.object({
  id: z.string(),
  title: z.string(),
  definition: z.string(),
  params: z.array(MetricParam),
  columns: z.array(MetricColumn),
})
export type MetricInfo = z.infer<typeof MetricInfo>

export const MetricArgs = z.record(z.string(), z.union([z.string(), z.number()]))
export type MetricArgs = z.infer<typeof MetricArgs>

export const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()])
export type Cell = z.infer<typeof Cell>
export const Row = z.record(z.string(), Cell)
export type Row = z.infer<typeof Row>

export const MetricResult = z.object({
  results: z.array(Row),
  cached: z.boolean(),
  as_of: z.string().nullable(),
  data_version: z.number().int(),
  warnings: z.array(z.string()),
})
export type MetricResult = z.infer<typeof MetricResult>

/** A result as pages that list many rows ask for it. */
export const MetricTable = MetricResult.omit({ results: true }).extend({ rows: PackedRows })
export type MetricTable = z.infer<typeof MetricTable>

/**
 * A figure opened down to its rows. `rows` are in (dataset, row_no) order: dataset_id, row_no, date, store_id, transaction_id, sku_id,
 * product_name, qty, amount, then one column per entry of `sums`: what the row adds to that sum. `rule` says in words how the
 * figure comes from the sums. `rows` holds the first LIMITS.explain_rows; `rows_sql` gives all of them.
 */
export const Explanation = z.object({
  metric_id: z.string(),
  title: z.string(),
  column: MetricColumn,
  definition: z.string(),
  rule: z.string(),
  figure: Cell,
  sums: z.array(z.object({ name: z.string(), title: z.string(), unit: ColumnUnit, value: z.number() })),
  sql: z.string(),
  rows_sql: z.string(),
  rows_total: z.number().int(),
  rows: z.array(Row),
  as_of: z.string().nullable(),
})
export type Explanation = z.infer<typeof Explanation>
