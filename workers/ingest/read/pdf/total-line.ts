import { TOTAL_LABELS, type TotalRole } from './labels'
import { keysOf, type Line, phrases, type Word } from './words'

export interface LineLabel {
  role: TotalRole
  /** the label is all that its part of the line says */
  whole: boolean
}

/**
 * What a line says as a whole, when it is one of sums and not of goods: the role of the label that one of its parts begins with, else of the label that
 * stands before its last number. Sums may stand beside something else: a table of taxes, terms of payment.
 */
export function totalRole(line: Line): LineLabel | null {
  const [first] = namedParts(line)
  const label = first ? labelOf(first) : null
  if (label) return label
  const last = lastLabel(line)
  return last?.whole ? last : null
}

/** The label that the last words of a line begin with, when something else stands before them. */
export function lastLabel(line: Line): LineLabel | null {
  const named = namedParts(line)
  const last = named.at(-1)
  return last && named.length > 1 ? labelOf(last) : null
}

const namedParts = (line: Line): Word[][] => phrases(line.words).filter((run) => /\p{L}/u.test(keysOf(run)))

function labelOf(run: readonly Word[]): LineLabel | null {
  const key = keysOf(run)
  for (const { pattern, role } of TOTAL_LABELS) {
    const [match] = key.matchAll(pattern)
    if (match?.index === 0) {
      const rest = key.slice(match[0].length).trim()
      return { role, whole: rest === '' || /^[\d%.,/-]+$/.test(rest) }
    }
  }
  return null
}
