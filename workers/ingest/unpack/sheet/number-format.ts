import { currencyOf } from '../../recognise/numbers'

/** What a cell's number format makes of its number. */
export type FormatKind =
  /** `currency`: ISO code of the money that the format shows */
  | { type: 'plain'; currency?: string }
  | { type: 'date' }
  /** a time of day; `elapsed` may be more than a day */
  | { type: 'time'; elapsed: boolean }
  | { type: 'percent' }
  /** digits filled up with zeros, as item codes are: `00000`, `"INV-"0000` */
  | { type: 'padded'; digits: number; before: string; after: string }

export const PLAIN: FormatKind = { type: 'plain' }
const DATE: FormatKind = { type: 'date' }
const TIME: FormatKind = { type: 'time', elapsed: false }
const ELAPSED: FormatKind = { type: 'time', elapsed: true }
const PERCENT: FormatKind = { type: 'percent' }

/** Formats that a file names by number alone (ECMA-376 18.8.30), those of East Asian programs included. */
export function builtinFormat(id: number): FormatKind {
  if (id === 9 || id === 10) return PERCENT
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54) || id === 57 || id === 58)
    return DATE
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47 || id === 55 || id === 56) return TIME
  return id === 46 ? ELAPSED : PLAIN
}

/** The kind of a written format, from its section for positive numbers: `dd/mm/yyyy`, `[h]:mm`, `0.0%`, `00000`. */
export function formatKind(code: string): FormatKind {
  const section = firstSection(code)
  const padded = /^(?:"([^"]*)")?(0{2,15})(?:"([^"]*)")?$/.exec(section)
  if (padded) return { type: 'padded', digits: (padded[2] as string).length, before: padded[1] ?? '', after: padded[3] ?? '' }
  if (/\[(h+|m+|s+)\]/i.test(section)) return ELAPSED
  const bare = section
    .replace(/"[^"]*"?/g, '')
    .replace(/[\\_*]./g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/general/gi, '')
    .replace(/am\/pm|a\/p/gi, 'h')
  if (/[yd]/i.test(bare)) return DATE
  if (/[hs]/i.test(bare)) return TIME
  if (/m/i.test(bare)) return DATE
  if (bare.includes('%')) return PERCENT
  const currency = currencyShown(section)
  return currency === null ? PLAIN : { type: 'plain', currency }
}

/** The money that a format shows: `[$€-407] #,##0.00`, `"₹"#,##0`, `#,##0 €`. A locale without a sign (`[$-409]`) says nothing. */
function currencyShown(section: string): string | null {
  const tagged = /\[\$([^\]-]+)(?:-[^\]]*)?\]/.exec(section)?.[1]
  const shown =
    tagged ??
    section
      .replace(/\[[^\]]*\]/g, '')
      .replace(/[\\_*]/g, '')
      .replace(/[#0?.,;()\s"-]/g, '')
  return currencyOf(tagged === undefined ? shown : shown.trim())
}

function firstSection(code: string): string {
  let quoted = false
  for (let i = 0; i < code.length; i++) {
    if (code[i] === '\\') i++
    else if (code[i] === '"') quoted = !quoted
    else if (code[i] === ';' && !quoted) return code.slice(0, i)
  }
  return code
}
