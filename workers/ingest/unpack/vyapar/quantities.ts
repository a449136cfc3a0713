import type { LineRow } from './bills'
import type { Masters } from './masters'
import { number, text } from './tables'

/** Are quantities in the item's base unit, or in the unit that the line names? */
export type QuantityReading = 'base' | 'as_named'

/** How many of the line's quantity make one base unit. */
export function unitRate(line: LineRow, conversions: Masters['conversions'], reading: QuantityReading): number {
  if (reading === 'base') return 1
  const conversion = conversions.get(text(line.mapping))
  return conversion && conversion.rate > 0 && conversion.secondary === text(line.unit) ? conversion.rate : 1
}

/** A quantity with 3 decimals, as Lucid keeps it. */
export const inBaseUnits = (value: LineRow['qty'], rate: number): number => Math.round((number(value) / rate) * 1000) / 1000
