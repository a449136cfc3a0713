import type { TotalRole } from './labels'
import { type DecimalSign, numbersOf, type PrintedNumber } from './printed-number'
import { labelOf } from './sum-label'
import { extent, overlap } from './table-header'
import { type Line, phrases } from './words'

export interface TableSum {
  number: PrintedNumber
  role: TotalRole
  score: number
}

/**
 * Sums under a header of their own (net, tax and total side by side, often a row per rate of tax and a last one that adds them up). The last row counts;
 * the others only where it does not add them up. Keys are the lines that were read so.
 */
export function tableSums(lines: readonly Line[], sign: DecimalSign): Map<Line, TableSum[]> {
  const found = new Map<Line, TableSum[]>()
  for (const [index, header] of lines.entries()) {
    if (numbersOf(header, sign).length > 0) continue
    const columns = phrases(header.words).flatMap((words) => {
      const label = labelOf(
        words
          .map(({ key }) => key)
          .filter((key) => key !== '')
          .join(' '),
      )
      return label && label.role !== 'adjustment' ? [{ ...label, ...extent(words) }] : []
    })
    if (!['net', 'tax', 'gross'].every((role) => columns.some((column) => column.role === role))) continue
    const rows = rowsUnder(lines, index, sign)
    for (const [at, row] of rows.entries()) {
      const is_last = at === rows.length - 1
      const sums = row.numbers.flatMap((number) => {
        const column = columns.find((one) => overlap(one, number) > 0)
        if (!column || number.percent) return []
        const above = rows.slice(0, at).map(({ numbers }) => numbers.find((one) => overlap(column, one) > 0)?.value ?? 0)
        const adds_up = above.length > 0 && Math.abs(above.reduce((sum, value) => sum + value, 0) - number.value) <= 150
        return [{ number, role: column.role, score: is_last ? column.score + (adds_up ? 2 : 0) : 1 }]
      })
      found.set(row.line, sums)
    }
  }
  return found
}

function rowsUnder(lines: readonly Line[], header: number, sign: DecimalSign): { line: Line; numbers: PrintedNumber[] }[] {
  const rows: { line: Line; numbers: PrintedNumber[] }[] = []
  let last = lines[header]
  for (const line of lines.slice(header + 1)) {
    const numbers = numbersOf(line, sign)
    if (!last || numbers.length < 2 || line.y - last.y > 2.6 * Math.max(line.height, 7)) break
    rows.push({ line, numbers })
    last = line
  }
  return rows
}
