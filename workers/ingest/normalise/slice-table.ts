import type { Role, RowDefaults } from '../../../src/domain/mapping'
import type { Sql } from '../../db/sql'

/** What the reading of any kind of table needs to know about the file. */
export interface TableInput {
  header: readonly string[]
  source_type: string
  /** rows dated later are out of range (ISO day) */
  last_day: string
  /** the day of a stock file that names none (ISO day) */
  upload_day: string
  /** of amounts that name none; null: the shop's own */
  currency: string | null
  /** of rows that do not say it themselves */
  defaults: RowDefaults | null
}

/** Counts of one slice's judged rows. */
export interface Tally {
  rows: number
  ok: number
  set_aside: number
  ragged: number
  /** flags that some accepted row carries */
  flags: number
  testable: number
  agreeing: number
  derived: number
  /** sums of accepted cells as written, by column of the judged rows */
  sums: Map<string, bigint>
}

/** What tells whether a row with the name of a total is one; columns of the judged rows, but for `name`. */
export interface NamedTotals {
  /** column of the file with the names of products */
  name: number
  /** a product was named like a total; else only rows without a product may be totals */
  is_named: boolean
  /** number of the bill, where the table has one */
  bill: string | null
  price: string
  /** what a total adds up, each with how far it may be off */
  sums: readonly { column: string; tolerance: number }[]
}

/**
 * One kind of table (sales, products, stores). Per slice: `judge` gives every staged row its outcome code and values in `slice_rows` (code
 * NULL = accepted), then rows that are not data get theirs, then `write` takes the accepted ones into the facts.
 */
export interface SliceTable {
  start(): Promise<void>
  /** Is the text of a slice as this one needed by nobody but `judge`, and by that once, if its rows are fine? Not known before the first. */
  looksOnce?(): Promise<boolean>
  /** gives how many rows it refuses. `hold`: the text is a view of the file, and copied by this, which is due before it is looked at a second time */
  judge(guarded: boolean, hold: (() => Promise<void>) | null): Promise<number>
  /** takes what the slice says about column-wide decisions */
  weigh(rows: number): Promise<void>
  tally(): Promise<Tally>
  badAmount(): { field: Sql; value: Sql }
  label(dataset_no: number, rows_above: number, flags: number): Promise<void>
  /** facts beside the rows' own that only the staged text tells; where there can be any */
  writeTakenBack?(dataset_no: number, rows_above: number): Promise<void>
  /** the staged text is gone by then */
  write(dataset_no: number, rows_above: number): Promise<void>
  /** what tells whether a row with the name of a total, or without a product, is one */
  totals?(): NamedTotals | null
  /** columns that a total row may state, best first */
  summed(): readonly { role: Role; column: string; tolerance: number }[]
}
