import { guessEncoding } from '../../read/encoding-guess'

/** One line of the file. */
export interface MargRecord {
  /** H = an invoice begins, T = a line of goods, F = its totals; anything else is of no known kind */
  type: string
  cells: string[]
  /** 1-based line of the file */
  line: number
}

const DELIMITERS = [',', ';', '\t', '|']

/** The delimiter of a text whose first line is an `H` record; null for any other text. */
export function margDelimiter(text: string): string | null {
  const [, next] = /^\uFEFF?\s*"?H"?(.)/.exec(text) ?? []
  return next !== undefined && DELIMITERS.includes(next) ? next : null
}

/** The text of such a file: Marg writes the code page of its machine. Throws E_BINARY for what is no text. */
export function margText(bytes: Uint8Array): string {
  const { encoding, bom_bytes } = guessEncoding(bytes)
  const wide = encoding === 'utf-8' && !isUtf8(bytes) ? 'windows-1252' : encoding
  return new TextDecoder(wide).decode(bytes.subarray(bom_bytes))
}

/**
 * The lines of the text as records, blank ones left out. A line is a record whatever quotes it holds: names are written without quotes round them, inches with one,
 * so that a quote counts only where it opens a cell and closes it on the same line.
 */
export function* margRecords(text: string, delimiter: string): Generator<MargRecord> {
  let line = 0
  for (let at = 0; at < text.length; ) {
    const end = /\r\n|\n|\r/g
    end.lastIndex = at
    const found = end.exec(text)
    const stop = found ? found.index : text.length
    line++
    const words = text.slice(at, stop)
    at = found ? stop + found[0].length : text.length
    if (words.trim() === '') continue
    const cells = cellsOf(words, delimiter)
    yield { type: (cells[0] ?? '').toUpperCase(), cells, line }
  }
}

function cellsOf(words: string, delimiter: string): string[] {
  const cells: string[] = []
  // where one quote is never closed no later one is: a line of a million quotes is looked through once
  let closable = true
  for (let at = 0; at <= words.length; ) {
    const opens = closable && words[at] === '"'
    const quoted = opens ? closing(words, at, delimiter) : -1
    if (opens && quoted < 0) closable = false
    const stop = quoted < 0 ? words.indexOf(delimiter, at) : quoted + 1
    const end = stop < 0 ? words.length : stop
    const cell = quoted < 0 ? words.slice(at, end) : words.slice(at + 1, quoted).replaceAll('""', '"')
    cells.push(cell.replaceAll('\0', '').trim())
    at = end + 1
  }
  return cells
}

/** Where the quote that opens a cell is closed, before a delimiter or the end of the line; -1 = it is a sign like any other. */
function closing(words: string, at: number, delimiter: string): number {
  for (let k = words.indexOf('"', at + 1); k >= 0; k = words.indexOf('"', k + 1)) {
    if (words[k + 1] === '"') k++
    else if (k + 1 === words.length || words[k + 1] === delimiter) return k
  }
  return -1
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
