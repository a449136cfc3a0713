import { NOT_THE_NUMBER, NUMBER_LABELS } from './labels'
import { datesOf } from './printed-date'
import { type Line, type Page, phrases, textOf, type Word, wordsAt } from './words'

export interface FoundText {
  text: string
  words: Word[]
  score: number
}

/** How far under its label a value may stand, in heights of a letter. */
const BELOW = 3.2

/** Everything on a page that could be the number of the invoice, best first; of equals the one that is printed first. */
export function invoiceNumbers(page: Page): FoundText[] {
  const found: FoundText[] = []
  for (const [index, line] of page.lines.entries()) {
    for (const { pattern, score } of NUMBER_LABELS) {
      for (const match of line.key.matchAll(pattern)) {
        const { first, next } = wordsAt(line, match.index, match.index + match[0].length)
        const beside = valueFrom(line, next)
        if (beside) {
          found.push({ ...beside, score: score + 0.5 })
          continue
        }
        // a word that is only part of a sentence has nothing to do with what stands under it
        const after = line.words[next]
        const goes_on = after !== undefined && after.x0 - (line.words[next - 1]?.x1 ?? 0) < 1.5 * after.height
        if (score < 8 || (goes_on && NOT_THE_NUMBER.test(after.key))) continue
        const below = valueBelow(page.lines.slice(index + 1, index + 5), line, line.words.slice(first, next))
        if (below) found.push({ ...below, score })
      }
    }
  }
  const times = new Map<string, number>()
  for (const { text } of found) times.set(text, (times.get(text) ?? 0) + 1)
  return found
    .map((one, order) => ({ ...one, order, score: one.score + Math.min(2, 0.4 * ((times.get(one.text) ?? 1) - 1)) }))
    .sort((a, b) => b.score - a.score || a.order - b.order)
}

function valueFrom(line: Line, at: number): Omit<FoundText, 'score'> | null {
  let from = at
  while (from < line.words.length && line.words[from]?.key === '') from++
  if (line.words[from]?.key === '#') from++
  const first = line.words[from]
  if (!first || NOT_THE_NUMBER.test(first.key)) return null
  return valueAt(line, from)
}

/** `RE 2014/502`: a short prefix in capitals belongs to the number behind it. */
function valueAt(line: Line, at: number): Omit<FoundText, 'score'> | null {
  const [first, second] = [line.words[at], line.words[at + 1]]
  if (!first) return null
  if (isNumberLike(line, at)) return { text: tidy(first.text), words: [first] }
  if (second && /^[A-Z]{1,4}[-/]?$/.test(first.text) && second.x0 - first.x1 < first.height && isNumberLike(line, at + 1))
    return { text: tidy(textOf([first, second])), words: [first, second] }
  return null
}

function isNumberLike(line: Line, at: number): boolean {
  const word = line.words[at]
  if (!word) return false
  const text = tidy(word.text)
  if (!/\d/.test(text) || !/^[\p{L}\p{N}][\p{L}\p{N}_./\\#-]{0,39}$/u.test(text)) return false
  if (/^\d{1,3}(?:[.,]\d{3})*[.,]\d{2}$/.test(text)) return false // an amount
  const dates = [...datesOf(line, 'DMY'), ...datesOf(line, 'MDY')]
  return !dates.some(({ words }) => words.includes(word))
}

const tidy = (text: string): string => text.replace(/^[#(:*]+|[).,;:*]+$/g, '')

function valueBelow(lines: readonly Line[], label: Line, words: readonly Word[]): Omit<FoundText, 'score'> | null {
  const x0 = words[0]?.x0 ?? 0
  const x1 = words.at(-1)?.x1 ?? 0
  for (const line of lines) {
    if (line.page !== label.page || line.y - label.y > BELOW * Math.max(label.height, 8)) return null
    for (const run of phrases(line.words)) {
      const [first] = run
      const last = run.at(-1)
      if (!first || !last || last.x1 < x0 || first.x0 > x1) continue
      const found = valueAt(line, line.words.indexOf(first))
      if (found) return found
    }
  }
  return null
}
