import { LucidError } from '../../../src/domain/errors'
import { voteDialect } from './dialect-vote'
import { guessEncoding } from './encoding-guess'
import { refuseKnownBinary, refuseOtherText } from './file-signature'
import type { Dialect, Newline, Sniffed } from './scan'
import { tokenise } from './tokenise'
import { type Units, unitsOf } from './units'

/** How much of a file sniff wants to see. */
export const HEAD_BYTES = 1024 ** 2
const HEAD_ROWS = 1_000

/**
 * Encoding, dialect and first rows of a delimited text file, from its first (up to 1 MB) bytes; `size` is the file's, in bytes.
 * Throws E_FILE_EMPTY, E_BINARY, E_HTML or E_UNKNOWN_FORMAT.
 */
export function sniff(head: Uint8Array, size: number): Sniffed {
  if (size === 0 || head.length === 0) throw empty('The file is empty: it has no bytes at all.')
  refuseKnownBinary(head)
  const { encoding, bom_bytes } = guessEncoding(head)
  const whole = head.length >= size
  const body = head.subarray(bom_bytes)
  const units = unitsOf(whole ? body : wholeCharacters(body), encoding)
  if (isBlank(units)) {
    if (whole) throw empty('The file is empty: it holds only blanks.')
    throw new LucidError('E_UNKNOWN_FORMAT', 'The file begins with more than 1 MB of blanks.', { hint: 'Export the data again as CSV.' })
  }
  refuseOtherText(units.text(0, Math.min(units.end, 4096)))
  return withRows(units, voteDialect(units, whole), whole, { encoding_guess: encoding, bom_bytes })
}

/** The first rows of a CSV that was written by an unpacker, whose dialect is known. Throws E_FILE_EMPTY. */
export function sniffUnpacked(head: Uint8Array, size: number): Sniffed {
  const whole = head.length >= size
  const units = unitsOf(head, 'utf-8')
  if (isBlank(units) && whole) throw empty('There is nothing in it.')
  return withRows(units, { delimiter: ',', quote: '"' }, whole, { encoding_guess: 'utf-8', bom_bytes: 0 })
}

function withRows(units: Units, dialect: Dialect, whole: boolean, bytes: Pick<Sniffed, 'encoding_guess' | 'bom_bytes'>): Sniffed {
  const head_rows: string[][] = []
  for (const row of tokenise(units, dialect, whole)) {
    head_rows.push(row.cells)
    if (head_rows.length === HEAD_ROWS) break
  }
  if (head_rows.length === 0)
    throw new LucidError('E_UNKNOWN_FORMAT', 'The first line is longer than 1 MB, so this is not a table.', {
      hint: 'Export the data again as CSV, with one row per line.',
    })
  return { ...bytes, ...dialect, newline: newlineOf(units), head_rows }
}

const empty = (message: string) => new LucidError('E_FILE_EMPTY', message, { hint: 'Export it again; nothing was changed.' })

/** Cuts an even number of bytes: half a 16-bit unit is no character (a cut UTF-8 sequence only shows in a last row that is left out). */
const wholeCharacters = (bytes: Uint8Array) => bytes.subarray(0, bytes.length & ~1)

function isBlank(units: Units): boolean {
  for (let i = 0; i < units.end; i++) {
    const unit = units.u[i] as number
    if (unit > 32 || !(unit === 0 || unit === 0x1a || (unit >= 9 && unit <= 13) || unit === 32)) return false
  }
  return true
}

/** The newline that ends most lines (quoted ones included: they are few). */
function newlineOf({ u, end }: Units): Newline {
  let lf = 0
  let cr = 0
  let crlf = 0
  for (let i = 0; i < end; i++) {
    if (u[i] === 10) lf++
    else if (u[i] === 13) {
      if (i + 1 < end && u[i + 1] === 10) {
        crlf++
        i++
      } else cr++
    }
  }
  if (crlf >= lf && crlf >= cr && crlf > 0) return '\r\n'
  return cr > lf ? '\r' : '\n'
}
