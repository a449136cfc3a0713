import { parseDate } from './dates'
import { lastDayOfMonth, withoutLabel } from './expiry-date'

/** What stands between the two dates, surest first: words, signs with spaces around them, any sign. */
const BETWEEN = [/\s*(?:\bto\b|[,;|~–—\n]|(?=\bexp))\s*/giu, /\s+[-/:]\s+/gu, /\s*[-/ ]\s*/gu]

/** The two dates of a cell that holds both ('03/24 - 02/26', 'MFG 03/24 EXP 02/26'), or null. */
export function madeAndExpiry(cell: string): { made: string; expiry: string } | null {
  const text = withoutLabel(cell)
  if (text.length < 9 || isDate(text)) return null
  for (const sign of BETWEEN)
    for (const { index, 0: between } of text.matchAll(sign)) {
      const made = text.slice(0, index).trim()
      const expiry = withoutLabel(text.slice(index + between.length))
      if (isDate(made) && isDate(expiry) && shape(made) === shape(expiry)) return { made, expiry }
    }
  return null
}

const isDate = (text: string): boolean => (parseDate(text, 'DMY') ?? parseDate(text, 'MDY') ?? lastDayOfMonth(text)) !== null

/** Both are written in one way; 'May-24' and 'June-26' are too. */
const shape = (text: string): string => text.replace(/\d+/g, '9').replace(/[\p{L}\p{M}]+/gu, 'a')
