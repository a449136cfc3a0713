/** What the byte level knows about one delimited text file. All of it is plain data that crosses workers. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
export type Newline = '\n' | '\r\n' | '\r'

export interface Dialect {
  delimiter: ',' | ';' | '\t' | '|' | '^' | '~'
  /** '' = no cell is quoted */
  quote: '"' | "'" | ''
}

export interface Sniffed extends Dialect {
  /** utf-16 is final; utf-8 or windows-1252 is settled by the scan of the whole file */
  encoding_guess: Encoding
  bom_bytes: number
  newline: Newline
  /** the first (up to 1000) physical rows; an empty row is [] */
  head_rows: string[][]
}

/** A stretch of whole rows. Bytes are offsets in the file, `end` exclusive. */
export interface Slice {
  start: number
  end: number
  /** 0-based physical row of the file */
  first_row: number
  rows: number
  /** every row has `cells` cells, none is blank, no odd quote, no NUL, one kind of newline: DuckDB reads it as it is */
  clean: boolean
  /** cells of every row when clean, else of the widest */
  cells: number
  longest_line_bytes: number
  /** of every row when clean */
  newline: Newline
  /** one row beyond LIMITS.line_bytes, alone in its slice; its bytes are never read */
  too_long: boolean
  /** some row holds an underscore; not known of what an earlier version scanned */
  underscore?: boolean
}

export interface Scan extends Dialect {
  encoding: Encoding
  bom_bytes: number
  newline: Newline
  bytes: number
  rows_physical: number
  longest_line_bytes: number
  blank_rows: number
  /** bytes that are not valid in `encoding` and are read as U+FFFD (E_MIXED_ENCODING) */
  bad_bytes: number
  max_cells: number
  slices: Slice[]
  /** first physical row with a quote that never closes; it was read as a plain character */
  unbalanced_quote_row: number | null
}

export const unitBytes = (encoding: Encoding): number => (encoding === 'utf-16le' || encoding === 'utf-16be' ? 2 : 1)
