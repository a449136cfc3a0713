const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** The ISO day until which goods with this print may be sold: a month alone is its last day (domain.md 2.3). What is no date stays as it is. */
export function expiryDay(printed: string | null): string | null {
  const text = printed?.trim() ?? ''
  if (text === '') return null
  const month_only = /^(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})$/.exec(text)
  if (month_only) return lastDay(Number(month_only[2]), Number(month_only[1])) ?? text
  const named = /^([a-z]{3})[a-z]*\.?\s*[-/. ']?\s*(\d{4}|\d{2})$/i.exec(text)
  if (named) return lastDay(Number(named[2]), MONTHS.indexOf((named[1] ?? '').toLowerCase()) + 1) ?? text
  const day_first = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$/.exec(text)
  if (day_first) return day(Number(day_first[3]), Number(day_first[2]), Number(day_first[1])) ?? text
  return text
}

const century = (year: number): number => (year < 100 ? 2000 + year : year)
const lastDay = (year: number, month: number): string | null =>
  month < 1 || month > 12 ? null : new Date(Date.UTC(century(year), month, 0)).toISOString().slice(0, 10)

function day(year: number, month: number, date: number): string | null {
  const found = new Date(Date.UTC(century(year), month - 1, date))
  return found.getUTCMonth() === month - 1 && found.getUTCDate() === date ? found.toISOString().slice(0, 10) : null
}
