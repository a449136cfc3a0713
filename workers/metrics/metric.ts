import type { Cell, ColumnUnit, MetricInfo, MetricParam, Row } from '../../src/domain/metric'
import type { Settings } from '../../src/domain/settings'
import type { Sql } from '../db/sql'
import type { Backtest } from '../models/backtest'
import type { DemandModel, PlaceDemand } from '../models/demand-model'
import type { ForecastTest } from '../models/forecast'
import type { LevelDay } from '../risk/level-days'
import type { Move } from '../risk/roll-forward'
import type { Period } from './period'
import type { Sales } from './sales-by'

/** Arguments after validation: every parameter of the metric, with its default where it was not given. */
export type Args = Readonly<Record<string, string | number>>

/** What a definition may depend on. Nothing here reads the clock; dates are ISO days, both ends inclusive. */
export interface MetricContext {
  readonly as_of: string
  readonly args: Args
  readonly settings: Settings
  /** the asked period cut to the data: first sale of the shop <= from, to <= as_of */
  readonly from: string
  readonly to: string
  /** the period as the user chose it; null = all time, which has no earlier period to compare with */
  readonly asked_from: string | null
  /** first sale under the dataset and store filter alone: before this day there is no data, not no sales */
  readonly data_from: string
  /** whether any sale lies under the dataset and store filter up to as_of; without one, what sold is unknown, not nothing */
  readonly has_sales: boolean
  /** FROM items over the columns of `sales_line`. Filtered, and inside [from, to] */
  readonly lines: Sql
  /** filtered, up to as_of, without the period: for comparisons */
  readonly scope: Sql
  /** `scope` in the days of any of these periods, without one all of it; added up by store and day too where the filter allows that (sales-by.ts) */
  readonly sales: (...periods: readonly Period[]) => Sales
  /** dataset and store filter only, up to as_of: tells a day without data from a day without such sales */
  readonly shop: Sql
  /** the dates of `shop`, each once or more */
  readonly open_days: Sql
  /** rows of the last stock count of each store up to as_of, under the store and category filter (stock.ts) */
  readonly stock: Sql
  /** what lay in each store on average over [from, to] (stock.ts) */
  readonly average_stock: Sql
  /** ` AND ...`: the filter's stores, categories and products, for purchase_line and inventory_line */
  readonly goods_filter: Sql
  /** SELECT of (place_no, sku_no, first_seen, bought) under the filter (first-seen.ts) */
  readonly first_seen: Sql
  /** lines with what they cost: adds `cost`, BIGINT in 1e-8, signed like qty, NULL where it is not known (costs.ts) */
  readonly costed: (lines: Sql) => Sql
  /** how every product sells at as_of, over the whole shop whatever the filter (models/demand.ts); empty unless needed */
  readonly demand: DemandModel
  /** how well demand was foretold (models/forecast.ts); null unless needed */
  readonly forecast: ForecastTest | null
  /** what was forecast to tell that; worked out anew, for opening figures. Null when the data is too short */
  readonly backtest: () => Promise<Backtest | null>
  /** what each day with a sale adds to the level of a place, for opening figures (models/level-days.ts) */
  readonly levelDays: (place: PlaceDemand) => Promise<LevelDay[]>
  /** the finished rows of the metric that this one sums up, each time the same ones; none for one that sums up none */
  readonly below: () => Promise<Row[]>
  /** the filter's stores; null = all of them */
  readonly stores: readonly string[] | null
  /** what came and went after the last stock count, by placeKey (lying-batches.ts); empty unless needed */
  readonly moves: ReadonlyMap<string, readonly Move[]>
}

/** One sum behind a figure: an integer expression per line (window functions allowed), NULL where the line takes no part. */
export interface SumPart {
  name: string
  title: string
  unit: ColumnUnit
  of: Sql
  /** stored integers per shown unit: money 10000, quantity 1000, costs 1e8, weighted quantities 1e12, counts 1 */
  scale: 1 | 1000 | 10000 | 100_000_000 | 1_000_000_000_000
}

/** How a figure opens: which lines take part, what each adds, and how the sums make the figure. */
export interface Opening {
  parts: readonly [SumPart, ...SumPart[]]
  /** the sums, in shown units, to the figure; null where the figure is not defined. Absent = the first sum is the figure */
  combine?: (sums: readonly number[]) => number | null
  /** in words, for people */
  rule: string
  /** replaces "ctx.lines with the row's key values" */
  lines?: Sql
}

/** Opens like another column of the same row: ranks, words and flags are judgements about that column's figure. */
export interface OpensLike {
  like: string
  rule: string
}

export interface ColumnDefinition {
  name: string
  unit: ColumnUnit
  /** the unit under these arguments, where a parameter chooses what is measured */
  unit_for?: (args: Args) => ColumnUnit
  title: string
  /** one sentence: what it is, over which rows, and when it is NULL */
  definition: string
  nullable: boolean
  opens?: (ctx: MetricContext, row: Row) => Opening | OpensLike | Promise<Opening>
}

export interface MetricDefinition {
  id: string
  title: string
  definition: string
  params: readonly MetricParam[]
  /** what it cannot do without: 'stock' a stock file, else it says so; 'costs' what goods cost, from whichever file knows it; 'demand' how products sell,
   * 'forecast' how well that is foretold */
  needs?: readonly ('stock' | 'costs' | 'demand' | 'forecast')[]
  /** has something to say of a shop that has only dropped a stock file: the day is then that of the count */
  without_sales?: true
  /** settings that its figures follow, beside those of its parameters */
  settings?: readonly (keyof Settings)[]
  columns: readonly ColumnDefinition[]
  /** key columns of a result row: an expression over a line that has the column's value. No keys = one row */
  keys: Readonly<Record<string, Sql>>
  /** one SELECT that gives exactly `columns`, in order, as VARCHAR, BIGINT, DOUBLE or BOOLEAN, ordered up to a unique key */
  sql: (ctx: MetricContext) => Sql
  /** the metric whose finished rows `finish` sums up; `sql` is then that metric's own */
  of?: MetricDefinition
  /** what SQL cannot: completes, picks and orders the rows of `sql`. Pure */
  finish?: (rows: readonly Row[], ctx: MetricContext) => Row[]
  /** what a reader of these rows must know, in plain words */
  warnings?: (rows: readonly Row[], ctx: MetricContext) => string[]
}

/** Checks what the type system cannot: names are unique and keys are columns. Throws at load, so a bad definition never ships. */
export function defineMetric(definition: MetricDefinition): MetricDefinition {
  const names = definition.columns.map((column) => column.name)
  if (new Set(names).size !== names.length) throw new TypeError(`metric ${definition.id}: two columns of one name`)
  for (const key of Object.keys(definition.keys))
    if (!names.includes(key)) throw new TypeError(`metric ${definition.id}: key ${key} is not a column`)
  return definition
}

/** The engine type of a column, by its unit. */
export const TYPE_OF_UNIT: Record<ColumnUnit, 'VARCHAR' | 'DOUBLE' | 'BIGINT' | 'BOOLEAN'> = {
  text: 'VARCHAR',
  id: 'VARCHAR',
  date: 'VARCHAR',
  month: 'VARCHAR',
  word: 'VARCHAR',
  money: 'DOUBLE',
  units: 'DOUBLE',
  number: 'DOUBLE',
  days: 'DOUBLE',
  ratio: 'DOUBLE',
  change: 'DOUBLE',
  count: 'BIGINT',
  rank: 'BIGINT',
  flag: 'BOOLEAN',
}

/** The part of a definition that pages and scripts may see. */
export function infoOf(metric: MetricDefinition): MetricInfo {
  return {
    id: metric.id,
    title: metric.title,
    definition: metric.definition,
    params: [...metric.params],
    columns: metric.columns.map(({ name, unit, title, definition, nullable }) => ({ name, unit, title, definition, nullable })),
  }
}

/** Whether two cells name the same row. */
export const sameCell = (a: Cell | undefined, b: Cell | undefined): boolean => (a ?? null) === (b ?? null)
