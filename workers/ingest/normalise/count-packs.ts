import { type DecimalSep, parseExact, scale } from '../recognise/numbers'
import { packFactors, packFactorsOfName, unitsInPack } from '../recognise/pack-size'
import { countedUnit, packedQuantity } from '../recognise/packed-quantity'
import type { PackWords } from './pack-words'

/** A quantity in packs, counted in base units and in packs, in thousandths. */
export interface CountedPacks {
  units: bigint
  packs: bigint
}

/** The texts of a row that may tell how many a pack holds, best first. */
export interface PackTexts {
  said: readonly string[]
  product: string
}

/**
 * What a cell in packs comes to: pieces where it names its units ('2 BOX 1 PCS' of 10 are 21), packs where it does not ('53:3' of 10 are 53.3 strips). null = the cell is not in packs;
 * 'unknown' = it is, and nothing tells how many a pack holds.
 */
export function countPacks(cell: string, words: PackWords, texts: PackTexts, decimal_sep: DecimalSep): CountedPacks | 'unknown' | null {
  const number = (text: string): bigint | null => {
    const read = parseExact(text, decimal_sep)
    return read.kind === 'value' ? scale(read.exact, 3) : null
  }
  const packed = packedQuantity(cell)
  if (packed) {
    const [packs, loose] = [number(packed.packs), number(packed.loose)]
    if (packs === null || loose === null) return 'unknown'
    const counted = packed.outer === '' ? stripsAndTablets(packs, loose, texts) : packsAndPieces(packs, loose, packed, texts)
    return counted === 'unknown' ? counted : signed(counted, packed.negative)
  }
  const alone = countedUnit(cell)
  const count = alone && number(alone.count)
  if (alone === null || count === null) return null
  if (words.isBoth(alone.unit)) return 'unknown'
  if (words.isLoose(alone.unit)) return signed({ units: count, packs: 0n }, alone.negative)
  const inner = words.looseOf(alone.unit)
  if (inner === null) return null
  const counted = packsAndPieces(count, 0n, { outer: alone.unit, inner }, texts)
  return counted === 'unknown' ? counted : signed(counted, alone.negative)
}

function packsAndPieces(
  packs: bigint,
  loose: bigint,
  { outer, inner }: { outer: string; inner: string },
  texts: PackTexts,
): CountedPacks | 'unknown' {
  const factor = factorOf(outer, inner, texts)
  if (factor === null) return packs === 0n ? { units: loose, packs: 0n } : 'unknown'
  return { units: packs * factor + loose, packs: divided(packs * factor + loose, factor) }
}

function stripsAndTablets(packs: bigint, loose: bigint, texts: PackTexts): CountedPacks | 'unknown' {
  const factor = factorOf('strip', 'tab', texts)
  if (factor === null && loose !== 0n) return 'unknown'
  const units = packs + (factor === null ? 0n : divided(loose, factor))
  return { units, packs: units }
}

function factorOf(outer: string, inner: string, { said, product }: PackTexts): bigint | null {
  for (const factors of [...said.map(packFactors), packFactorsOfName(product)]) {
    const factor = unitsInPack(factors, outer, inner)
    if (factor !== null) return BigInt(factor)
  }
  return null
}

/** Half up; both are positive. */
const divided = (value: bigint, by: bigint): bigint => (2n * value + by) / (2n * by)

const signed = ({ units, packs }: CountedPacks, negative: boolean): CountedPacks =>
  negative ? { units: -units, packs: -packs } : { units, packs }
