import type { LeftOutPart, WideTable } from '../../../src/domain/dataset'
import { guessEncoding } from '../read/encoding-guess'
import type { Sniffed } from '../read/scan'
import { type TokenRow, tokenise } from '../read/tokenise'
import { unitsOf } from '../read/units'
import { csvLine } from '../unpack/csv-bytes'
import { type LongCounts, longRows } from './long-rows'
import { monthsPlan } from './months-plan'
import { productsPlan } from './products-plan'
import { storesPlan } from './stores-plan'
import type { WidePlan } from './wide-plan'

/** A table of sums is small; one with more bytes is not turned. */
export const WIDE_BYTES = 64 * 1024 ** 2
const CHUNK_CHARS = 1024 ** 2

/** A table that was turned, as the CSV that is kept in its place. */
export interface Turned {
  csv: Blob
  wide: WideTable
  left_out: LeftOutPart[]
}

/** How a table with a column for each month, day, product or store is turned; null for any other table. `names` are those of the file and the sheet, `money` columns formatted as such. */
export function widePlan(
  head_rows: Sniffed['head_rows'],
  names: readonly string[],
  locale: string,
  money: readonly number[] = [],
): WidePlan | null {
  const months = monthsPlan(head_rows, names, locale, money)
  if (months) return months
  try {
    return productsPlan(head_rows, names, money) ?? storesPlan(head_rows, names)
  } catch {
    return null // no table at all: the import says what is wrong
  }
}

/** Turns the whole bytes of a table by its plan. Rows behind a line beyond the limit cannot be reached: null, and the table stays as it is. */
export function unpivot(bytes: Uint8Array, sniffed: Sniffed, plan: WidePlan): Turned | null {
  const { encoding } = guessEncoding(bytes)
  const counts: LongCounts = { rows: 0, lines: 0, empty: 0, others: 0 }
  const read = { cut: false }
  const pieces: string[] = []
  let text = ''
  for (const row of longRows(cellsOf(tokenise(unitsOf(bytes.subarray(sniffed.bom_bytes), encoding), sniffed), read), plan, counts)) {
    text += csvLine(row)
    if (text.length < CHUNK_CHARS) continue
    pieces.push(text)
    text = ''
  }
  if (read.cut || counts.lines === 0) return null
  const columns = plan.groups.length
  return {
    csv: new Blob([...pieces, text]),
    wide: { by: plan.by, columns, first: plan.first, last: plan.last, ...counts },
    left_out: [...plan.notes, ...plan.totals.map(({ name }) => ({ name, code: 'L_TOTAL_COLUMN', count: 1 }))],
  }
}

function* cellsOf(rows: Iterable<TokenRow>, read: { cut: boolean }): Generator<string[]> {
  for (const { cells, too_long } of rows) {
    if (too_long) read.cut = true
    yield cells
  }
}
