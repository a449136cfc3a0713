import type { Assignment, ColumnEvidence } from './assign-roles'
import { flagWords } from './line-flag'
import { lineKindOfWords } from './line-type'

/** Of several columns that may say what a line is (its type, its status, whether it is void) it is the one that tells most lines from plain sales. Changes `assigned`. */
export function settleLineKind(
  columns: readonly ColumnEvidence[],
  sample: readonly (readonly string[])[],
  { roles, scores }: Assignment,
): void {
  const told = ({ column, name }: ColumnEvidence): number =>
    sample.filter((row) => lineKindOfWords(flagWords(name, row[column] ?? '')) !== 'SALE').length
  const now = roles.indexOf('type')
  const rivals = columns.filter(
    ({ column, candidates }) => (roles[column] === null || column === now) && candidates.some(({ role }) => role === 'type'),
  )
  const [best] = rivals
    .map((one) => ({ one, n: told(one) }))
    .sort((a, b) => b.n - a.n || Number(b.one.column === now) - Number(a.one.column === now))
  if (!best || best.n === 0 || best.one.column === now) return
  if (now >= 0) {
    roles[now] = null
    scores[now] = 0
  }
  roles[best.one.column] = 'type'
  scores[best.one.column] = Math.min(1, best.one.candidates.find(({ role }) => role === 'type')?.score ?? 0)
}
