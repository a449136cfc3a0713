import { plainCell } from './plain-text'
import { ANY_DAY, DAY, dayPattern as pattern, readDay, withoutTime, writtenIn } from './written-day'

/** What a stock list says of itself outside of its rows. */
export interface CountEvidence {
  /** name of the column that counts */
  column: string
  /** rows above the header */
  above: readonly (readonly string[])[]
  /** name of the file, with the way to the table where it was packed */
  name: string
  /** how its other dates are read */
  order: 'DMY' | 'MDY'
  /** the last day that can be meant (ISO day) */
  latest: string
}

/** What stands between a word and its day: punctuation, the border of a cell, the day of the week. */
const GAP = String.raw`[\s|:,.()-]*(?:(?:date|dt|dated)\b[\s|:,.()-]*)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day[\s,]*)?`
/** A day that begins a span is not its end. */
const ALONE = String.raw`(?!\s*(?:to|up\s*to|till|until|-)\s*\d)`

/** 'as on', 'as at' and 'as of', whatever the row is about. */
const AS_ON = pattern(String.raw`\bas\s+(?:on|at|of)\b${GAP}`, ALONE)
/** 'Closing Stock 31/03/2026', 'Stock Statement on 31-Mar-2026' */
const STOCK_ON = pattern(
  String.raw`\b(?:stock|inventory)\b\s*(?:(?:statement|summary|report|list|valuation|position|register|details?)\b\s*)?(?:on\b)?${GAP}`,
  ALONE,
)
/** The end of a span: '1-Apr-2025 to 31-Mar-2026', 'upto 31/03/2026', '31/03/2026 तक' */
const UNTIL = [
  pattern(String.raw`\b(?:up\s*to|to|till|until|ending|ended(?:\s+on)?)\b${GAP}`),
  pattern(`${DAY}\\s*-\\s*`),
  pattern('', String.raw`\s*तक`),
]
/** A date and nothing more is of the list; one that is named after something else ('Print Date') is of that. */
const DATED = pattern(String.raw`(?:(?:^|\|\s*)(?:stock\s+)?(?:date|dt)\b|(?<![\p{L}\p{M}]\s*)(?:स्टॉक\s+)?(?:दिनांक|तारीख))${GAP}`)
/** Characters of a row that are looked at: a title is short, and a cell can hold a book. */
const LONGEST = 400
/** Here the end of a span is not that of the stock: a list of what expires until then, a licence. */
const OTHER_SPAN = /\b(?:expir\w*|exp|valid\w*|licen[cs]e|lic|d\.? ?l|fssai)\b/i

/**
 * The day that a stock list without a column of dates was counted on, ISO: the day in the name of its column, then in the rows above the header after a
 * word that says so, then the one whole day in the name of the file. Null when none of them tells one between 2000 and `latest`.
 */
export function countDay({ column, above, name, order, latest }: CountEvidence): string | null {
  const told = [[column], above.map((row) => row.filter((cell) => cell.trim() !== '').join(' | '))].flatMap((texts) => {
    const rows = texts.map((text) => plainCell(text.slice(0, LONGEST)))
    const here = rows.filter((row) => !OTHER_SPAN.test(row))
    return [daysIn(rows, [AS_ON], order), daysIn(here, [STOCK_ON], order), daysIn(here, UNTIL, order), daysIn(here, [DATED], order)].flat()
  })
  return [...told, ...daysOfName(name, order)].find((day) => day >= '2000-01-01' && day <= latest) ?? null
}

const daysIn = (rows: readonly string[], patterns: readonly RegExp[], order: 'DMY' | 'MDY'): string[] =>
  writtenIn(rows, patterns).flatMap((text) => readDay(text, order) ?? [])

/** The day of each part of a name, the table's own part first: the end of a span, else the only day in it. */
function daysOfName(name: string, order: 'DMY' | 'MDY'): string[] {
  const parts = name.split(' › ').reverse()
  return parts.flatMap((part) => {
    const text = withoutTime(plainCell(part.replace(/\.(?=\w*[a-z])\w{1,5}$/i, '').replace(/_/g, ' ')))
    const whole = (patterns: readonly RegExp[]): string[] =>
      writtenIn([text], patterns)
        .filter((day) => !SHORT.test(day))
        .flatMap((day) => readDay(day, order) ?? [])
    const [end] = whole(UNTIL)
    if (end) return OTHER_SPAN.test(text) ? [] : [end]
    const days = new Set(whole([ANY_DAY]))
    return days.size === 1 ? [...days] : []
  })
}

/** '26-03-31' in the name of a file is of 2026 or of 2031. */
const SHORT = /^\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2}$/
