import { parseDate } from './dates'

const YEAR = String.raw`(?:\d{4}|\d{2})`
const MONTH = String.raw`[\p{L}\p{M}]{3,10}`
/** A written day, in any of the ways that the parser of dates reads; bare digits only with all eight. */
export const DAY = String.raw`(?<!\d|\d[/.-])(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ]${YEAR}|\d{1,2}(?:st|nd|rd|th)?[-/., ]*${MONTH}\.?[-/., ]*${YEAR}|${MONTH}\.? ?\d{1,2}(?:st|nd|rd|th)?,? ?\d{4}|\d{8})(?!\d|[-/.]\d)`
/** A written day between two other patterns; its text is the first group. */
export const dayPattern = (before: string, after = ''): RegExp => new RegExp(`${before}(${DAY})${after}`, 'giu')
export const ANY_DAY = dayPattern('')

/** The days, as written, that patterns find in rows. */
export const writtenIn = (rows: readonly string[], patterns: readonly RegExp[]): string[] =>
  rows.flatMap((row) => patterns.flatMap((one) => [...row.matchAll(one)].map((found) => found[1] ?? '')))

/** A day in the order that the file writes, or in the other where that is no day. */
export function readDay(text: string, order: 'DMY' | 'MDY'): string | null {
  return parseDate(text, order)?.date ?? parseDate(text, order === 'DMY' ? 'MDY' : 'DMY')?.date ?? null
}

/** '20260331142233' and '2026-03-31T14:22' say when a file was written; its day is enough. */
export const withoutTime = (text: string): string => text.replace(/(?<!\d)(20\d{6})\d{4}(?:\d{2})?(?!\d)/g, '$1 ')
