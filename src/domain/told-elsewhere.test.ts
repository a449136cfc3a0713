import { expect, test } from 'vitest'
import type { HealthReport } from './dataset'
import { isToldElsewhere } from './told-elsewhere'

const report = (code: string, rejected = 0): Pick<HealthReport, 'counts' | 'issues'> => ({
  counts: { total: 3, ok: 0, warned: 0, rejected, set_aside: 3 - rejected },
  issues: [{ code, severity: 'set_aside' as const, rows: 3 - rejected, examples: [] }],
})

test('a file of which nothing counts is told elsewhere when its rows repeat other files, and not when they were refused or are no sales', () => {
  expect(isToldElsewhere(report('I_SUPERSEDED'))).toBe(true)
  expect(isToldElsewhere(report('I_DUPLICATE', 1))).toBe(false)
  expect(isToldElsewhere(report('I_CANCELLED'))).toBe(false)
})
