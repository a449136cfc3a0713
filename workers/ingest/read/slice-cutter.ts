import type { Newline, Slice } from './scan'

/** One row as the scanner found it; positions are bytes of the file. */
export interface ScannedRow {
  start: number
  /** after its newline */
  end: number
  cells: number
  line_bytes: number
  /** nothing odd about it: DuckDB can read it as it is */
  plain: boolean
  newline: Newline | null
  underscore: boolean
}

/**
 * Gathers rows into slices. Rows of one shape go into clean slices that DuckDB reads directly; a clean stretch must be worth its own slice
 * (`clean_bytes`), else it stays with its odd neighbours: so a few odd rows never slow a whole file down, nor cut it into crumbs.
 */
export class SliceCutter {
  readonly slices: Slice[] = []
  private current: Slice | null = null
  /** the stretch of equal plain rows at the end of a slice that is not clean */
  private run: Slice | null = null
  private row = 0

  constructor(
    private readonly slice_bytes: number,
    private readonly slice_rows: number,
    private readonly clean_bytes: number,
  ) {}

  /** Takes the next row. The object is read at once and can be used again. */
  add(row: ScannedRow): void {
    const current = this.current
    if (current === null) this.current = sliceOf(row, this.row)
    else if (current.clean) {
      if (fits(current, row)) extend(current, row)
      else if (current.end - current.start >= this.clean_bytes) {
        this.close()
        this.current = sliceOf(row, this.row)
      } else {
        current.clean = false
        extend(current, row)
        this.run = row.plain ? sliceOf(row, this.row) : null
      }
    } else this.addToMixed(current, row)
    this.row++
    const now = this.current
    if (now !== null && (now.rows >= this.slice_rows || now.end - now.start >= this.slice_bytes)) this.close()
  }

  /** A row beyond the line limit gets a slice of its own. */
  addTooLong(start: number, end: number): void {
    this.close()
    this.slices.push({
      start,
      end,
      first_row: this.row,
      rows: 1,
      clean: false,
      cells: 0,
      longest_line_bytes: end - start,
      newline: '\n',
      too_long: true,
      underscore: false,
    })
    this.row++
  }

  close(): void {
    if (this.current !== null) this.slices.push(this.current)
    this.current = null
    this.run = null
  }

  private addToMixed(current: Slice, row: ScannedRow): void {
    const run = this.run
    extend(current, row)
    if (!row.plain) this.run = null
    else if (run !== null && fits(run, row)) extend(run, row)
    else this.run = sliceOf(row, this.row)
    const now = this.run
    if (now === null || now.end - now.start < this.clean_bytes || now.start === current.start) return
    current.end = now.start
    current.rows -= now.rows
    this.close()
    this.current = now
  }
}

const fits = (slice: Slice, row: ScannedRow) =>
  row.plain && row.cells === slice.cells && (row.newline === null || row.newline === slice.newline)

function sliceOf(row: ScannedRow, first_row: number): Slice {
  return {
    start: row.start,
    end: row.end,
    first_row,
    rows: 1,
    clean: row.plain,
    cells: row.cells,
    longest_line_bytes: row.line_bytes,
    newline: row.newline ?? '\n',
    too_long: false,
    underscore: row.underscore,
  }
}

function extend(slice: Slice, row: ScannedRow): void {
  slice.end = row.end
  slice.rows++
  if (row.underscore) slice.underscore = true
  if (row.cells > slice.cells) slice.cells = row.cells
  if (row.line_bytes > slice.longest_line_bytes) slice.longest_line_bytes = row.line_bytes
}
