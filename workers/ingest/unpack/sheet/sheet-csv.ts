import { LIMITS } from '../../../../src/domain/limits'
import { csvCell } from './csv-text'
import { type DateSwap, DateTrap, restored } from './date-trap'
import { type CellRange, type Fill, fillsOf } from './merged-cells'
import { type Moment, momentText } from './serial-date'
import { type SheetCurrency, SheetMoney } from './sheet-money'

/** Rows and columns that a spreadsheet can have. */
const ROWS = 1_048_576
const COLUMNS = 16_384
/** Rows that are looked at before the table's width is believed. */
const FIRST_ROWS = 2_000
const CHUNK_CHARS = 256 * 1024

/** What is known of a sheet before it is read: nothing at the first look, what the first look found at the second. */
export interface SheetPlan {
  /** columns in use, `from` inclusive, `to` exclusive; null = as the first rows have it */
  columns: { from: number; to: number } | null
  swaps: ReadonlyMap<number, DateSwap>
  fills: readonly Fill[]
}
export const FIRST_LOOK: SheetPlan = { columns: null, swaps: new Map(), fills: [] }

/** Counts for the user, of cells or rows. */
export interface SheetNotes {
  hidden_rows: number
  no_cached_value: number
  filled: number
  restored: number
}

/**
 * Turns the cells of one sheet, row by row, into CSV whose line n is row n of the sheet. Cells are put in any order within a row; rows must rise, and one
 * that does not is taken as the next. Empty columns left of the table and empty rows below it are left out.
 */
export class SheetCsv {
  readonly notes: SheetNotes = { hidden_rows: 0, no_cached_value: 0, filled: 0, restored: 0 }
  readonly merges: CellRange[] = []
  private readonly money = new SheetMoney()
  private cells: string[] = []
  private numbers: boolean[] = []
  private filled = 0
  private held: string[][] | null = []
  private from = 0
  private to = 0
  private widest = 0
  private leftmost = COLUMNS
  private next_row = 0
  private text = ''
  private readonly traps: (DateTrap | undefined)[] = []
  private readonly fills: { fill: Fill; text: string }[] = []
  private readonly starting = new Map<number, Fill[]>()
  /** as they went out, for a look at the header */
  private first_rows: string[][] = []

  constructor(
    private readonly plan: SheetPlan,
    private readonly out: (text: string) => void,
  ) {
    for (const fill of plan.fills) this.starting.set(fill.top, [...(this.starting.get(fill.top) ?? []), fill])
    if (plan.columns) this.settle(plan.columns.from, plan.columns.to)
  }

  putText(column: number, text: string): void {
    const first = text.charCodeAt(0)
    if (text.length >= 6 && text.length <= 24 && (first <= 32 || (first >= 48 && first <= 57))) this.trap(column)?.text(text)
    this.put(column, text, false)
  }

  putNumber(column: number, text: string, currency?: string): void {
    this.money.see(column, currency)
    this.put(column, text, true)
  }

  putMoment(column: number, moment: Moment): void {
    this.trap(column)?.moment(moment)
    const swap = this.plan.swaps.get(column)
    if (swap) this.notes.restored++
    this.put(column, swap ? restored(moment, swap) : momentText(moment), false)
  }

  /** Ends the row with this 0-based number. */
  endRow(row: number, hidden = false): void {
    if (this.filled === 0) return
    const at = row < this.next_row || row >= ROWS ? this.next_row : row
    if (hidden) this.notes.hidden_rows++
    this.fill(at)
    const { cells } = this
    this.cells = []
    this.numbers = []
    this.filled = 0
    if (this.held === null) {
      this.blank(at - this.next_row)
      this.line(cells)
    } else {
      while (this.held.length < at && this.held.length < FIRST_ROWS) this.held.push([])
      if (this.held.length < FIRST_ROWS) this.held.push(cells)
      else {
        const held = this.held.length
        this.settle(this.leftmost, this.widest)
        this.blank(at - held)
        this.line(cells)
      }
    }
    this.next_row = at + 1
    this.widest = Math.max(this.widest, cells.length)
  }

  /** Ends the sheet. Gives the plan for a second look, or null when the first was right. */
  finish(): SheetPlan | null {
    if (this.held !== null) this.settle(this.leftmost, this.widest)
    this.flush()
    if (this.plan !== FIRST_LOOK || this.leftmost === COLUMNS) return null
    const swaps = new Map<number, DateSwap>()
    this.traps.forEach((trap, column) => {
      if (trap?.swap) swaps.set(column, trap.swap)
    })
    const to = Math.max(this.to, Math.min(this.widest, this.leftmost + LIMITS.columns))
    const fills = fillsOf(this.merges, this.first_rows, this.from)
    if (swaps.size === 0 && fills.length === 0 && to === this.to && this.from === this.leftmost) return null
    return { columns: { from: this.leftmost, to }, swaps, fills }
  }

  /** What the number formats say of money; columns as they went out. Known once the sheet has ended. */
  currency(): SheetCurrency {
    return this.money.found(this.from)
  }

  private put(column: number, text: string, number: boolean): void {
    if (text === '' || column < 0 || column >= COLUMNS) return
    while (this.cells.length < column) this.cells.push('')
    this.cells[column] = text
    this.numbers[column] = number
    this.filled++
    if (column < this.leftmost) this.leftmost = column
  }

  private trap(column: number): DateTrap | undefined {
    if (this.plan !== FIRST_LOOK || column >= COLUMNS) return undefined
    this.traps[column] ??= new DateTrap()
    return this.traps[column]
  }

  private fill(row: number): void {
    for (const fill of this.starting.get(row) ?? []) {
      const text = this.cells[fill.column] ?? ''
      if (text !== '' && (fill.numbers || !this.numbers[fill.column])) this.fills.push({ fill, text })
    }
    for (let i = this.fills.length - 1; i >= 0; i--) {
      const { fill, text } = this.fills[i] as (typeof this.fills)[number]
      if (row > fill.bottom) this.fills.splice(i, 1)
      else if (row > fill.top && (this.cells[fill.column] ?? '') === '') {
        this.put(fill.column, text, false)
        this.notes.filled++
      }
    }
  }

  private settle(from: number, to: number): void {
    this.from = Math.min(from, to)
    this.to = Math.min(to, this.from + LIMITS.columns)
    const held = this.held ?? []
    this.first_rows = held.slice(0, FIRST_ROWS).map((row) => row.slice(this.from))
    this.held = null
    for (const row of held) this.line(row)
  }

  private blank(rows: number): void {
    for (let left = rows; left > 0; left -= CHUNK_CHARS) {
      this.text += '\n'.repeat(Math.min(left, CHUNK_CHARS))
      if (this.text.length >= CHUNK_CHARS) this.flush()
    }
  }

  private line(cells: readonly string[]): void {
    let line = ''
    if (cells.length > 0) {
      const end = Math.max(this.to, cells.length)
      for (let k = this.from; k < end; k++) line += (k === this.from ? '' : ',') + csvCell(cells[k] ?? '')
    }
    this.text += `${line}\n`
    if (this.text.length >= CHUNK_CHARS) this.flush()
  }

  private flush(): void {
    if (this.text !== '') this.out(this.text)
    this.text = ''
  }
}
