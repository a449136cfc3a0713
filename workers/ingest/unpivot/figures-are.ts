import { type Measure, measureIn } from './figure-words'
import { isFigure } from './sides'

/** Share of the figures that must carry a currency sign, or two decimals, to be taken for money. */
const MOSTLY = 0.5
const CURRENCY = /[₹$€£]|\b(?:rs|inr|usd|eur|gbp)\b/i

/** Units or money, by how a spreadsheet formats them (`money`), by what is written around the table, else by how the figures are written; null where neither tells (whole numbers can be both). */
export function figuresAre(around: readonly string[], cells: readonly string[], money: boolean): Measure | null {
  if (money) return 'total'
  const said = measureIn(around)
  if (said) return said
  const figures = cells.filter(isFigure)
  if (figures.length === 0) return null
  const share = (fits: (cell: string) => boolean) => figures.filter(fits).length / figures.length
  if (share((cell) => CURRENCY.test(cell)) >= MOSTLY) return 'total'
  return share((cell) => /[.,]\d{2}\s*$/.test(cell)) >= MOSTLY ? 'total' : null
}
