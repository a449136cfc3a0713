import { LIMITS } from '../../../src/domain/limits'
import { HAS_NUL, ODD_QUOTE, RowMachine } from './row-machine'
import { SHAPE_OK, shapeRow } from './row-shape'
import type { Dialect } from './scan'
import type { Units } from './units'

/** Bytes that a row can gain: shape and number of cells before it. */
const PREFIX_BYTES = 16

/**
 * The rows of a slice as UTF-8 CSV that any reader takes the same way: on each line shape, number of cells, then exactly `width` cells.
 * Good rows are copied as they are. `bytes_as_units`: the units are valid UTF-8 bytes and can be copied without decoding.
 */
export function repair(units: Units, dialect: Dialect, width: number, bytes_as_units: boolean): { bytes: Uint8Array; rows: number } {
  const machine = new RowMachine(dialect)
  const out = new Utf8Writer(units.end + (units.end >> 2))
  const { u, end } = units
  const { delimiter } = dialect
  const pad = delimiter.repeat(Math.max(0, width - 1))
  let rows = 0
  let at = 0
  while (at < end) {
    const next = machine.read(u, at, end, true)
    if (next < 0) break
    const { cells, content_end } = machine
    const plain = (machine.flags & (ODD_QUOTE | HAS_NUL)) === 0 && cells <= width && content_end - at <= LIMITS.cell_chars
    if (plain && !machine.isBlank(u, at)) {
      out.text(`${SHAPE_OK}${delimiter}${cells}${delimiter}`)
      if (bytes_as_units) out.bytes(u, at, content_end)
      else out.text(units.text(at, content_end))
      out.text(`${pad.slice(0, width - cells)}\n`)
    } else {
      const row = shapeRow(machine, units, dialect, at, width)
      out.text(`${row.shape}${delimiter}${row.n_cells}${delimiter}${row.cells.map((cell) => quoted(cell, dialect)).join(delimiter)}\n`)
    }
    rows++
    at = next
  }
  return { bytes: out.done(), rows }
}

/** A cell that was read without quotes (quote '') holds no delimiter and no newline, so it can stand as it is. */
function quoted(cell: string, { delimiter, quote }: Dialect): string {
  if (quote === '' || !(cell.includes(delimiter) || cell.includes(quote) || cell.includes('\n') || cell.includes('\r'))) return cell
  return quote + cell.replaceAll(quote, quote + quote) + quote
}

class Utf8Writer {
  private buffer: Uint8Array
  private at = 0
  private readonly encoder = new TextEncoder()

  constructor(size: number) {
    this.buffer = new Uint8Array(size + PREFIX_BYTES)
  }

  text(text: string): void {
    this.reserve(text.length * 3)
    const { buffer } = this
    if (text.length < 12) {
      // short and ASCII most of the time: an encoder call costs more than the loop
      let at = this.at
      let i = 0
      for (; i < text.length; i++) {
        const unit = text.charCodeAt(i)
        if (unit >= 0x80) break
        buffer[at++] = unit
      }
      if (i === text.length) {
        this.at = at
        return
      }
    }
    this.at += this.encoder.encodeInto(text, buffer.subarray(this.at)).written
  }

  bytes(from: Uint8Array, start: number, end: number): void {
    this.reserve(end - start)
    this.buffer.set(from.subarray(start, end), this.at)
    this.at += end - start
  }

  done(): Uint8Array {
    return this.buffer.subarray(0, this.at)
  }

  private reserve(more: number): void {
    if (this.at + more <= this.buffer.length) return
    const grown = new Uint8Array(Math.max(this.at + more, this.buffer.length * 2))
    grown.set(this.buffer.subarray(0, this.at))
    this.buffer = grown
  }
}
