import { LucidError } from '../../../src/domain/errors'
import { LIMITS } from '../../../src/domain/limits'
import type { Role } from '../../../src/domain/mapping'
import { looksLikeDate } from './dates'
import { writtenHeader } from './match-header'
import { monthsError } from './missing-columns'
import { parseNumber } from './numbers'
import { namesMonths } from './wide-table'

/** Where a table starts in its file. Rows are physical rows; skip_rows is the number above the first header row. */
export interface TableLocation {
  skip_rows: number
  header_rows: number
  /** one name per column, parent and child joined for two header rows; as wide as the table */
  header: string[]
}

interface Candidate extends TableLocation {
  score: number
  matched: number
  /** of the matched cells, different ones */
  names: number
  required: number
}

/** Roles of which a header of any readable kind has two. */
const TELLING: ReadonlySet<Role> = new Set<Role>([
  'date',
  'product',
  'code',
  'qty',
  'total',
  'unit_price',
  'store',
  'store_name',
  'stock',
  'received',
  'mrp',
  'cost',
])

/**
 * Finds the header in the first rows of a file (domain.md 2.1): 3 x cells in the dictionary + distinct text cells - 2 x numbers and dates; rows
 * with two telling columns before all others, the highest score, the earliest of equals. Without any known word it is the first
 * full row of texts above rows of another shape; failing that, rows of dates, texts and numbers make a table without names. Throws E_FILE_EMPTY, E_HEADER_ONLY, E_TOO_WIDE, or E_UNKNOWN_FORMAT when no row can be a header.
 */
export function locateTable(rows: readonly (readonly string[])[]): TableLocation {
  const width = tableWidth(rows)
  if (width === 0) throw new LucidError('E_FILE_EMPTY', 'The file has no cells.', { hint: 'Export it again and check that it has rows.' })
  if (width > LIMITS.columns)
    throw new LucidError('E_TOO_WIDE', `The table has ${width} columns; at most ${LIMITS.columns} can be read.`, {
      hint: 'Export only the columns of the sales lines.',
      details: { columns: width, limit: LIMITS.columns },
    })
  const best = byDictionary(rows, width) ?? byShape(rows, width) ?? nameless(rows, width)
  if (!best && rows.slice(0, LIMITS.header_scan_rows).some(namesMonths)) throw monthsError()
  if (!best)
    throw new LucidError('E_UNKNOWN_FORMAT', 'The file has no row of column names.', {
      hint: 'Add a first row that names the columns, such as Date, Item, Qty, Amount.',
      details: { first_row: (rows.find(hasText) ?? []).slice(0, 20) },
    })
  if (!rows.slice(best.skip_rows + best.header_rows).some(hasText))
    throw new LucidError('E_HEADER_ONLY', 'The file has a header but no rows under it.', {
      hint: 'Export it again for a period that has sales.',
      details: { header: best.header.slice(0, 50) },
    })
  return { skip_rows: best.skip_rows, header_rows: best.header_rows, header: best.header }
}

/** Cells of the usual row: the most frequent width, the wider of equals. Title rows are narrow and few. */
function tableWidth(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>()
  for (const row of rows) if (hasText(row)) counts.set(row.length, (counts.get(row.length) ?? 0) + 1)
  let width = 0
  for (const [cells, count] of counts) if (count > (counts.get(width) ?? 0) || (count === counts.get(width) && cells > width)) width = cells
  return width
}

function byDictionary(rows: readonly (readonly string[])[], width: number): Candidate | null {
  const scanned = Math.min(rows.length, LIMITS.header_scan_rows)
  let best: Candidate | null = null
  let second = -1
  const better = (one: Candidate, other: Candidate | null): boolean =>
    other === null || one.required >= 2 !== other.required >= 2 ? one.required >= 2 || other === null : one.score > other.score
  for (let at = 0; at < scanned; at++) {
    const row = rows[at] ?? []
    if (!hasText(row) || at === second) continue
    const single = candidate(at, 1, row, width)
    if (single.matched > 0 && better(single, best)) best = single
    const child = rows[at + 1] ?? []
    if (!canBeParent(row, child)) continue
    const pair = candidate(at, 2, joinRows(row, child), width)
    // a pair must say more than either of its rows, or a title above a header would count as its parent
    const below = candidate(at + 1, 1, child, width)
    if (pair.names <= single.names || pair.names <= below.names) continue
    if (better(pair, best)) best = pair
    second = at + 1 // by itself it says less, however often it says it
  }
  return best !== null && (best.required >= 2 || best.score > 0) ? best : null
}

/** A header in words that the dictionary does not know: the first row of texts only, filled to the table's width, above a row of another shape. */
function byShape(rows: readonly (readonly string[])[], width: number): Candidate | null {
  const scanned = Math.min(rows.length, LIMITS.header_scan_rows)
  for (let at = 0; at < scanned; at++) {
    const row = rows[at] ?? []
    if (row.length < width || width < 2 || row.slice(0, width).some((cell) => cell.trim() === '' || isValue(cell))) continue
    if (new Set(row.map((cell) => cell.trim())).size < row.length) continue
    const below = rows.slice(at + 1).filter(hasText)
    if (below.length > 0 && !below.slice(0, 20).some((other) => other.some(isValue))) continue
    return candidate(at, 1, row, width)
  }
  return null
}

/**
 * No header at all: most rows have the table's width, and under each other a column of dates, one of numbers and one of texts. The columns stay without
 * names, so that each of them is asked about.
 */
function nameless(rows: readonly (readonly string[])[], width: number): Candidate | null {
  const full = rows.filter((row) => row.length === width && hasText(row))
  if (full.length < 3 || full.length * 5 < rows.filter(hasText).length * 3) return null
  const share = (fits: (cell: string) => boolean, column: number): number =>
    full.filter((row) => fits(row[column] ?? '')).length / full.length
  const some = (fits: (cell: string) => boolean): boolean => Array.from({ length: width }, (_, k) => k).some((k) => share(fits, k) >= 0.8)
  const isNumber = (cell: string): boolean => cell.trim() !== '' && parseNumber(cell, '.').kind === 'value'
  const isWord = (cell: string): boolean => /\p{L}{2}/u.test(cell) && !looksLikeDate(cell)
  if (!some(looksLikeDate) || !some(isNumber) || !some(isWord)) return null
  const skip_rows = rows.findIndex((row) => row.length === width && row.some(looksLikeDate))
  return skip_rows < 0
    ? null
    : { skip_rows, header_rows: 0, header: Array.from({ length: width }, () => ''), score: 0, matched: 0, names: 0, required: 0 }
}

function candidate(skip_rows: number, header_rows: number, cells: readonly string[], width: number): Candidate {
  const header = fitted(cells, width)
  let matched = 0
  let numeric = 0
  const telling = new Set<Role>()
  const texts = new Set<string>()
  const names = new Set<string>()
  for (const cell of header) {
    if (cell === '') continue
    if (isValue(cell)) {
      numeric++
      continue
    }
    texts.add(cell.toLowerCase())
    const meaning = writtenHeader(cell)
    if (!meaning.known) continue
    matched++
    names.add(cell.toLowerCase())
    const role = meaning.matches[0]?.role
    if (role && TELLING.has(role)) telling.add(role)
  }
  return {
    skip_rows,
    header_rows,
    header,
    matched,
    names: names.size,
    required: telling.size,
    score: 3 * matched + texts.size - 2 * numeric,
  }
}

/** Trimmed names; empty ones at the end are dropped down to the table's width, missing ones added. */
function fitted(cells: readonly string[], width: number): string[] {
  const header = cells.map((cell) =>
    cell
      .replace(/[\u200b\ufeff]/g, '')
      .replace(/\s+/g, ' ')
      .trim(),
  )
  while (header.length > width && header[header.length - 1] === '') header.pop()
  while (header.length < width) header.push('')
  return header
}

function canBeParent(row: readonly string[], child: readonly string[]): boolean {
  const texts = (cells: readonly string[]): boolean => cells.filter((cell) => cell.trim() !== '').length >= 2 && !cells.some(isValue)
  const first = row.findIndex((cell) => cell.trim() !== '')
  // one text over all columns is a title ("Closing Stock as on 31/03/2026")
  const is_title = first === 0 && row.slice(1).every((cell) => cell.trim() === '')
  return texts(child) && !row.some(isValue) && first >= 0 && !is_title
}

/** Two header rows as one: a merged parent reaches to the right over children, until the next parent. */
function joinRows(parents: readonly string[], children: readonly string[]): string[] {
  let reach = ''
  const named = children.map((child) => child.trim().toLowerCase())
  return Array.from({ length: Math.max(parents.length, children.length) }, (_, i) => {
    const parent = parents[i]?.trim() ?? ''
    const child = children[i]?.trim() ?? ''
    if (parent !== '') reach = parent
    if (child === '') return parent
    if (reach === '') return child
    const joined = `${reach} ${child}`
    // "Bill" over "Qty" joins to nothing that is known, but "Qty" is. Under several parents ("Inwards", "Outwards") it is another one each time
    const is_only = named.indexOf(child.toLowerCase()) === named.lastIndexOf(child.toLowerCase())
    return writtenHeader(joined).known || !writtenHeader(child).known || !is_only ? joined : child
  })
}

function isValue(cell: string): boolean {
  const text = cell.trim()
  return (
    text !== '' &&
    /\p{Nd}/u.test(text) &&
    (parseNumber(text, '.', { percent: true }).kind === 'value' || parseNumber(text, ',').kind === 'value' || looksLikeDate(text))
  )
}

function hasText(row: readonly string[]): boolean {
  return row.some((cell) => cell.trim() !== '')
}
