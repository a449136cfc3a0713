/** A value of a packed file as it goes into a cell. */
export type Cell = string | number | bigint | boolean | null | undefined

const encoder = new TextEncoder()
const CHUNK_CHARS = 64 * 1024

/** Rows as the CSV of a TablePart: commas, RFC 4180 quotes, `\n`, UTF-8, in pieces of about 64 KB. */
export async function* csvBytes(
  rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let text = ''
  for await (const row of rows) {
    text += csvLine(row)
    if (text.length < CHUNK_CHARS) continue
    signal.throwIfAborted()
    yield encoder.encode(text)
    text = ''
  }
  if (text !== '') yield encoder.encode(text)
}

/** One row with its line end. */
export function csvLine(row: readonly Cell[]): string {
  return `${row.map((cell) => quoted(cellText(cell))).join(',')}\n`
}

/** A NUL would make the text look like a binary file to whoever reads on. */
function quoted(text: string): string {
  const safe = text.includes('\0') ? text.replaceAll('\0', '') : text
  return /[",\n\r]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The text of a value: numbers in plain decimals without an exponent, nothing rounded. */
export function cellText(value: Cell): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return plainNumber(value)
  return String(value)
}

function plainNumber(value: number): string {
  if (!Number.isFinite(value)) return ''
  const text = String(value)
  const exponent = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text)
  if (!exponent) return text
  const [, sign = '', first = '', rest = '', power = '0'] = exponent
  const digits = first + rest
  const point = 1 + Number(power)
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  return point >= digits.length ? sign + digits.padEnd(point, '0') : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}
