import { DATE_LABELS, type DateClass } from './labels'
import { type DayOrder, datesOf, type PrintedDate } from './printed-date'
import type { Line, Page } from './words'

export interface InvoiceDates {
  date: PrintedDate | null
  due_date: PrintedDate | null
}

interface Judged extends PrintedDate {
  kind: DateClass
  score: number
}

/** How far above a day its label may stand, in heights of a letter. */
const ABOVE = 3.2

/** The day of the invoice and the day it is to be paid, by the words beside or above each day. Days are read from the top of the first page on. */
export function invoiceDates(pages: readonly Page[], order: DayOrder): InvoiceDates {
  const judged: Judged[] = []
  for (const { lines } of pages)
    for (const [index, line] of lines.entries())
      for (const printed of datesOf(line, order)) judged.push({ ...printed, ...judge(printed, lines, index) })
  const best = (kind: DateClass) =>
    judged.reduce<Judged | null>((found, one) => (one.kind === kind && one.score > (found?.score ?? 0) ? one : found), null)
  return { date: best('invoice'), due_date: best('due') }
}

function judge({ line, first, words }: PrintedDate, lines: readonly Line[], index: number): { kind: DateClass; score: number } {
  const beside = lastLabel(keyBefore(line, first))
  if (beside && beside.score > 3) return beside
  const [left, right] = [words[0]?.x0 ?? 0, words.at(-1)?.x1 ?? 0]
  for (let at = index - 1; at >= 0; at--) {
    const above = lines[at]
    if (!above || line.y - above.y > ABOVE * Math.max(line.height, 8)) break
    const over = above.words.filter(({ x0, x1 }) => x1 > left - line.height && x0 < right + line.height)
    const key = over.map((word) => word.key).join(' ')
    const label = lastLabel(key)
    if (label && label.score !== 3) return { ...label, score: label.score - 0.5 }
  }
  return beside ?? { kind: 'invoice', score: 1 }
}

/** The words before a day on its line, from the last wide gap that has a label behind it; at most twelve. */
function keyBefore(line: Line, first: number): string {
  return line.words
    .slice(Math.max(0, first - 12), first)
    .map(({ key }) => key)
    .filter((key) => key !== '')
    .join(' ')
}

function lastLabel(key: string): { kind: DateClass; score: number } | null {
  let found: { kind: DateClass; score: number; end: number } | null = null
  for (const { pattern, kind, score } of DATE_LABELS) {
    for (const match of key.matchAll(pattern)) {
      const end = match.index + match[0].length
      if (!found || end > found.end) found = { kind, score, end }
    }
  }
  // words of a sentence between a label and a day part them
  return found && key.length - found.end <= 14 ? found : null
}
