import type { Line, Word } from './words'

export type DecimalSign = '.' | ','

/** A number on the page. `value` is in 1/10000. */
export interface PrintedNumber {
  value: number
  /** digits after the decimal sign */
  decimals: number
  percent: boolean
  /** a sign or code of a currency stands with it */
  money: boolean
  words: Word[]
  x0: number
  x1: number
  y: number
  page: number
  /** index of its first word in the line, and of the word behind it */
  first: number
  next: number
}

const CURRENCY = /₹|€|\$|£|¥|\b(?:rs|inr|eur|usd|gbp|chf|cad|aud|sgd|aed)\b\.?/giu
const IS_CURRENCY = /^(?:₹|€|\$|£|¥|(?:rs|inr|eur|euro|euros|usd|gbp|chf|cad|aud|sgd|aed)\.?)$/iu
const SHAPE = /^[-+(]?\d[\d.,'’\u00a0\u202f]*\)?-?$/u

/** The sign that stands before decimals in this document, by what its numbers can be read as; a point when they do not say. */
export function decimalSign(lines: readonly Line[]): DecimalSign {
  let comma = 0
  let point = 0
  for (const { words } of lines) {
    for (const { text } of words) {
      const digits = text.replace(CURRENCY, '').replace(/[%()-]/g, '')
      if (/^\d{1,3}(?:[.\s'’\u00a0\u202f]\d{3})+,\d{1,4}$/.test(digits)) comma += 3
      else if (/^\d{1,3}(?:,\d{2,3})+\.\d{1,4}$/.test(digits)) point += 3
      else if (/^\d+,\d{1,2}$/.test(digits)) comma += 1
      else if (/^\d+\.\d{1,2}$/.test(digits)) point += 1
    }
  }
  return comma > point ? ',' : '.'
}

/** Reads one number as printed, in 1/10000; null for anything else. `(12)`, `12-` and `-12` are negative. */
export function readNumber(text: string, sign: DecimalSign): { value: number; decimals: number } | null {
  const bare = text
    .replace(/\u2212/g, '-')
    .replace(CURRENCY, '')
    .replace(/^\((.*%)\)$/, '$1') // a rate in brackets is not negative
    .replace(/^\(([-+])\)/, '$1')
    .replace(/\/-$/, '')
    .replace(/%$/, '')
    .trim()
  if (!SHAPE.test(bare)) return null
  const negative = /^[-(]|-$/.test(bare)
  const digits = bare.replace(/[^\d.,]/g, '').replace(/[.,]+$/, '')
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','))
  const mark = last < 0 ? null : digits[last]
  const marks = digits.replace(/\d/g, '')
  const after = last < 0 ? 0 : digits.length - last - 1
  const several_alike = marks.length > 1 && new Set(marks).size === 1
  // one mark before three digits can be either: the document decides
  const is_decimal = mark !== null && !several_alike && (marks.length > 1 || after !== 3 || mark === sign)
  const whole = (is_decimal ? digits.slice(0, last) : digits).replace(/[.,]/g, '')
  const fraction = is_decimal ? digits.slice(last + 1) : ''
  if (whole.length > 11 || !grouped(is_decimal ? digits.slice(0, last) : digits)) return null
  const value = Number(whole) * 10_000 + Math.round(Number(`0.${fraction || 0}`) * 10_000)
  return { value: negative ? -value : value, decimals: fraction.length }
}

/** Thousands in groups of three, or as in India: the last of three, the others of two. */
const grouped = (whole: string): boolean => !/[.,]/.test(whole) || /^\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3}$/.test(whole)

/** The widest space within a number, and between words, in heights of a letter. */
const THIN_SPACE = 0.45
const WORD_SPACE = 0.65

/** Groups of three digits from `at` on end in a comma and two digits. */
function decimalsFollow(words: readonly Word[], at: number): boolean {
  let last = at
  while (/^\d{3}$/.test(words[last]?.text ?? '')) last++
  return /^\d{3},\d{2}\p{Sc}?$/u.test(words[last]?.text ?? '')
}

/** Every number of a line. Groups of three digits set apart by a thin space are one number; `%` and currencies may stand apart. */
export function numbersOf(line: Line, sign: DecimalSign): PrintedNumber[] {
  const found: PrintedNumber[] = []
  const { words } = line
  for (let at = 0; at < words.length; at++) {
    const word = words[at]
    if (!word) continue
    let text = word.text
    let next = at + 1
    if (/^[-(]?\p{Sc}?\d{1,3}$/u.test(text)) {
      for (let other = words[next]; other; other = words[next]) {
        const gap = (other.x0 - (words[next - 1]?.x1 ?? 0)) / other.height
        if (gap > WORD_SPACE || !/^\d{3}(?:[.,]\d+)?\p{Sc}?$/u.test(other.text)) break
        // as wide as between words: only decimals behind it show that it parts thousands
        if (gap > THIN_SPACE && !(sign === ',' && decimalsFollow(words, next))) break
        text += other.text
        next++
      }
    }
    const read = readNumber(text, sign)
    if (!read) continue
    const before = words[at - 1]?.text ?? ''
    const after = words[next]?.text ?? ''
    const percent = /%\)?$/.test(text) || after === '%'
    const money = text.search(CURRENCY) >= 0 || IS_CURRENCY.test(before) || IS_CURRENCY.test(after)
    if (before === '-' && IS_CURRENCY.test(words[at - 2]?.text ?? '')) read.value = -read.value
    const own = words.slice(at, next)
    const last = own.at(-1) ?? word
    found.push({ ...read, percent, money, words: own, x0: word.x0, x1: last.x1, y: word.y, page: word.page, first: at, next })
    at = next - 1
  }
  return found
}
