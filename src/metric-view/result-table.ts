import type { Cell, MetricTable, Row } from '../domain/metric'
import { cellsOf } from '../domain/packed-rows'
import { PickedRows, type RowList } from '../ui/row-list'
import type { Steps } from '../ui/steps'

/** Rows that are read in one step. */
const STEP = 256

/** The rows of one answer as a page lists them: at most `most`. A row is made when it is looked at; whole columns are read without making any. */
export class ResultTable implements RowList {
  readonly length: number
  /** more rows came than are listed */
  readonly cut: boolean
  readonly as_of: string | null
  readonly warnings: readonly string[]
  readonly names: readonly string[]
  private readonly cells: ReadonlyMap<string, (row: number) => Cell>
  private readonly largest = new Map<string, number>()
  private texts: string[] | null = null

  constructor({ rows, as_of, warnings }: Pick<MetricTable, 'rows' | 'as_of' | 'warnings'>, most = Number.POSITIVE_INFINITY) {
    this.length = Math.min(rows.length, most)
    this.cut = rows.length > most
    this.as_of = as_of
    this.warnings = warnings
    this.names = rows.columns.map(({ name }) => name)
    this.cells = new Map(rows.columns.map((column) => [column.name, cellsOf(column)]))
    this.words = rows.columns.filter(({ kind }) => kind === 'text').map(cellsOf)
  }
  private readonly words: readonly ((row: number) => Cell)[]

  at(index: number): Row | undefined {
    if (index < 0 || index >= this.length) return undefined
    const row: Row = {}
    for (const [name, cell] of this.cells) row[name] = cell(index)
    return row
  }

  /** One column's cells by row number; null everywhere where there is no such column. */
  column(name: string): (row: number) => Cell {
    return this.cells.get(name) ?? (() => null)
  }

  /** How many cells of a column are so. */
  count(name: string, is: (cell: Cell) => boolean): number {
    const cell = this.column(name)
    let count = 0
    for (let i = 0; i < this.length; i++) if (is(cell(i))) count++
    return count
  }

  /** The largest number of a column, at least 0. */
  most(name: string): number {
    const known = this.largest.get(name)
    if (known !== undefined) return known
    const cell = this.column(name)
    let most = 0
    for (let i = 0; i < this.length; i++) most = Math.max(most, Number(cell(i) ?? 0))
    this.largest.set(name, most)
    return most
  }

  /** The rows that hold every word of `query` in their texts, at most `limit` of them. What is looked through is made once. */
  *find(query: string, limit = Number.POSITIVE_INFINITY): Steps<RowList> {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean)
    if (words.length === 0 && limit >= this.length) return this
    if (this.texts === null) {
      const texts: string[] = new Array(this.length)
      for (let i = 0; i < this.length; i++) {
        texts[i] = this.words
          .map((cell) => cell(i) ?? '')
          .join(' ')
          .toLowerCase()
        if (i % STEP === 0) yield
      }
      this.texts = texts
    }
    const found: number[] = []
    for (let i = 0; i < this.length && found.length < limit; i++) {
      const text = this.texts[i] as string
      if (words.every((word) => text.includes(word))) found.push(i)
      if (i % STEP === 0) yield
    }
    return new PickedRows(this, Uint32Array.from(found))
  }
}
