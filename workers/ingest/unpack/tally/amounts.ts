/** A quantity as Tally writes it: ` 10 Nos`, `-2.500 kg`, ` 2 Box 3 Pcs`, ` 24 Nos = 2 Box`. */
export interface TallyQuantity {
  value: number
  unit: string
}

/** How many of the second unit make one of the first, by `box|pcs` in small letters. */
export type Conversions = ReadonlyMap<string, number>

const NUMBER = String.raw`-?[\d,]*\.?\d+`
const SIMPLE = new RegExp(`^(${NUMBER})\\s*(.*)$`)
const COMPOUND = new RegExp(`^(${NUMBER})\\s*([^\\d\\s-]+)\\s+(${NUMBER})\\s*([^\\d\\s]+)$`)

/** null for what is no quantity, and for one in two units whose ratio is not known. What stands behind `=` says the same in another unit. */
export function tallyQuantity(text: string, conversions: Conversions): TallyQuantity | null {
  const first = text.split('=')[0]?.trim() ?? ''
  const compound = COMPOUND.exec(first)
  if (compound) {
    const [, whole = '', unit = '', rest = '', part = ''] = compound
    const ratio = conversions.get(`${unit}|${part}`.toLowerCase())
    if (!ratio) return null
    const sign = whole.startsWith('-') ? -1 : 1
    return { value: numberOf(whole) + (sign * Math.abs(numberOf(rest))) / ratio, unit }
  }
  const simple = SIMPLE.exec(first)
  return simple ? { value: numberOf(simple[1] ?? ''), unit: (simple[2] ?? '').trim() } : null
}

/** A price and the unit it is of: `12.00/Nos`. */
export function tallyRate(text: string): TallyQuantity | null {
  const found = new RegExp(`^(${NUMBER})(?:\\s*/\\s*(.*))?$`).exec(text.trim())
  return found ? { value: numberOf(found[1] ?? ''), unit: (found[2] ?? '').trim() } : null
}

/** An amount, debit negative; one in another currency ends in what it is in ours (`$10 @ ₹ 80/$ = ₹ 800`). null for none. */
export function tallyAmount(text: string): number | null {
  const own = (text.split('=').at(-1) ?? '').replace(/[^\d.,-]/g, '')
  return /\d/.test(own) ? numberOf(own) : null
}

const numberOf = (text: string): number => Number(text.replaceAll(',', ''))

/** A date as `YYYYMMDD`, or as a person reads it (`31-Dec-24`), for the pipeline. */
export const tallyDate = (text: string): string => text.trim().replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')
