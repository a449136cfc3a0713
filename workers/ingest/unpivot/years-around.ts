const FISCAL = /(?<!\d)(20\d{2})\s*[-–/_]\s*(?:20)?(\d{2})(?!\d)/
const YEAR = /(?<!\d)20\d{2}(?!\d)/g

/**
 * The years of months that are named without one, from what is written around the table: one year for all, or `2024-25` for months from April on. null
 * where nothing or more than one year is said, a month comes twice, or the months run over a year's end that one year cannot explain.
 */
export function yearsOf(months: readonly number[], texts: readonly string[]): number[] | null {
  const distinct = [...new Set(months)]
  const turns = distinct.filter((month, at) => at > 0 && month < (distinct[at - 1] ?? 0)).length
  for (const text of texts) {
    const [, first, second] = FISCAL.exec(text) ?? []
    if (first !== undefined && (Number(first) + 1) % 100 === Number(second))
      return turns <= 1 && distinct[0] !== undefined ? months.map((month) => Number(first) + (month < 4 ? 1 : 0)) : null
  }
  const years = new Set(texts.flatMap((text) => text.match(YEAR) ?? []))
  const [only] = years
  return years.size === 1 && turns === 0 ? months.map(() => Number(only)) : null
}
