import { looksLikeDate } from './dates'
import { notData } from './not-data'

/** Two headings with two rows under each on average are the least that tells a list of groups from a row that somebody left empty. */
const LEAST = 2

/**
 * Rows with one text and nothing beside it that head the rows below: the supplier above its deliveries, the group above its products. A table has such headings where it begins with
 * one and each stands directly above a row that names its own product (`names`: its columns); else a row like that is a product without its figures, or one above its batches.
 * `titles` are texts from above the table, which every page may repeat. Gives the numbers of the rows.
 */
export function headingRows(
  rows: readonly (readonly string[])[],
  header: readonly string[],
  names: readonly number[],
  titles: readonly string[],
): number[] {
  const known = new Set(titles.map((title) => title.trim().toLowerCase()))
  const filled = rows.flatMap((row, at) => {
    const shape = shapeOf(row, header, known)
    return shape === 'nothing' ? [] : [{ at, row, shape }]
  })
  if (filled[0]?.shape !== 'heading') return []
  const headings = filled.filter(({ shape }) => shape === 'heading')
  const lines = filled.filter(({ shape }) => shape === 'row')
  const words = headings.map(({ row }) => wordOf(row))
  if (headings.length < LEAST || lines.length < LEAST * headings.length || new Set(words).size < words.length) return []
  const is_named = (row: readonly string[]): boolean => names.some((column) => (row[column] ?? '').trim() !== '')
  const heads_nothing = filled.some(({ shape }, k) => shape === 'heading' && filled[k + 1]?.shape !== 'row')
  return heads_nothing || !lines.every(({ row }) => is_named(row)) ? [] : headings.map(({ at }) => at)
}

/** The one text of a heading. */
export const wordOf = (row: readonly string[]): string => (row.find((cell) => cell.trim() !== '') ?? '').trim()

function shapeOf(row: readonly string[], header: readonly string[], titles: ReadonlySet<string>): 'heading' | 'row' | 'nothing' {
  const filled = row.filter((cell) => cell.trim() !== '')
  const word = wordOf(row)
  if (
    filled.length === 0 ||
    titles.has(word.toLowerCase()) ||
    notData(
      row,
      header.map(() => null),
      header,
    ) !== null
  )
    return 'nothing'
  return filled.length === 1 && /\p{L}{2}/u.test(word) && !looksLikeDate(word) ? 'heading' : 'row'
}
