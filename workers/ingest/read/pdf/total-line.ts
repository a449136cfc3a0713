import { TOTAL_LABELS, type TotalRole } from './labels'
import { type Line, phrases } from './words'

/** What a line says as a whole, when it is one of sums and not of goods: the role of the label that one of its parts begins with. */
export function totalRole(line: Line): { role: TotalRole; whole: boolean } | null {
  for (const run of phrases(line.words)) {
    const key = run
      .map((word) => word.key)
      .filter((part) => part !== '')
      .join(' ')
    for (const { pattern, role } of TOTAL_LABELS) {
      const [match] = key.matchAll(pattern)
      if (match?.index === 0) {
        const rest = key.slice(match[0].length).trim()
        return { role, whole: rest === '' || /^[\d%.,/-]+$/.test(rest) }
      }
    }
    if (/\p{L}/u.test(key)) return null // only the first words of a line are its label
  }
  return null
}
