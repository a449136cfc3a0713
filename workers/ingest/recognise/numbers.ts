import { plainCell } from './plain-text'

export type DecimalSep = '.' | ','

/** A number as written, exact: digits x 10^exponent. */
export interface Exact {
  digits: bigint
  exponent: number
}

export type ParsedNumber =
  | { kind: 'null' }
  | { kind: 'value'; scaled_e4: bigint; dr_cr: 'dr' | 'cr' | null; unit: string | null }
  | { kind: 'bad' }

export type ParsedExact =
  | { kind: 'null' }
  | { kind: 'value'; exact: Exact; dr_cr: 'dr' | 'cr' | null; unit: string | null }
  | { kind: 'bad' }

export interface NumberOptions {
  /** '18%' is 18; without it a percent sign makes the cell bad */
  percent?: boolean
  /** letters after the number are its unit ('2 Strip'); without it they make the cell bad */
  unit?: boolean
}

const NOTHING = /^(?:-+|n\.?a\.?|n\/a|#n\/a|nil|null|none|nan)?$/i
const CURRENCY = /^(?:₹|rs\.?|inr|[a-z]{0,2}\$|usd|eur|€|gbp|£|रु\.?|रू\.?)/i
const CURRENCY_END = /(?:₹|\bus\$|\$|€|£|(?<=[\d\s).,-])(?:rs\.?|inr|usd|eur|gbp|रु\.?|रू\.?))$/i
const WHOLE: Record<DecimalSep, RegExp> = {
  // plain, Western 1,234,567, Indian 12,34,567, spaces or apostrophes between thousands
  '.': /^(?:\d+|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d?(?:,\d{2})*,\d{3}|[1-9]\d{0,2}(?: \d{3})+|[1-9]\d{0,2}(?:'\d{3})+)?$/,
  ',': /^(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?: \d{3})+|[1-9]\d{0,2}(?:'\d{3})+)?$/,
}
const BIGGEST = 9_000_000_000_000_000_000n

/**
 * A cell as an exact number in units of 10^-4, rounded half away from zero (domain.md 2.4). Grouping is strict: `1,23` is bad, not
 * 123. `Dr`/`Cr` is kept as a tag, the sign is not touched by it. More than 18 digits is bad.
 */
export function parseNumber(text: string, decimal_sep: DecimalSep, options: NumberOptions = {}): ParsedNumber {
  const parsed = parseExact(text, decimal_sep, options)
  if (parsed.kind !== 'value') return parsed
  const scaled_e4 = scale(parsed.exact, 4)
  if (scaled_e4 === null) return { kind: 'bad' }
  return { kind: 'value', scaled_e4, dr_cr: parsed.dr_cr, unit: parsed.unit }
}

/** The number times 10^places as an integer, half away from zero; null beyond what a BIGINT can add up. */
export function scale(exact: Exact, places: number): bigint | null {
  const shift = exact.exponent + places
  if (shift > 40) return exact.digits === 0n ? 0n : null
  if (shift >= 0) return inside(exact.digits * 10n ** BigInt(shift))
  // beyond any written digit: nothing is left
  if (shift < -400) return 0n
  const divisor = 10n ** BigInt(-shift)
  const size = exact.digits < 0n ? -exact.digits : exact.digits
  const rounded = (2n * size + divisor) / (2n * divisor)
  return inside(exact.digits < 0n ? -rounded : rounded)
}

function inside(value: bigint): bigint | null {
  return value > BIGGEST || value < -BIGGEST ? null : value
}

/** The same as `parseNumber` before scaling, for callers that convert units first. */
export function parseExact(text: string, decimal_sep: DecimalSep, options: NumberOptions = {}): ParsedExact {
  if (text.length > 60) return { kind: text.trim() === '' ? 'null' : 'bad' }
  // a spreadsheet marks numbers kept as text with an apostrophe
  let rest = plainCell(text).trim().replace(/^'/, '')
  if (NOTHING.test(rest)) return { kind: 'null' }
  let dr_cr: 'dr' | 'cr' | null = null
  const tag = /\s*\b(dr|cr)\.?$/i.exec(rest) ?? /(?<=\d)(dr|cr)\.?$/i.exec(rest)
  if (tag?.[1]) {
    dr_cr = tag[1].toLowerCase() === 'dr' ? 'dr' : 'cr'
    rest = rest.slice(0, tag.index).trimEnd()
  }
  rest = rest.replace(/\/[-=]$/, '').trimEnd()
  let unit: string | null = null
  if (options.unit && !CURRENCY_END.test(rest)) {
    const written = /^(.*\d\)?)\s*(\p{L}[\p{L}\p{M}. ]*)$/u.exec(rest)
    if (written && !/^e\d/i.test(written[2] ?? '')) {
      rest = written[1] ?? ''
      unit = (written[2] ?? '').trim()
    }
  }
  const signed = takeSign(rest)
  if (signed === null) return { kind: 'bad' }
  let core = signed.core
  if (options.percent && core.endsWith('%')) core = core.slice(0, -1).trimEnd()
  const exact = readCore(core, decimal_sep)
  if (exact === null) return { kind: 'bad' }
  return { kind: 'value', exact: signed.negative ? { ...exact, digits: -exact.digits } : exact, dr_cr, unit }
}

/** Takes currency signs and at most one sign (minus before or after, brackets, minus in brackets, plus) from both ends, in any order. */
function takeSign(text: string): { core: string; negative: boolean } | null {
  let core = text
  let signs = 0
  let negative = false
  for (;;) {
    const before = core
    if (core.startsWith('(') && core.endsWith(')')) {
      core = core.slice(1, -1).trim()
      negative = true
      signs++
    } else if (core.startsWith('(-)')) {
      // as Tally prints it
      core = core.slice(3).trimStart()
      negative = true
      signs++
    } else if (core.startsWith('-') || core.startsWith('+')) {
      negative ||= core.startsWith('-')
      core = core.slice(1).trimStart()
      signs++
    } else if (core.endsWith('-')) {
      negative = true
      core = core.slice(0, -1).trimEnd()
      signs++
    } else
      core = core
        .replace(CURRENCY, '')
        .replace(CURRENCY_END, '')
        .replace(/\/[-=]$/, '')
        .trim()
    if (core === before) break
  }
  return signs > 1 ? null : { core, negative }
}

function readCore(core: string, decimal_sep: DecimalSep): Exact | null {
  const power = /^(.*\d\.?|.*\d,)e([+-]?\d{1,3})$/i.exec(core)
  const plain = power?.[1] ?? core
  const exponent = power ? Number(power[2]) : 0
  if (Math.abs(exponent) > 300) return null
  const at = plain.lastIndexOf(decimal_sep)
  const whole = at < 0 ? plain : plain.slice(0, at)
  const fraction = at < 0 ? '' : plain.slice(at + 1)
  if (!/^\d*$/.test(fraction) || !WHOLE[decimal_sep].test(whole)) return null
  const digits = whole.replace(/\D/g, '') + fraction
  if (digits === '' || digits.length > 40) return null
  return { digits: BigInt(digits), exponent: exponent - fraction.length }
}

/**
 * Which sign separates decimals in a column: ',' when some value ends in a comma and digits that no grouping explains and none
 * in a point and one or two digits; '.' when some value ends in a point and digits that are not a group; null when nothing tells.
 */
export function decimalEvidence(values: Iterable<string>): DecimalSep | null {
  let comma = false
  let point = false
  for (const value of values) {
    const signed = takeSign(
      plainCell(value)
        .replace(/\s*\b(dr|cr)\.?$/i, '')
        .replace(/\s*\/[-=]$/, '')
        .replace(/\s*%$/, ''),
    )
    const core = signed?.core ?? ''
    if (!/^[\d.,' ]*\d$/.test(core)) continue
    if (/\.\d{1,2}$/.test(core)) return '.'
    if (/,(\d{1,2}|\d{4,})$/.test(core) && readCore(core, '.') === null && readCore(core, ',') !== null) comma = true
    if (/\.\d{4,}$/.test(core) || /^0\.\d{3}$/.test(core) || /,\d{3}\.\d+$/.test(core)) point = true
    if (/^0,\d{3}$/.test(core) || /\.\d{3}\.\d{3}$/.test(core)) comma = true
  }
  if (comma) return ','
  return point ? '.' : null
}

const CURRENCIES: [RegExp, string][] = [
  [/₹|(?<!\p{L})rs\.?(?!\p{L})|\binr\b|रु|रू/iu, 'INR'],
  [/€|\beur\b/i, 'EUR'],
  [/£|\bgbp\b/i, 'GBP'],
  [/(?<!\p{L})r\$|\bbrl\b/iu, 'BRL'],
  [/(?<!\p{L})ca?\$|\bcad\b/iu, 'CAD'],
  [/(?<!\p{L})au?\$|\baud\b/iu, 'AUD'],
  [/(?<!\p{L})s\$|\bsgd\b/iu, 'SGD'],
  [/\$|\busd\b/i, 'USD'],
]

/** ISO code of the currency that a cell or a header names, or null. */
export function currencyOf(text: string): string | null {
  return CURRENCIES.find(([sign]) => sign.test(text))?.[1] ?? null
}
