import type { Cell } from '../domain/metric'
import type { RowList } from '../ui/row-list'
import type { Steps } from '../ui/steps'

/** Rows that are written in one step. */
const STEP = 100

/** The rows as the parts of a CSV file: the mark of its encoding, the head, and then some rows in each. `write` makes lines of cells. */
export function* csvSteps(names: readonly string[], rows: RowList, write: (rows: readonly (readonly Cell[])[]) => string): Steps<string[]> {
  const parts = ['\uFEFF', write([names])]
  for (let from = 0; from < rows.length; from += STEP) {
    const some = Array.from({ length: Math.min(STEP, rows.length - from) }, (_, i) => rows.at(from + i) ?? {})
    parts.push(write(some.map((row) => names.map((name) => row[name] ?? null))))
    yield
  }
  return parts
}
