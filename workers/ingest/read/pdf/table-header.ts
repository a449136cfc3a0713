import { type ColumnRole, columnRole } from './column-labels'
import { readNumber } from './printed-number'
import { type Line, phrases, type Word } from './words'

export interface Column {
  role: ColumnRole | null
  x0: number
  x1: number
  /** the header says that its numbers are rates */
  percent: boolean
}

export interface TableHeader {
  columns: Column[]
  /** indexes of the header's first and last line on the page */
  from: number
  to: number
}

interface Cell {
  role: ColumnRole | null
  words: Word[]
}

/** Lines of one header stand at most this far from the line with most of its words, in heights of a letter. */
const REACH = 3.4

/** Words of the longest header. */
const LONGEST = 8

/** Every header of a table of goods on a page: at least three columns that are known, one of them with what each line costs. */
export function tableHeaders(lines: readonly Line[]): TableHeader[] {
  const found: TableHeader[] = []
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]
    if (!line || at <= (found.at(-1)?.to ?? -1) || line.words.some(isValue) || rolesIn(cellsOf(line)) < 2) continue
    const header = headerAround(lines, at)
    if (header && isTable(header.columns)) found.push(header)
  }
  return found
}

/** A line that names columns of another table: of taxes, of terms of payment. */
export const namesColumns = (line: Line): boolean => !line.words.some(isValue) && rolesIn(cellsOf(line)) >= 2

/** Headers name numbers, they hold none; a rate can be a part of the name of a tax. */
const isValue = ({ text }: Word): boolean => /\d/.test(text) && !/%/.test(text) && readNumber(text, '.') !== null

const rolesIn = (cells: readonly Cell[]): number => new Set(cells.map(({ role }) => role).filter((role) => role !== null)).size

function isTable(columns: readonly Column[]): boolean {
  const has = (...roles: ColumnRole[]) => columns.some(({ role }) => role !== null && roles.includes(role))
  const known = new Set(columns.map(({ role }) => role).filter((role) => role !== null))
  return (
    known.size >= 3 &&
    (has('amount', 'gross_amount') || (has('unit_price') && has('quantity'))) &&
    has('description', 'quantity', 'unit_price', 'code')
  )
}

function headerAround(lines: readonly Line[], at: number): TableHeader | null {
  const anchor = lines[at]
  if (!anchor) return null
  const height = Math.max(anchor.height, 6)
  const belongs = (line: Line | undefined): line is Line =>
    line !== undefined && Math.abs(line.y - anchor.y) <= REACH * height && !line.words.some(({ text }) => /\d/.test(text))
  let [from, to] = [at, at]
  while (belongs(lines[from - 1]) && near(lines[from - 1], lines[from])) from--
  while (belongs(lines[to + 1]) && near(lines[to], lines[to + 1])) to++
  const cells = cellsOf(anchor)
  const stacked = cells.map((cell) => ({ cell, lines: [cell] }))
  for (let other = from; other <= to; other++) {
    const line = lines[other]
    if (!line || other === at) continue
    for (const cell of cellsOf(line)) {
      const over = stacked.filter((one) => overlap(extent(one.lines.flatMap(({ words }) => words)), extent(cell.words)) > 0)
      // a line that spans several columns is a title above the table, not a part of its header
      if (over.length > 1) continue
      const [one] = over
      if (one) one.lines.push(cell)
      else stacked.push({ cell, lines: [cell] })
    }
  }
  const columns = stacked
    .map(({ cell, lines: parts }): Column => {
      const sorted = [...parts].sort((a, b) => (a.words[0]?.y ?? 0) - (b.words[0]?.y ?? 0))
      const words = sorted.flatMap((part) => part.words)
      const whole = columnRole(keysOf(words).replace(/- /g, '-')) ?? columnRole(keysOf(words))
      const describes = sorted.some((part) => part.role === 'description')
      const role = whole ?? (describes ? 'description' : null) ?? cell.role ?? sorted.find((part) => part.role !== null)?.role ?? null
      return { role, ...extent(words), percent: words.some(({ text }) => text.includes('%')) }
    })
    .sort((a, b) => a.x0 - b.x0)
  const prices = columns.filter(({ role }) => role === 'unit_price')
  const last = prices.at(-1)
  // `Prix unitaire` and `Prix HT`: of two prices the last is what the line costs
  if (last && prices.length > 1 && !columns.some(({ role }) => role === 'amount' || role === 'gross_amount')) last.role = 'amount'
  return { columns, from, to }
}

/** Lines of one header follow each other without a gap. */
const near = (above: Line | undefined, below: Line | undefined): boolean =>
  above !== undefined && below !== undefined && below.y - above.y <= 1.7 * Math.max(above.height, below.height, 6)

/** The cells of a possible header line: known headers, the longest first, and what lies between them. */
function cellsOf(line: Line): Cell[] {
  return phrases(line.words).flatMap((run) => {
    const cells: Cell[] = []
    for (let at = 0; at < run.length; ) {
      const cell = longestFrom(run, at)
      const last = cells.at(-1)
      if (cell.role === null && last?.role === null) last.words.push(...cell.words)
      else cells.push(cell)
      at += cell.words.length
    }
    return cells
  })
}

function longestFrom(run: readonly Word[], at: number): Cell {
  for (let end = Math.min(run.length, at + LONGEST); end > at; end--) {
    const words = run.slice(at, end)
    const role = columnRole(keysOf(words))
    if (role) return { role, words }
  }
  return { role: null, words: run.slice(at, at + 1) }
}

const keysOf = (words: readonly Word[]): string =>
  words
    .map(({ key }) => key)
    .filter((key) => key !== '')
    .join(' ')

export const extent = (words: readonly Word[]): { x0: number; x1: number } => ({
  x0: Math.min(...words.map(({ x0 }) => x0)),
  x1: Math.max(...words.map(({ x1 }) => x1)),
})

/** How far two ranges cover each other, in points; negative: how far they stand apart. */
export const overlap = (a: { x0: number; x1: number }, b: { x0: number; x1: number }): number => Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0)
