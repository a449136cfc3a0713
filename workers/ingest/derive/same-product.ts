import type { AliasSuggestion } from '../../../src/domain/alias'

/** Words that shops write for one unit. */
const UNITS: Readonly<Record<string, string>> = {
  gm: 'g',
  gms: 'g',
  gr: 'g',
  gram: 'g',
  grams: 'g',
  kgs: 'kg',
  kilo: 'kg',
  ltr: 'l',
  ltrs: 'l',
  lt: 'l',
  litre: 'l',
  litres: 'l',
  liter: 'l',
  mls: 'ml',
  pcs: 'pc',
  pce: 'pc',
  piece: 'pc',
  pieces: 'pc',
  nos: 'no',
  pkt: 'pack',
  packet: 'pack',
  pk: 'pack',
}
/** Words of two or three letters are sizes, colours and models; there one letter makes another product. */
const SHORTEST_MISSPELT = 4

/** The words of a name: letters and digits apart (`500gm` = `500`, `g`), units under one spelling, sorted. */
export function nameWords(name: string): string[] {
  const words = name.toLowerCase().match(/\d+(?:[.,]\d+)?|[\p{L}\p{M}]+/gu) ?? []
  return words.map((word) => UNITS[word] ?? word.replace(',', '.')).sort()
}

/**
 * Why two names may be of one product, or null when they are not. Likeness as a whole is not enough: "Soap red" and "Soap rose" or "Milk 500" and "Milk 250" are alike
 * and are two products. So numbers must agree, and words that differ must be misspellings of one another: the same first letter, one letter in
 * eight wrong (at least one, at most two).
 */
export function sameProduct(one: string, other: string): AliasSuggestion['reason'] | null {
  if (one.trim().toLowerCase() === other.trim().toLowerCase()) return 'same_name'
  const [a, b] = [nameWords(one), nameWords(other)]
  if (a.length === 0 || b.length === 0) return null
  if (a.join(' ') === b.join(' ') || squeezed(one) === squeezed(other)) return 'same_words'
  const left = without(a, b)
  const right = without(b, a)
  if (left.length !== right.length || left.length > 2) return null
  return left.every((word, at) => misspelt(word, right[at] as string)) ? 'spelling' : null
}

const squeezed = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '')

function without(words: readonly string[], others: readonly string[]): string[] {
  const left = [...others]
  return words.filter((word) => {
    const at = left.indexOf(word)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

function misspelt(one: string, other: string): boolean {
  const shortest = Math.min(one.length, other.length)
  if (shortest < SHORTEST_MISSPELT || one[0] !== other[0] || /\d/.test(one + other)) return false
  return editDistance(one, other) <= (shortest >= 8 ? 2 : 1)
}

/** Levenshtein distance with swaps of neighbours counted once (optimal string alignment). */
export function editDistance(one: string, other: string): number {
  let before: number[] = []
  let above = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    for (let j = 1; j <= other.length; j++) {
      const differs = one[i - 1] === other[j - 1] ? 0 : 1
      let least = Math.min((above[j] as number) + 1, (row[j - 1] as number) + 1, (above[j - 1] as number) + differs)
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        least = Math.min(least, (before[j - 2] as number) + 1)
      row.push(least)
    }
    before = above
    above = row
  }
  return above[other.length] as number
}
