import type { NumberCell, RowCells } from './table-cells'

/** Per cent that goods are taxed at, or half of it where a tax is shared, in the countries whose invoices are read. */
const USUAL: ReadonlySet<number> = new Set([
  0, 1.5, 2.1, 2.5, 2.6, 3, 3.8, 4, 5, 5.5, 6, 7, 8, 8.1, 9, 10, 12, 13, 13.5, 14, 15, 16, 18, 19, 20, 21, 22, 23, 24, 25, 27, 28, 40,
])
/** Share of itself that a tax may be off by its rounding. */
const ROUNDED = 0.01

/**
 * Columns under the name of a tax whose numbers are rates, though nothing has a sign of percent: all of them usual rates, and on most lines far from
 * any usual tax on the amount of the line. What is both a rate and the tax at that rate (18 on 100) tells nothing.
 */
export function rateColumns(rows: readonly { cells: readonly RowCells[] }[]): ReadonlySet<number> {
  const by_column = new Map<number, { rate: number; amount: number }[]>()
  for (const { cells } of rows) {
    const numbers = cells.flatMap((row) => row.numbers)
    const amount = numbers.findLast(({ role }) => role === 'amount' || role === 'gross_amount')?.number.value ?? 0
    for (const { column, number } of numbers.filter(isTax))
      by_column.set(column, [...(by_column.get(column) ?? []), { rate: number.value / 10_000, amount: amount / 10_000 }])
  }
  const are_rates = (found: readonly { rate: number; amount: number }[]) => {
    const telling = found.filter(({ rate, amount }) => rate !== 0 && amount !== 0)
    const no_tax = telling.filter((one) => !isUsualTax(one))
    return found.every(({ rate }) => USUAL.has(rate)) && no_tax.length * 2 > telling.length
  }
  return new Set([...by_column].flatMap(([column, found]) => (are_rates(found) ? [column] : [])))
}

const isTax = ({ role, number }: NumberCell): boolean => role === 'tax' && !number.percent

function isUsualTax({ rate: tax, amount }: { rate: number; amount: number }): boolean {
  return [amount, amount - tax].some((of) =>
    [...USUAL].some((rate) => rate > 0 && Math.abs((of * rate) / 100 - tax) <= Math.max(0.02, ROUNDED * tax)),
  )
}
