import type { HealthReport } from './dataset'

const ELSEWHERE: readonly string[] = ['I_DUPLICATE', 'I_SUPERSEDED', 'I_COUNTED_BY_BATCH']

/** Whether nothing of a file counts because other files tell its rows (beside totals and blank ones): it was read well, and no figure lacks anything without it. */
export function isToldElsewhere({ counts, issues }: Pick<HealthReport, 'counts' | 'issues'>): boolean {
  const elsewhere = issues.reduce((sum, { code, rows }) => (ELSEWHERE.includes(code) ? sum + rows : sum), 0)
  return counts.ok === 0 && counts.rejected === 0 && 2 * elsewhere > counts.set_aside
}
