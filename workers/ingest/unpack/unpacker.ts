import type { ByteSource } from '../../db/byte-source'
import type { SheetCurrency } from './sheet/sheet-money'

/** Formats that are not delimited text. Each has one file `<name>.unpacker.ts` here. */
export type PackedFormat =
  | 'xlsx'
  | 'xls'
  | 'xlsb'
  | 'ods'
  | 'zip'
  | 'gzip'
  | 'sqlite'
  | 'vyapar'
  | 'tally_xml'
  | 'marg'
  | 'json'
  | 'parquet'
  | 'pdf'

/**
 * A table found in a packed file, as the CSV that the pipeline reads from there on: UTF-8 without mark, commas, RFC 4180 quotes, `\n`. Line n is row n
 * of the sheet (blank rows stay), so that a row of the evidence can be found in the original. Dates are ISO (`2024-01-31`, `2024-01-31 14:05:00`),
 * numbers plain decimals with a point, nothing rounded that the file holds.
 */
export interface TablePart {
  type: 'table'
  /** what the shop calls it: sheet name, table name */
  name: string
  /** a sheet that its program does not show */
  hidden: boolean
  csv: AsyncIterable<Uint8Array>
  /** what the formats of its numbers say of money, once the first bytes of the CSV are there; absent: nothing */
  money?: () => SheetCurrency
}

/** A file inside a file: read as if it had been dropped by itself. */
export interface FilePart {
  type: 'file'
  /** path inside the archive */
  name: string
  bytes: AsyncIterable<Uint8Array>
}

export type Part = TablePart | FilePart

export interface UnpackHooks {
  signal: AbortSignal
  /** share done, 0 to 1 */
  progress(within: number): void
}

/** What was left out on purpose, told to the user: a pivot sheet, a transaction type nobody knows. `code` is one of src/domain/issue-codes or errors. */
export interface LeftOut {
  name: string
  code: string
  count: number
}

/** One packed format. Detection is small and loads nothing; `unpack` loads its library itself. */
export interface Unpacker {
  format: PackedFormat
  /** 0 = no, 1 = certain; `head` is the first MB or the whole file when smaller. By content, never by name alone. */
  detect(head: Uint8Array, filename: string): number
  /** Parts in the file's order, each consumed before the next is asked for. Throws LucidError for a file that is broken, hostile or over a limit. */
  unpack(source: ByteSource, filename: string, hooks: UnpackHooks): AsyncGenerator<Part, readonly LeftOut[]>
}
