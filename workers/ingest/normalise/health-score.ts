import type { HealthParts, HealthReport, ImportProfile, RowCounts } from '../../../src/domain/dataset'

const DAY_MS = 86_400_000
const day = (iso: string): number => Math.floor(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / DAY_MS)
const clamp = (x: number): number => Math.min(1, Math.max(0, x))

/** A weekday with sales on fewer of its dates than this is closed (domain.md 2.6). */
const CLOSED_UNDER = 0.1

/** Days with a sale over the days on which the shop was open, from the first to the last sale. `days` are distinct ISO days. 0 without any. */
export function coverage(days: readonly string[]): number {
  const sold = [...new Set(days)].map(day).sort((a, b) => a - b)
  const first = sold[0]
  const last = sold[sold.length - 1]
  if (first === undefined || last === undefined) return 0
  const dates = new Array<number>(7).fill(0)
  const open = new Array<number>(7).fill(0)
  for (let at = first; at <= last; at++) dates[at % 7] = (dates[at % 7] ?? 0) + 1
  for (const at of sold) open[at % 7] = (open[at % 7] ?? 0) + 1
  let expected = 0
  let seen = 0
  dates.forEach((n, weekday) => {
    const with_sales = open[weekday] ?? 0
    if (n === 0 || with_sales < CLOSED_UNDER * n) return
    expected += n
    seen += with_sales
  })
  return expected === 0 ? 0 : clamp(seen / expected)
}

export interface HealthFacts {
  counts: RowCounts
  /** accepted rows, duplicates of other files included */
  accepted: number
  duplicates: number
  profile: ImportProfile
  days: readonly string[]
  uploaded_at: string
}

/** The parts of the score of a sales file, each 0..1 (domain.md 2.6). */
export function healthParts({ counts, accepted, duplicates, profile, days, uploaded_at }: HealthFacts): HealthParts {
  const { filled, identity_ok, identity_testable } = profile
  const share = (n: number): number => (accepted === 0 ? 0 : clamp(n / accepted))
  const last = [...days].sort().pop()
  return {
    valid: validShare(counts, accepted),
    complete:
      0.25 * share(filled.transaction_id) +
      0.25 * share(filled.cost) +
      0.2 * share(filled.code) +
      0.2 * share(filled.category) +
      0.1 * share(filled.customer),
    consistent: identity_testable === 0 ? 0.8 : identity_ok / identity_testable,
    unique: counts.total === 0 ? 1 : 1 - duplicates / counts.total,
    coverage: coverage(days),
    timely: last === undefined ? 0 : clamp(1 - (day(uploaded_at) - day(last) - 7) / 53),
  }
}

/** ok / (ok + rejected). A file of which every row was known already has no wrong row. */
export function validShare({ ok, rejected }: RowCounts, accepted: number): number {
  if (ok + rejected === 0) return accepted > 0 ? 1 : 0
  return ok / (ok + rejected)
}

/** 0..100, half up. */
export function healthScore(parts: HealthParts): number {
  const { valid, complete, consistent, unique, coverage: covered, timely } = parts
  return whole(100 * (0.25 * valid + 0.2 * complete + 0.15 * consistent + 0.1 * unique + 0.2 * covered + 0.1 * timely))
}

/** domain.md 0.6: floor(round(x, 6) + 0.5). */
export const whole = (x: number): number => Math.floor(Math.floor(x * 1e6 + 0.5) / 1e6 + 0.5)

export const band = (score: number): HealthReport['band'] => (score >= 80 ? 'good' : score >= 60 ? 'usable' : 'poor')
