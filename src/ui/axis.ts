/** Round steps for an axis that holds zero: 1, 2, 2.5 or 5 times a power of ten, about `wanted` of them. Returns ascending values that enclose the data. */
export function axisTicks(lowest: number, highest: number, wanted = 4): number[] {
  const low = Math.min(0, lowest)
  const high = Math.max(0, highest)
  if (!Number.isFinite(high - low) || high - low < 1e-6) return [0, 1]
  const rough = (high - low) / wanted
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough * 0.999) ?? 10 * power
  const ticks: number[] = []
  for (let index = Math.floor(low / step + 1e-9); index <= Math.ceil(high / step - 1e-9); index++)
    ticks.push(Number((index * step).toPrecision(12)))
  return ticks
}
