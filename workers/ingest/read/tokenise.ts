import { PLAIN, QUOTED, QUOTED_THEN_TEXT, RowMachine, TOO_LONG } from './row-machine'
import type { Dialect } from './scan'
import type { Units } from './units'

export interface TokenRow {
  /** exact cells; an empty row has none. NULs are left out. */
  cells: string[]
  too_long: boolean
}

/** Cells of whole rows, with the RowMachine's row ends. `final: false` leaves out a last row that may go on after the end. */
export function* tokenise(units: Units, dialect: Dialect, final = true, line_units?: number): Generator<TokenRow> {
  const machine = new RowMachine(dialect, line_units)
  const { u, end } = units
  let at = 0
  while (at < end) {
    const next = machine.read(u, at, end, final)
    if (next === TOO_LONG) {
      // only a head can hold one (a scan gives it a slice of its own): its end is not looked for
      yield { cells: [], too_long: true }
      return
    }
    if (next < 0) return
    yield { cells: machine.content_end === at || isOneBlank(machine, units, at) ? [] : cellsOf(machine, units, dialect), too_long: false }
    at = next
  }
}

/** Cells of the row the machine read last. */
export function cellsOf(machine: RowMachine, units: Units, dialect: Dialect): string[] {
  const cells: string[] = new Array(machine.cells)
  for (let c = 0; c < machine.cells; c++) cells[c] = cellText(machine, units, dialect, c)
  return cells
}

function cellText(machine: RowMachine, units: Units, dialect: Dialect, c: number): string {
  const start = machine.starts[c] as number
  const end = machine.ends[c] as number
  const kind = machine.kinds[c] as number
  let text: string
  if (kind === PLAIN || kind === QUOTED) text = units.text(start, end)
  else {
    const close = kind === QUOTED_THEN_TEXT ? (machine.marks[c] as number) : end
    text = units.text(start, close).replaceAll(dialect.quote + dialect.quote, dialect.quote)
    if (kind === QUOTED_THEN_TEXT) text += units.text(close + 1, end)
  }
  return text.includes('\0') ? text.replaceAll('\0', '') : text
}

const isOneBlank = (machine: RowMachine, units: Units, at: number) => machine.cells === 1 && machine.isBlank(units.u, at)
