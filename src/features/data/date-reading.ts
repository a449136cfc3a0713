/**
 * How a written day reads in one order, as an ISO date, or null when it cannot be read so. Only for showing the two readings side by
 * side in the question; the engine's own parser decides when the rows are taken.
 */
export function readDay(text: string, order: 'DMY' | 'MDY'): string | null {
  const parts = /^\s*(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4}|\d{2})(?!\d)/.exec(text)
  if (!parts) return null
  const [first, second, written_year] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  const year = (parts[3]?.length ?? 0) === 4 ? written_year : written_year < 70 ? 2000 + written_year : 1900 + written_year
  const [day, month] = order === 'DMY' ? [first, second] : [second, first]
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  return date.toISOString().slice(0, 10)
}

/** The example that tells the two orders apart best: readable in both, with different days; else the first one readable at all. */
export function tellingExample(examples: readonly string[]): string | null {
  const both = examples.find((text) => {
    const [dmy, mdy] = [readDay(text, 'DMY'), readDay(text, 'MDY')]
    return dmy !== null && mdy !== null && dmy !== mdy
  })
  return both ?? examples.find((text) => readDay(text, 'DMY') ?? readDay(text, 'MDY')) ?? null
}
