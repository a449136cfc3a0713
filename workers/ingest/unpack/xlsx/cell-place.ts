import type { CellRange } from '../sheet/merged-cells'

/** 0-based column of `AB12`; -1 when there is none. */
export function columnOf(reference: string): number {
  let column = 0
  for (let i = 0; i < reference.length && i < 4; i++) {
    const code = reference.charCodeAt(i) & ~32
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return column - 1
}

/** `B2:D9` as 0-based numbers; null when it is no range. */
export function rangeOf(reference: string): CellRange | null {
  const parts = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/i.exec(reference)
  if (!parts) return null
  const [, left = '', top = '', right = left, bottom = top] = parts
  return { top: Number(top) - 1, left: columnOf(left), bottom: Number(bottom) - 1, right: columnOf(right) }
}
