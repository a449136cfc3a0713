import type { Cell, Row } from '../domain/metric'
import type { Steps } from './steps'

/** Rows that a table can show: an array of them, or a list that makes each when it is looked at. */
export interface RowList {
  readonly length: number
  at(index: number): Row | undefined
}

/** Some rows of a list, in an order of their own. */
export class PickedRows implements RowList {
  constructor(
    private readonly of: RowList,
    private readonly picked: Uint32Array,
  ) {}
  get length(): number {
    return this.picked.length
  }
  at(index: number): Row | undefined {
    const row = this.picked[index]
    return row === undefined ? undefined : this.of.at(row)
  }
}

/** Rows that are compared, read or merged in one step. */
const STEP = 512

/** The rows by a cell of theirs; equal ones stay as they were, unknown ones come last either way. A merge sort, so that it can pause anywhere. */
export function* sortSteps(rows: RowList, cell: (row: Row) => Cell | undefined, descending: boolean): Steps<RowList> {
  const { length } = rows
  const keys: Cell[] = new Array(length)
  for (let i = 0; i < length; i++) {
    const row = rows.at(i)
    keys[i] = (row && cell(row)) ?? null
    if (i % STEP === 0) yield
  }
  const order = (a: number, b: number): number => {
    const [one, other] = [keys[a] as Cell, keys[b] as Cell]
    if (one === other) return a - b
    if (one === null) return 1
    if (other === null) return -1
    return one < other === descending ? 1 : -1
  }
  let sorted = Uint32Array.from({ length }, (_, i) => i)
  for (let from = 0; from < length; from += STEP) {
    sorted.subarray(from, from + STEP).sort(order)
    yield
  }
  let merged = new Uint32Array(length)
  for (let width = STEP; width < length; width *= 2) {
    for (let from = 0; from < length; from += 2 * width) {
      const middle = Math.min(from + width, length)
      const end = Math.min(from + 2 * width, length)
      let [left, right] = [from, middle]
      for (let at = from; at < end; at++) {
        const first = right >= end || (left < middle && order(sorted[left] as number, sorted[right] as number) < 0)
        merged[at] = sorted[first ? left++ : right++] as number
        if (at % STEP === 0) yield
      }
    }
    ;[sorted, merged] = [merged, sorted]
  }
  return new PickedRows(rows, sorted)
}
