import Papa from 'papaparse'

/** A plain number, which a spreadsheet shows as it stands: -12.50, +3, 1e6. */
const NUMERIC = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/
const FORMULA_START = /^'*[=+\-@\t\r]/

/**
 * Text that a spreadsheet will not run: cells that begin with = + - @ tab or CR get a leading apostrophe, unless they are numbers; so do those that
 * have one already, so that taking one off gives every cell back.
 */
export function formulaSafe(cell: string): string {
  return FORMULA_START.test(cell) && !NUMERIC.test(cell) ? `'${cell}` : cell
}

/** A cell that `formulaSafe` has guarded, as RE2 and JavaScript read it; without its first character it is as it was. */
export const GUARDED = "^''*[=+\\-@\\t\\r]"

type Cells = readonly (string | number | boolean | null)[]

/** A CSV file: UTF-8 byte-order mark (spreadsheets need it for text beyond ASCII), CRLF line ends, every cell formula-safe. null is an empty cell. */
export function safeCsv(rows: Iterable<Cells>): string {
  return `\uFEFF${csvOf(Array.from(rows))}`
}

/** Lines of such a file, without the mark at its beginning. */
export function csvOf(rows: readonly Cells[]): string {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? formulaSafe(cell) : cell)))
  return cells.length === 0 ? '' : `${Papa.unparse(cells, { newline: '\r\n' })}\r\n`
}
