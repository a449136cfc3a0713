/** For tests: sums, averages and comparisons as in a textbook. */

export const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0)
export const mean = (all: readonly number[]): number => sum(all) / all.length
export const variance = (all: readonly number[]): number => sum(all.map((x) => (x - mean(all)) ** 2)) / (all.length - 1)
/** NaN of nothing. */
export const median = (all: readonly number[]): number => {
  const sorted = [...all].sort((a, b) => a - b)
  return ((sorted[Math.floor((sorted.length - 1) / 2)] as number) + (sorted[Math.ceil((sorted.length - 1) / 2)] as number)) / 2
}
export const medianOrNull = (all: readonly number[]): number | null => (all.length > 0 ? median(all) : null)
/** Half away from zero. */
export const round = (x: number): number => Math.sign(x) * Math.floor(Math.abs(x) + 0.5)
export const over = (value: number | null, scale: number): number | null => (value === null ? null : value / scale)
/** For sort: larger first, null last. */
export const desc = (a: number | null, b: number | null): number => (b ?? -Infinity) - (a ?? -Infinity) || 0
/** Of `v` against `p`, as a ratio of the size of `p`. */
export const change = (v: number | null, p: number | null): number | null =>
  v === null || p === null || p === 0 ? null : (v - p) / Math.abs(p)
export const trendWord = (c: number | null): string | null => (c === null ? null : c >= 0.05 ? 'up' : c <= -0.05 ? 'down' : 'flat')
