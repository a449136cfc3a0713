import { LIMITS } from '../../../src/domain/limits'
import type { Dialect } from './scan'

/** The buffer ends inside the row: call again from the same start with more units. */
export const NEED_MORE = -1
/** The row is longer than the limit: it ends at the first newline at or after start + limit, whatever the quotes say. */
export const TOO_LONG = -2

/** A quoted cell over several lines is believed up to this size; beyond it the quote that opened it is a plain character. */
const QUOTED_LINES = 50
const QUOTED_UNITS = 64 * 1024
/** Blanks allowed between a closing quote and the delimiter. */
const BLANKS = 256

export const ODD_QUOTE = 1
export const STRAY_QUOTE = 2
export const HAS_NUL = 4

export const PLAIN = 0
export const QUOTED = 1
/** quoted, with quotes inside: doubled ones stand for one, lone ones for themselves */
export const QUOTED_ESCAPED = 2
/** `"abc"def`: quoted up to `marks`, plain text after it */
export const QUOTED_THEN_TEXT = 3

const DELIMITER = 1
const LINE_END = 2
const QUOTE = 3
const NUL = 4
const LF = 10
const CR = 13
const SPACE = 32

/**
 * The one reading of delimited text: row ends, cells and quotes. Scanner, staging and previews all use it, so they agree on what a row is.
 * It works on units: bytes, or 16-bit units with everything beyond ASCII mapped to 0x80 (only ASCII has a meaning here).
 * The buffer must hold one more unit after `end`, set to LF (the sentinel that spares a bounds check for each unit).
 * A result does not depend on where the buffer ends, nor on rows after a cut at a row end.
 */
export class RowMachine {
  cells = 0
  flags = 0
  /** where the row's content ends, before its newline */
  content_end = 0
  /** units of the newline: 0 at the end of the data; `newline_unit` tells \n from \r */
  newline_units = 0
  newline_unit = 0
  starts = new Int32Array(256)
  ends = new Int32Array(256)
  kinds = new Uint8Array(256)
  marks = new Int32Array(256)

  private readonly delimiter: number
  private readonly quote: number
  private readonly outside = new Uint8Array(256)
  private readonly inside = new Uint8Array(256)
  private readonly empty = new Uint8Array(256)

  constructor(
    dialect: Dialect,
    private readonly limit: number = LIMITS.line_bytes,
    /** false: cells are counted only */
    private readonly record = true,
  ) {
    this.delimiter = dialect.delimiter.charCodeAt(0)
    this.quote = dialect.quote === '' ? -1 : dialect.quote.charCodeAt(0)
    for (const table of [this.outside, this.inside]) {
      table[LF] = LINE_END
      table[CR] = LINE_END
      table[0] = NUL
      if (this.quote >= 0) table[this.quote] = QUOTE
    }
    this.outside[this.delimiter] = DELIMITER
    for (const unit of [0, 9, SPACE, 0x1a, this.delimiter]) this.empty[unit] = 1
    if (this.quote >= 0) this.empty[this.quote] = 1
  }

  /** Reads the row at `start`; gives where the next one starts, NEED_MORE or TOO_LONG. `final`: nothing follows `end`. */
  read(u: Uint8Array, start: number, end: number, final: boolean): number {
    const { outside, record } = this
    let n = 0
    let flags = 0
    let i = start
    for (;;) {
      let kind = PLAIN
      let cell_start = i
      let cell_end = -1
      let mark = 0
      let unit = u[i] as number
      let what = outside[unit] as number
      if (what === QUOTE || unit === SPACE) {
        let open = i
        while (u[open] === SPACE) open++
        if (outside[u[open] as number] === QUOTE) {
          const closed = this.readQuoted(u, open, end, final)
          if (closed === NEED_MORE) return this.quoted_lines === 0 && end - start > this.limit + 1 ? TOO_LONG : NEED_MORE
          flags |= this.quoted_flags
          if (open > i) flags |= ODD_QUOTE
          kind = this.quoted_kind
          if (kind !== PLAIN) {
            cell_start = open + 1
            mark = closed
            if (kind !== QUOTED_THEN_TEXT) cell_end = closed
          }
          i = this.quoted_next
          what = outside[u[i] as number] as number
        }
      }
      for (;;) {
        while (what === 0) what = outside[u[++i] as number] as number
        if (what <= LINE_END) break
        flags |= what === QUOTE ? ODD_QUOTE : HAS_NUL
        what = outside[u[++i] as number] as number
      }
      if (record) {
        if (n === this.starts.length) this.grow()
        this.starts[n] = cell_start
        this.ends[n] = cell_end < 0 ? i : cell_end
        this.kinds[n] = kind
        this.marks[n] = mark
      }
      n++
      if (what === DELIMITER) {
        i++
        continue
      }
      let next = end
      this.newline_units = 0
      if (i >= end) {
        if (!final) return end - start > this.limit ? TOO_LONG : NEED_MORE
      } else {
        next = i + 1
        unit = u[i] as number
        if (unit === CR) {
          if (next >= end) {
            if (!final) return end - start > this.limit + 1 ? TOO_LONG : NEED_MORE
          } else if (u[next] === LF) next++
        }
        this.newline_unit = unit
        this.newline_units = next - i
      }
      if (i - start > this.limit) return TOO_LONG
      this.cells = n
      this.flags = flags
      this.content_end = i
      return next
    }
  }

  /** True when the row that was read last holds nothing but delimiters, quotes and blanks. */
  isBlank(u: Uint8Array, start: number): boolean {
    let i = start
    while (i < this.content_end && this.empty[u[i] as number] === 1) i++
    return i === this.content_end
  }

  private quoted_kind = PLAIN
  private quoted_next = 0
  private quoted_flags = 0
  private quoted_lines = 0

  /**
   * Reads on from the quote at `open`; gives where it closes. A quote inside that is followed by text is an unescaped one (`"5" pipe"`),
   * unless the cell has run over a line end or into what looks like the next quoted cell: then the reading was wrong and is taken back.
   */
  private readQuoted(u: Uint8Array, open: number, end: number, final: boolean): number {
    const { inside, outside, quote } = this
    let lines = 0
    let lone = -1
    let doubled = false
    let nul = 0
    let j = open + 1
    for (;;) {
      let what = inside[u[j] as number] as number
      while (what === 0) what = inside[u[++j] as number] as number
      if (j >= end) {
        if (final || (lines > 0 && end - open > QUOTED_UNITS)) return lone >= 0 ? this.closeEarly(lone, nul) : this.takeBack(open)
        this.quoted_lines = lines
        return NEED_MORE
      }
      if (what === NUL) {
        nul = HAS_NUL
        j++
      } else if (what === LINE_END) {
        if (lone >= 0) return this.closeEarly(lone, nul)
        if (j + 1 >= end && !final) {
          this.quoted_lines = lines
          return NEED_MORE
        }
        if (u[j] === CR && j + 1 < end && u[j + 1] === LF) j++
        lines++
        if (lines > QUOTED_LINES || j - open > QUOTED_UNITS) return this.takeBack(open)
        j++
      } else {
        if (j + 1 < end && u[j + 1] === quote) {
          doubled = true
          j += 2
          continue
        }
        let p = j + 1
        while (p < end && u[p] === SPACE && p - j <= BLANKS) p++
        if (p >= end && !final) {
          if (lines > 0 && end - open > QUOTED_UNITS + BLANKS + 2) return this.takeBack(open)
          this.quoted_lines = lines
          return NEED_MORE
        }
        const after = p >= end ? LINE_END : outside[u[p] as number]
        if (after === DELIMITER || after === LINE_END) {
          if (lines > 0 && j - open > QUOTED_UNITS) return this.takeBack(open)
          this.quoted_kind = doubled || lone >= 0 ? QUOTED_ESCAPED : QUOTED
          this.quoted_flags = nul | (lone >= 0 || p > j + 1 ? ODD_QUOTE : 0)
          this.quoted_next = p
          return j
        }
        if (lines > 0) return this.takeBack(open)
        if (lone >= 0 && u[j - 1] === this.delimiter) return this.closeEarly(lone, nul)
        if (lone < 0) lone = j
        j++
      }
    }
  }

  /** The opening quote is a plain character. */
  private takeBack(open: number): number {
    this.quoted_kind = PLAIN
    this.quoted_flags = ODD_QUOTE | STRAY_QUOTE
    this.quoted_next = open + 1
    return open
  }

  /** The cell closed at the first lone quote; what follows is text of the same cell. */
  private closeEarly(lone: number, nul: number): number {
    this.quoted_kind = QUOTED_THEN_TEXT
    this.quoted_flags = nul | ODD_QUOTE
    this.quoted_next = lone + 1
    return lone
  }

  private grow(): void {
    const size = this.starts.length * 2
    const wider = (old: Int32Array) => {
      const grown = new Int32Array(size)
      grown.set(old)
      return grown
    }
    this.starts = wider(this.starts)
    this.ends = wider(this.ends)
    this.marks = wider(this.marks)
    const kinds = new Uint8Array(size)
    kinds.set(this.kinds)
    this.kinds = kinds
  }
}
