import { LucidError } from '../../../src/domain/errors'
import { LIMITS } from '../../../src/domain/limits'
import { HAS_NUL, NEED_MORE, ODD_QUOTE, RowMachine, STRAY_QUOTE, TOO_LONG } from './row-machine'
import { type Scan, type Slice, type Sniffed, unitBytes } from './scan'
import { type ScannedRow, SliceCutter } from './slice-cutter'
import { UnitFeed } from './unit-feed'

export interface ScanLimits {
  /** a slice is cut at the first row end at or after this many bytes */
  slice_bytes?: number
  /** a slice is cut at this many rows, even if it has fewer bytes than `slice_bytes` */
  slice_rows?: number
  /** shortest stretch of equal rows that becomes a clean slice of its own */
  clean_bytes?: number
  line_bytes?: number
}

/** What is held in memory of a file at a time. */
const SLICE_BYTES = 32 * 1024 ** 2
/**
 * Two of DuckDB's row groups. Rows that come a whole row group at a time go straight into the database file, compressed; fewer are written twice,
 * to the log and again at the checkpoint. One more row than that would leave a crumb of a row group behind each slice.
 */
const SLICE_ROWS = 2 * 122_880

const CTRL_Z = 0x1a
const LF = 10
const CR = 13
const UNDERSCORE = 0x5f

/**
 * One pass over a file's bytes, in chunks cut anywhere: exact row ends, slices, widths, odd rows, validity of the encoding.
 * Holds one row and one chunk at a time; the bytes of a line beyond the limit are let go. `push` throws E_TOO_WIDE.
 */
export class TableScanner {
  private readonly machine: RowMachine
  private readonly cutter: SliceCutter
  private readonly feed: UnitFeed
  private readonly line_units: number
  private readonly unit: number
  private readonly row: ScannedRow = { start: 0, end: 0, cells: 0, line_bytes: 0, plain: true, newline: null, underscore: false }
  /** where the row that is being passed over began, in units of the file; -1 when none is */
  private long_start = -1
  private rows = 0
  private blank_rows = 0
  private max_cells = 0
  private longest = 0
  private stray_row: number | null = null
  /** the next one in the window, at or behind the row at hand; -1 = not looked for yet */
  private underscore_at = -1

  constructor(
    private readonly sniffed: Sniffed,
    limits: ScanLimits = {},
  ) {
    this.unit = unitBytes(sniffed.encoding_guess)
    this.line_units = Math.floor((limits.line_bytes ?? LIMITS.line_bytes) / this.unit)
    this.machine = new RowMachine(sniffed, this.line_units, false)
    this.cutter = new SliceCutter(limits.slice_bytes ?? SLICE_BYTES, limits.slice_rows ?? SLICE_ROWS, limits.clean_bytes ?? 1024 ** 2)
    this.feed = new UnitFeed(sniffed.encoding_guess, sniffed.bom_bytes)
  }

  /** Those that are cut so far; they change no more. */
  get slices(): readonly Slice[] {
    return this.cutter.slices
  }

  push(chunk: Uint8Array): void {
    this.feed.push(chunk)
    this.consume(false)
  }

  finish(): Scan {
    const { feed, sniffed } = this
    feed.finish()
    while (feed.length > 0 && feed.u[feed.length - 1] === CTRL_Z && this.long_start < 0) feed.length--
    this.consume(true)
    if (this.long_start >= 0) this.endLong(feed.base + feed.length)
    this.cutter.close()
    const wide = this.unit === 2
    const only_bad = feed.good === 0 && feed.bad > 0 && sniffed.bom_bytes === 0
    return {
      encoding: wide ? sniffed.encoding_guess : only_bad ? 'windows-1252' : 'utf-8',
      bom_bytes: sniffed.bom_bytes,
      delimiter: sniffed.delimiter,
      quote: sniffed.quote,
      newline: sniffed.newline,
      bytes: feed.bytes,
      rows_physical: this.rows,
      longest_line_bytes: this.longest,
      blank_rows: this.blank_rows,
      bad_bytes: !wide && only_bad ? 0 : feed.bad,
      max_cells: this.max_cells,
      slices: this.cutter.slices,
      unbalanced_quote_row: this.stray_row,
    }
  }

  private consume(final: boolean): void {
    const { feed, machine } = this
    const u = feed.sealed()
    const end = feed.length
    this.underscore_at = -1
    let at = this.long_start < 0 ? 0 : this.passOver(0, final)
    while (at < end && this.long_start < 0) {
      const next = machine.read(u, at, end, final)
      if (next === NEED_MORE) break
      if (next === TOO_LONG) {
        this.long_start = feed.base + at
        at = this.passOver(at + this.line_units, final)
        continue
      }
      this.take(u, at, next)
      at = next
    }
    feed.drop(Math.min(at, end))
  }

  /** Looks for the newline that ends a line beyond the limit, from `at`; gives where to read on. */
  private passOver(at: number, final: boolean): number {
    const { u, length, base } = this.feed
    let i = at
    while (i < length && u[i] !== LF && u[i] !== CR) i++
    if (i >= length) return length
    if (u[i] === CR && i + 1 >= length && !final) return i
    const next = u[i] === CR && i + 1 < length && u[i + 1] === LF ? i + 2 : i + 1
    this.endLong(base + next)
    return next
  }

  private endLong(end: number): void {
    const start = this.long_start
    this.long_start = -1
    this.longest = Math.max(this.longest, (end - start) * this.unit)
    this.cutter.addTooLong(this.fileByte(start), this.fileByte(end))
    this.rows++
  }

  private take(u: Uint8Array, at: number, next: number): void {
    const { machine, row } = this
    const { cells, flags } = machine
    const blank = machine.isBlank(u, at)
    const line = (machine.content_end - at) * this.unit
    if (cells > this.max_cells) {
      if (cells > LIMITS.columns && !blank)
        throw new LucidError('E_TOO_WIDE', `Row ${this.rows + 1} has ${cells} columns; ${LIMITS.columns} is the most that is read.`, {
          hint: 'Export only the columns that you need.',
          details: { columns: cells, limit: LIMITS.columns },
        })
      if (!blank) this.max_cells = cells
    }
    if (line > this.longest) this.longest = line
    if (blank) this.blank_rows++
    if ((flags & STRAY_QUOTE) !== 0) this.stray_row ??= this.rows
    row.start = this.fileByte(this.feed.base + at)
    row.end = this.fileByte(this.feed.base + next)
    row.cells = cells
    row.line_bytes = line
    row.plain = !blank && (flags & (ODD_QUOTE | HAS_NUL)) === 0 && line <= LIMITS.cell_chars
    row.newline = machine.newline_units === 0 ? null : machine.newline_units === 2 ? '\r\n' : machine.newline_unit === LF ? '\n' : '\r'
    row.underscore = this.holdsUnderscore(u, at, next)
    this.cutter.add(row)
    this.rows++
  }

  /** A search by the browser itself, and from one to the next: row by row it would take longer than the rest. */
  private holdsUnderscore(u: Uint8Array, at: number, next: number): boolean {
    if (this.underscore_at < at) {
      const found = u.indexOf(UNDERSCORE, at)
      this.underscore_at = found < 0 ? u.length : found
    }
    return this.underscore_at < next
  }

  private fileByte(unit: number): number {
    return this.sniffed.bom_bytes + unit * this.unit
  }
}
