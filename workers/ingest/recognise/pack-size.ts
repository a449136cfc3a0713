import { plainCell } from './plain-text'

/** '500 gm', '10x100 ml': so much of something, not so many. */
const MEASURED = /\d\s*(?:mcg|mg|gms?|g|kgs?|mls?|l|ltrs?|lit(?:re|er)s?|cm|mm|mtrs?)\b/i
const TIMES = /\b(\d{1,4})\s*[x×*]\s*(\d{1,4})(?:\s*[x×*]\s*(\d{1,4}))?\b/i
/** Of two numbers in the name of a product, those that are no size of it ('Bolt 10x20'). */
const TIMES_OF_NAME =
  /\b(?:(1)\s*[x×*]\s*(\d{1,4})(?!\s*(?:g|m|k|l|c))|(\d{1,4})\s*[x×*]\s*(\d{1,4})\s*(?:['’`]?\s*s|tabs?|caps?|tablets?|capsules?|strips?|pcs|nos)\b)/i
const EQUALS = /=\s*(\d{1,5})\b/
/** In the name of a product, where other numbers are strengths and sizes: "15's", 'strip of 10', 'pack of 6'. */
const NAMED = /\b(?:strip|pack|box|case|ctn|carton|packet|pkt) of (\d{1,4})\b|\b(\d{1,4})['’`]\s*s\b/i

/**
 * How many a pack holds, from the outside in: 10 and 15 of '10x15' (ten strips of fifteen), 12 of 'BOX of 12', '12 TAB', '1 Box = 12 Pcs' and of a number alone. Empty where
 * the text does not say it.
 */
export function packFactors(text: string): number[] {
  const said = plainCell(text).trim()
  if (MEASURED.test(said)) return []
  const times = TIMES.exec(said)
  if (times) return known(times.slice(1))
  const equals = EQUALS.exec(said)
  const numbers = equals ? [equals[1]] : (said.match(/\d+(?:\.\d+)?/g) ?? [])
  return numbers.length === 1 ? known(numbers) : []
}

/** The same from the name of a product, where only what cannot mean anything else counts. */
export function packFactorsOfName(name: string): number[] {
  const said = plainCell(name)
  const times = TIMES_OF_NAME.exec(said)
  if (times) return known(times.slice(1))
  const named = NAMED.exec(said)
  return named ? known([named[1] ?? named[2]]) : []
}

const known = (numbers: readonly (string | undefined)[]): number[] =>
  numbers.flatMap((number) => (number && /^[1-9]\d*$/.test(number) ? [Number(number)] : []))

const SINGLE = /^(?:tab|tablet|cap|capsule|pc|pce|piece|no|nos|unit|ea|each)$/
const STRIP = /^(?:strip|stp|blister)$/

/** How many of the `inner` unit are in one of the `outer`, by what is said of the pack. null where that leaves it open. */
export function unitsInPack(factors: readonly number[], outer: string, inner: string): number | null {
  const [first, ...rest] = factors
  if (first === undefined) return null
  // '1x10' says the same as '10'
  if (rest.length === 0 || first === 1) return rest.reduce((all, one) => all * one, first)
  const last = rest[rest.length - 1] as number
  if (STRIP.test(outer)) return last
  if (STRIP.test(inner)) return factors.slice(0, -1).reduce((all, one) => all * one, 1)
  return SINGLE.test(inner) ? factors.reduce((all, one) => all * one, 1) : null
}
