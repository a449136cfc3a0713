import { LucidError } from '../../../src/domain/errors'
import type { ByteSource } from '../../db/byte-source'
import type { Database } from '../../db/database'
import { ident, join, raw, type Sql, sql } from '../../db/sql'
import { repair } from './repair'
import { RowMachine } from './row-machine'
import { SHAPE_LINE_TOO_LONG, SHAPE_OK, SHAPE_RAGGED, shapeRow } from './row-shape'
import type { Dialect, Scan, Slice } from './scan'
import { toUtf8, type Units, unitsOf } from './units'

/** Bytes that DuckDB reads at a time, at least twice the longest line; its own 32 MB would hold the whole slice once more. */
const BUFFER_BYTES = 4_000_000

export interface StageOptions {
  /** name of the temp table; replaced when it is there */
  table: string
  /** 0-based column numbers to keep, each below `width`; they become c<k> */
  columns: number[]
  /** cells of the header: a shorter row is filled with NULL, a longer one with anything in it is ragged */
  width: number
}

/**
 * One slice as an all-text temp table: file_row INTEGER (0-based physical row of the file), shape TINYINT (row-shape.ts), n_cells INTEGER,
 * c<k> VARCHAR; exactly slice.rows rows. An empty cell is NULL, NULs are left out, nothing is trimmed. DuckDB reads a clean slice as it is;
 * any other is rewritten first. Where DuckDB's count of rows differs from the scan's the next slower way is taken.
 */
export async function stageSlice(db: Database, source: ByteSource, scan: Scan, slice: Slice, options: StageOptions): Promise<void> {
  if (slice.too_long) return stageLongLine(db, slice, options)
  if (slice.clean && (await stageClean(db, source, scan, slice, options))) return
  const units = unitsOf(await source.read(slice.start, slice.end), scan.encoding)
  if (await stageRepaired(db, units, scan, slice, options)) return
  await stageTokens(db, units, scan, slice, options)
}

async function stageClean(db: Database, source: ByteSource, scan: Scan, slice: Slice, options: StageOptions): Promise<boolean> {
  return readCsv(db, await utf8Of(source, scan, slice), scan, slice, cleanCsv(slice, options), options.table)
}

/**
 * A clean slice without copying it: while `use` runs, the table's name is that of a view, and each statement that looks at it reads the file anew.
 * Gives false, and `use` does not run, where a slice must be rewritten first. Whether DuckDB finds the rows that the scan found is for `use` to see.
 */
export async function viewSlice(
  db: Database,
  source: ByteSource,
  scan: Scan,
  slice: Slice,
  options: StageOptions,
  use: () => Promise<void>,
): Promise<boolean> {
  if (slice.too_long || !slice.clean) return false
  const name = `${options.table}__viewed.csv`
  await db.withFile(name, await utf8Of(source, scan, slice), async () => {
    await db.run(sql`CREATE OR REPLACE TEMP VIEW ${ident(options.table)} AS ${csvRows(name, scan, slice, cleanCsv(slice, options))}`)
    await use()
  })
  return true
}

/** Copies what the view shows into a table of its name, for statements that look at it more than once. */
export async function holdSlice(db: Database, table: string): Promise<void> {
  const held = `${table}__held`
  await db.run(
    sql`CREATE OR REPLACE TEMP TABLE ${ident(held)} AS FROM ${ident(table)}; DROP VIEW ${ident(table)}; ALTER TABLE ${ident(held)} RENAME TO ${ident(table)}`,
  )
}

function cleanCsv(slice: Slice, options: StageOptions): Csv {
  const beyond = range(options.width, slice.cells)
  const ragged = sql`CASE WHEN concat(${join(beyond.map((k) => sql`trim(${column(k)})`))}) <> '' THEN ${SHAPE_RAGGED} ELSE ${SHAPE_OK} END`
  return {
    names: range(0, slice.cells).map((k) => [`c${k}`, 'VARCHAR'] as const),
    newline: slice.newline,
    longest: slice.longest_line_bytes * 3,
    shape: beyond.length > 0 ? ragged : sql`${SHAPE_OK}`,
    n_cells: sql`${slice.cells}`,
    cells: options.columns.map((k) => (k < Math.min(slice.cells, options.width) ? column(k) : sql`NULL::VARCHAR AS ${column(k)}`)),
  }
}

async function utf8Of(source: ByteSource, { encoding, bad_bytes }: Scan, { start, end }: Slice): Promise<Uint8Array | Blob> {
  const is_utf8 = encoding === 'utf-8' && bad_bytes === 0
  if (is_utf8 && source.part) return source.part(start, end)
  const bytes = await source.read(start, end)
  return is_utf8 ? bytes : toUtf8(bytes, encoding)
}

async function stageRepaired(db: Database, units: Units, scan: Scan, slice: Slice, options: StageOptions): Promise<boolean> {
  const { bytes } = repair(units, scan, options.width, scan.encoding === 'utf-8' && scan.bad_bytes === 0)
  const names = [
    ['shape', 'TINYINT'],
    ['n_cells', 'INTEGER'],
    ...range(0, options.width).map((k) => [`c${k}`, 'VARCHAR'] as const),
  ] as const
  const csv = {
    names,
    newline: '\n' as const,
    longest: slice.longest_line_bytes * 4 + options.width + 64,
    shape: sql`shape`,
    n_cells: sql`n_cells`,
    cells: options.columns.map((k) => (k < options.width ? column(k) : sql`NULL::VARCHAR AS ${column(k)}`)),
  }
  return readCsv(db, bytes, scan, slice, csv, options.table)
}

/** How DuckDB is to read a file, and what of it becomes the rows of a slice. */
interface Csv {
  names: readonly (readonly [string, string])[]
  newline: string
  /** at most so many bytes on a line */
  longest: number
  shape: Sql
  n_cells: Sql
  cells: Sql[]
}

/** False when DuckDB does not find the rows that the scan found. */
async function readCsv(
  db: Database,
  content: Uint8Array | Blob,
  dialect: Dialect,
  slice: Slice,
  csv: Csv,
  table: string,
): Promise<boolean> {
  const name = `${table}.csv`
  await db.withFile(name, content, () => db.run(sql`CREATE OR REPLACE TEMP TABLE ${ident(table)} AS ${csvRows(name, dialect, slice, csv)}`))
  return (await countRows(db, table)) === slice.rows
}

function csvRows(name: string, dialect: Dialect, slice: Slice, csv: Csv): Sql {
  const types = join(csv.names.map(([column_name, type]) => sql`${ident(column_name)}: ${type}`))
  const long = csv.longest > 1_000_000 ? raw(`, max_line_size=${csv.longest}`) : raw('')
  const windows = csv.newline === '\r\n'
  const newline = windows ? '\\r\\n' : csv.newline === '\r' ? '\\r' : '\\n'
  // DuckDB's strict mode finds no row at all that ends in \r\n. ignore_errors: an error inside a transaction would end it; a row left out shows in the count instead
  return sql`SELECT (row_number() OVER () - 1 + ${slice.first_row})::INTEGER AS file_row, (${csv.shape})::TINYINT AS shape,
        (${csv.n_cells})::INTEGER AS n_cells${join(
          csv.cells.map((cell) => sql`, ${cell}`),
          '',
        )}
      FROM read_csv(${name}, header=false, auto_detect=false, parallel=false, strict_mode=${!windows}, null_padding=false, ignore_errors=true,
        delim=${dialect.delimiter}, quote=${dialect.quote}, escape=${dialect.quote}, new_line=${newline}, nullstr='', buffer_size=${Math.max(BUFFER_BYTES, 2 * csv.longest)}, columns={${types}}${long})`
}

/** The last resort: cells read here, handed over as columns. */
async function stageTokens(db: Database, units: Units, scan: Scan, slice: Slice, options: StageOptions): Promise<void> {
  const machine = new RowMachine(scan)
  const shapes: bigint[] = []
  const counts: bigint[] = []
  const cells: (string | null)[][] = options.columns.map(() => [])
  for (let at = 0; at < units.end; ) {
    const next = machine.read(units.u, at, units.end, true)
    if (next < 0) break
    const row = shapeRow(machine, units, scan, at, options.width)
    shapes.push(BigInt(row.shape))
    counts.push(BigInt(row.n_cells))
    options.columns.forEach((k, i) => {
      cells[i]?.push(row.cells[k] || null)
    })
    at = next
  }
  if (shapes.length !== slice.rows)
    throw new LucidError('internal', `a slice of ${slice.rows} rows gave ${shapes.length}; the file changed while it was read`)
  await stageColumns(db, slice, options, shapes, counts, cells)
}

async function stageLongLine(db: Database, slice: Slice, options: StageOptions): Promise<void> {
  await stageColumns(
    db,
    slice,
    options,
    [BigInt(SHAPE_LINE_TOO_LONG)],
    [0n],
    options.columns.map(() => [null]),
  )
}

async function stageColumns(
  db: Database,
  slice: Slice,
  { table, columns }: StageOptions,
  shapes: bigint[],
  counts: bigint[],
  cells: (string | null)[][],
): Promise<void> {
  const loose = `${table}__cells`
  const data = Object.fromEntries(columns.map((k, i) => [`c${k}`, cells[i] ?? []] as const))
  const file_row = shapes.map((_, i) => BigInt(slice.first_row + i))
  await db.insertColumns(loose, { file_row, shape: shapes, n_cells: counts, ...data }, 'create_temp')
  await db.run(sql`CREATE OR REPLACE TEMP TABLE ${ident(table)} AS
    SELECT file_row::INTEGER AS file_row, shape::TINYINT AS shape, n_cells::INTEGER AS n_cells
      ${join(
        columns.map((k) => sql`, ${column(k)}::VARCHAR AS ${column(k)}`),
        '',
      )}
    FROM ${ident(loose)} ORDER BY file_row`)
  await db.run(sql`DROP TABLE ${ident(loose)}`)
}

async function countRows(db: Database, table: string): Promise<number> {
  const [row] = await db.all<{ n: number }>(sql`SELECT count(*) AS n FROM ${ident(table)}`)
  return row?.n ?? 0
}

const column = (k: number): Sql => ident(`c${k}`)
const range = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i)
