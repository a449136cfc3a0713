import { plainCell } from './plain-text'
import { unitFactor } from './quantities'

/** A quantity in packs and what is left over. Units are one word, small, without a plural; '' where the cell names none ('53:3'). */
export interface PackedQuantity {
  negative: boolean
  packs: string
  loose: string
  outer: string
  inner: string
}

const NUMBER = '(\\d[\\d,]*(?:\\.\\d+)?)'
const UNIT = '([\\p{L}][\\p{L}\\p{M}]*)\\.?'
const TWO_UNITS = new RegExp(`^${NUMBER}\\s*${UNIT}\\s*[+,&/-]?\\s*${NUMBER}\\s*${UNIT}$`, 'u')
const ONE_UNIT = new RegExp(`^${NUMBER}\\s*${UNIT}$`, 'u')
const COLON = /^(\d[\d,]*)\s*:\s*(\d+)$/
const NEGATIVE = /^(?:-|\((?=.*\)$))\s*(.*?)\)?$/

/** '2 BOX 1 PCS', '53:3'; null of any other text, and of units whose factor everybody knows ('1 kg 250 gm'). */
export function packedQuantity(text: string): PackedQuantity | null {
  const said = plainCell(text).trim()
  const inside = NEGATIVE.exec(said)?.[1]
  const negative = inside !== undefined
  const colon = COLON.exec(inside ?? said)
  if (colon) return { negative, packs: colon[1] ?? '', loose: colon[2] ?? '', outer: '', inner: '' }
  const [, packs, outer, loose, inner] = TWO_UNITS.exec(inside ?? said) ?? []
  if (!packs || !outer || !loose || !inner) return null
  const units = { outer: unitWord(outer), inner: unitWord(inner) }
  if (units.outer === units.inner || !isCounted(units.outer) || !isCounted(units.inner)) return null
  return { negative, packs, loose, ...units }
}

/** The unit of '5 BOX', as a packed quantity has it. */
export function countedUnit(text: string): { negative: boolean; count: string; unit: string } | null {
  const said = plainCell(text).trim()
  const inside = NEGATIVE.exec(said)?.[1]
  const [, count, unit] = ONE_UNIT.exec(inside ?? said) ?? []
  return count && unit ? { negative: inside !== undefined, count, unit: unitWord(unit) } : null
}

/** A dozen and a kilogram hold the same of everything. */
function isCounted(unit: string): boolean {
  const factor = unitFactor(unit)
  return factor === null || (factor.base === 'pcs' && factor.numerator === 1)
}

function unitWord(word: string): string {
  const small = word.toLowerCase()
  if (small === 'boxes' || small === 'bx') return 'box'
  if (small === 'nos') return 'nos'
  return small.replace(/(?<=..)s$/, '')
}
