/** Days of a month, proleptic Gregorian. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** YYYY-MM-DD, or null when there is no such day (31/02). */
export function isoDate(year: number, month: number, day: number): string | null {
  if (year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** Two-digit years: under 70 is 20yy (domain.md 2.3). */
export function fullYear(digits: string): number {
  const year = Number(digits)
  if (digits.length > 2) return year
  return year < 70 ? 2000 + year : 1900 + year
}

/** The day that many days after 1970-01-01 (negative before). */
export function dayOfEpoch(days: number): string {
  return new Date(days * 86_400_000).toISOString().slice(0, 10)
}

/** Days from 1970-01-01 to an ISO day. */
export function epochOfDay(day: string): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / 86_400_000
}

const MONTHS = [
  'jan january जनवरी जन',
  'feb february फरवरी फ़रवरी फर फ़र',
  'mar march मार्च',
  'apr april अप्रैल अप्रेल',
  'may मई',
  'jun june जून',
  'jul july जुलाई जुला',
  'aug august अगस्त अग',
  'sep sept september सितंबर सितम्बर सित',
  'oct october अक्टूबर अक्तूबर अक्टू अक्तू',
  'nov november नवंबर नवम्बर नव',
  'dec december दिसंबर दिसम्बर दिस',
]
const MONTH_OF = new Map(MONTHS.flatMap((names, i) => names.split(' ').map((name) => [name.normalize('NFKC'), i + 1] as const)))

/** 1..12 for an English or Hindi month name, full or short, or null. */
export function monthOf(name: string): number | null {
  return MONTH_OF.get(name.normalize('NFKC').toLowerCase().replace(/\.$/, '')) ?? null
}
