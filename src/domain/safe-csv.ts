/** A plain number, which a spreadsheet shows as it stands: -12.50, +3, 1e6. */
const NUMERIC = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/
const FORMULA_START = /^[=+\-@\t\r]/

/**
 * Text that a spreadsheet will not run: cells that begin with = + - @ tab or CR get a leading apostrophe, unless they are numbers.
 */
export function formulaSafe(cell: string): string {
  return FORMULA_START.test(cell) && !NUMERIC.test(cell) ? `'${cell}` : cell
}

/** One cell as RFC 4180 wants it, formula-safe. null is an empty cell. */
export function csvCell(value: string | number | boolean | null): string {
  if (value === null) return ''
  const cell = typeof value === 'string' ? formulaSafe(value) : String(value)
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** A CSV file: UTF-8 byte-order mark (spreadsheets need it for text beyond ASCII), CRLF line ends, every cell formula-safe. */
export function safeCsv(rows: Iterable<readonly (string | number | boolean | null)[]>): string {
  let out = '\uFEFF'
  for (const row of rows) out += `${row.map(csvCell).join(',')}\r\n`
  return out
}
