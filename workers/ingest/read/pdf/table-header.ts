import { type ColumnRole, columnRole, namesExactly } from './column-labels'
import { readNumber } from './printed-number'
import { keysOf, type Line, phrases, type Word } from './words'

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

/** Cells above each other that make one column. */
interface Stack {
  cells: Cell[]
  x0: number
  x1: number
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
  while (belongs(lines[to + 1]) && near(lines[to], lines[to + 1], columnsIn(lines[to + 1]) ? 2.2 : 1.7)) to++
  let stacked = cellsOf(anchor).map((cell) => stackOf([cell]))
  for (let other = from; other <= to; other++) {
    const line = lines[other]
    if (line && other !== at) stacked = stackedWith(stacked, line, line.y > anchor.y)
  }
  const columns = stacked
    .map(({ cells, ...range }): Column => {
      const sorted = [...cells].sort((a, b) => (a.words[0]?.y ?? 0) - (b.words[0]?.y ?? 0))
      const words = sorted.flatMap((part) => part.words)
      const whole = columnRole(keysOf(words).replace(/- /g, '-')) ?? columnRole(keysOf(words))
      const describes = sorted.some((part) => part.role === 'description')
      const role = whole ?? (describes ? 'description' : null) ?? cells[0]?.role ?? sorted.find((part) => part.role !== null)?.role ?? null
      return { role, ...range, percent: words.some(({ text }) => text.includes('%')) }
    })
    .sort((a, b) => a.x0 - b.x0)
  const prices = columns.filter(({ role }) => role === 'unit_price')
  const last = prices.at(-1)
  // `Prix unitaire` and `Prix HT`: of two prices the last is what the line costs
  if (last && prices.length > 1 && !columns.some(({ role }) => role === 'amount' || role === 'gross_amount')) last.role = 'amount'
  return { columns, from, to }
}

const stackOf = (cells: Cell[], range = extent(cells.flatMap(({ words }) => words))): Stack => ({ cells, ...range })

/** The columns with a further line of the header: each of its cells belongs to the one above or below it, or is a column of its own. */
function stackedWith(stacked: readonly Stack[], line: Line, below: boolean): Stack[] {
  const phrase_of = new Map(phrases(line.words).flatMap((run) => run.map((word) => [word, run] as const)))
  const found = new Map<Stack, Cell[]>()
  const own: Stack[] = []
  for (const cell of cellsOf(line)) {
    const over = stacked.filter((one) => overlap(one, extent(cell.words)) > 0)
    // a line that spans several columns is a title above the table, not a part of its header
    if (over.length > 1) continue
    if (over[0]) found.set(over[0], [...(found.get(over[0]) ?? []), cell])
    else own.push(stackOf([cell]))
  }
  const parted = (cells: readonly Cell[]) =>
    new Set(cells.flatMap(({ words }) => words.slice(0, 1)).map((word) => phrase_of.get(word))).size > 1
  return stacked
    .flatMap((one) => {
      const cells = found.get(one) ?? []
      // `Rate` and `Amount` under `CGST`: each is a column of its own
      if (below && parted(cells)) return cells.map((cell) => stackOf([...one.cells, cell], extent(cell.words)))
      return [cells.length === 0 ? one : stackOf([...one.cells, ...cells])]
    })
    .concat(own)
}

const columnsIn = (line: Line | undefined): boolean => line !== undefined && rolesIn(cellsOf(line)) >= 2

/** Lines of one header follow each other without a gap. */
const near = (above: Line | undefined, below: Line | undefined, gap = 1.7): boolean =>
  above !== undefined && below !== undefined && below.y - above.y <= gap * Math.max(above.height, below.height, 6)

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
    if (role && !runsOver(words, role)) return { role, words }
  }
  return { role: null, words: run.slice(at, at + 1) }
}

/** Words that join what follows to the name of a column: `Price incl. VAT`, `Rate per piece`. */
const JOINS =
  /^(?:incl?|including|inclusive|inkl|inklusive|inc|excl|excluding|exclusive|ohne|with|without|before|after|mit|avec|hors|con|sin|of|in|and|&|und|et|or|de|du|von|per|pro|je|par|-|)$/u
const PIECES: readonly (ColumnRole | null)[] = ['unit', 'quantity', 'description']

/** A name that goes on freely (`MRP ...`, `Rate per ...`) ends where another column's begins. */
function runsOver(words: readonly Word[], role: ColumnRole): boolean {
  if (words.length === 1 || namesExactly(keysOf(words))) return false
  return words.some((word, at) => {
    const before = words[at - 1]
    if (!before) return false
    const per = /^(?:per|pro|je|par)$/.test(before.key)
    if (!per && JOINS.test(before.key)) return false
    const other = columnRole(word.key)
    return other !== null && other !== role && !(per && PIECES.includes(other))
  })
}

export const extent = (words: readonly Word[]): { x0: number; x1: number } => ({
  x0: Math.min(...words.map(({ x0 }) => x0)),
  x1: Math.max(...words.map(({ x1 }) => x1)),
})

/** How far two ranges cover each other, in points; negative: how far they stand apart. */
export const overlap = (a: { x0: number; x1: number }, b: { x0: number; x1: number }): number => Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0)
