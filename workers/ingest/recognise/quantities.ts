import { type DecimalSep, parseExact, scale } from './numbers'
import { plainCell } from './plain-text'

export type BaseUnit = 'pcs' | 'kg' | 'l' | 'm'

/** One of this unit is numerator/denominator of its base unit. */
export interface UnitFactor {
  base: BaseUnit
  numerator: number
  denominator: number
}

export type ParsedQuantity =
  | { kind: 'null' }
  /** known_unit false = W_UNIT: the number is taken as it stands */
  | { kind: 'value'; scaled_e3: bigint; unit: string | null; base: BaseUnit | null; known_unit: boolean }
  | { kind: 'bad' }

function words(base: BaseUnit, numerator: number, denominator: number, spellings: string): [string, UnitFactor][] {
  return spellings.split(' ').map((word) => [word, { base, numerator, denominator }])
}

/** Spellings of units. A strip, box or bottle counts as one piece: what is in it is the product's pack factor, which a bill does not tell. */
const UNITS = new Map<string, UnitFactor>([
  ...words(
    'pcs',
    1,
    1,
    'pc pcs pce piece pieces nos no unit units ea each strip strips stp box boxes bx bottle bottles btl btls pkt pkts packet packets pack packs pk bag bags tin tins can cans jar jars tube tubes tab tabs tablet tablets cap caps set sets roll rolls bundle bundles bdl case cases ctn carton cartons sachet sachets vial vials pouch pouches bar bars plate plates cup cups नग पीस पैकेट डिब्बा बोतल',
  ),
  ...words('pcs', 12, 1, 'doz dozen dozens dzn dz दर्जन'),
  ...words('pcs', 2, 1, 'pair pairs pr जोड़ी'),
  ...words('pcs', 144, 1, 'gross grs'),
  ...words('kg', 1, 1, 'kg kgs kilo kilos kilogram kilograms किलो किग्रा'),
  ...words('kg', 1, 1000, 'g gm gms gr gram grams ग्राम'),
  ...words('kg', 1, 1_000_000, 'mg'),
  ...words('kg', 100, 1, 'qtl quintal quintals क्विंटल'),
  ...words('kg', 1000, 1, 'mt ton tons tonne tonnes टन'),
  ...words('l', 1, 1, 'l lt ltr ltrs litre litres liter liters लीटर'),
  ...words('l', 1, 1000, 'ml mls मिली'),
  ...words('m', 1, 1, 'm mtr mtrs meter meters metre metres मीटर'),
  ...words('m', 1, 100, 'cm cms'),
  ...words('m', 1, 1000, 'mm'),
])

/** The unit a text names, or null when it is not known. */
export function unitFactor(unit: string): UnitFactor | null {
  const word = unit.normalize('NFKC').toLowerCase().replace(/[.\s]/g, '')
  return UNITS.get(word) ?? null
}

/**
 * A quantity in thousandths of its base unit: '500 gm' is 500 (0.5 kg), '2 Strip' 2000, '1 doz' 12000; half away from zero.
 * `column_unit` is the text of a unit column beside it, used when the cell names none.
 */
export function parseQuantity(text: string, decimal_sep: DecimalSep, column_unit: string | null = null): ParsedQuantity {
  const parsed = parseExact(text, decimal_sep, { unit: true })
  if (parsed.kind === 'bad') return inTwoUnits(text, decimal_sep) ?? parsed
  if (parsed.kind !== 'value') return parsed
  const unit = parsed.unit ?? (column_unit?.trim() ? column_unit.trim() : null)
  const factor = unit === null ? null : unitFactor(unit)
  const times = BigInt(factor?.numerator ?? 1)
  const zeros = String(factor?.denominator ?? 1).length - 1
  const scaled_e3 = scale({ digits: parsed.exact.digits * times, exponent: parsed.exact.exponent - zeros }, 3)
  if (scaled_e3 === null) return { kind: 'bad' }
  return { kind: 'value', scaled_e3, unit, base: factor?.base ?? null, known_unit: unit === null || factor !== null }
}

const TWO_UNITS = /^([^\p{L}]*\d\s*[\p{L}\p{M}]+\.?)\s*(\d[^\p{L}]*[\p{L}\p{M}]+\.?)$/u

/** '1 kg 250 gm', '2 doz 3 pcs': a greater and a smaller unit of one kind, each of which is known. */
function inTwoUnits(text: string, decimal_sep: DecimalSep): ParsedQuantity | null {
  const parts = TWO_UNITS.exec(plainCell(text).trim())?.slice(1)
  const [great, small] = (parts ?? []).map((part) => parseQuantity(part, decimal_sep))
  if (great?.kind !== 'value' || small?.kind !== 'value' || great.base === null || great.base !== small.base) return null
  if (sizeOf(great.unit) <= sizeOf(small.unit)) return null
  const rest = great.scaled_e3 < 0n ? -small.scaled_e3 : small.scaled_e3
  return { ...great, scaled_e3: great.scaled_e3 + rest }
}

function sizeOf(unit: string | null): number {
  const factor = unitFactor(unit ?? '')
  return factor === null ? 0 : factor.numerator / factor.denominator
}
