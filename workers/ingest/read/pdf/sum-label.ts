import { TOTAL_LABELS, type TotalRole } from './labels'

export interface SumLabel {
  role: TotalRole
  score: number
  name: string
}

/** The label of a sum in words as `keyOf` leaves them: of several the longest. Words around it make it less sure. */
export function labelOf(key: string): SumLabel | null {
  let found: (SumLabel & { length: number }) | null = null
  for (const { pattern, role, score } of TOTAL_LABELS) {
    for (const match of key.matchAll(pattern)) {
      const length = match[0].length
      if (found && length <= found.length) continue
      const around = key.length - length
      found = { role, score: score - Math.min(3, around / 8), name: match[0], length }
    }
  }
  return found
}
