import { plainCell } from './plain-text'

const UNITS = {
  day: 'd days? दिन',
  week: 'w wks? weeks? हफ्ते सप्ताह',
  month: 'm mo mos mths? mnths? mons? months? महीने महीना माह',
  year: 'y yrs? years? साल वर्ष',
} as const
type LifeUnit = keyof typeof UNITS
const LIFE_UNITS = Object.keys(UNITS) as LifeUnit[]
const WORD = Object.fromEntries(LIFE_UNITS.map((unit) => [unit, new RegExp(`^(?:${UNITS[unit].replaceAll(' ', '|')})$`, 'iu')])) as Record<
  LifeUnit,
  RegExp
>

const BEFORE = /^(?:best before|bb|use (?:by|within|before)|within|exp(?:iry|ires)?|good for|shelf life)[ :.-]*(?:in )?/iu
const AFTER = /[ .]*(?:(?:from|after|of|since) .*)?$/iu
const PART = /(\d{1,5})(?:\.0+)?[ -]*([\p{L}\p{M}]*)\.?/gu

/** How long goods keep: a number of months, which are of different lengths, and one of days. */
export interface ShelfLife {
  months: number
  days: number
}

/** The unit that the header of a column of shelf lives names ('Shelf Life (Months)'); days where it names none. */
export function lifeUnitOf(header: string): LifeUnit {
  const words = header.toLowerCase().match(/[\p{L}\p{M}]{2,}/gu) ?? []
  return LIFE_UNITS.find((unit) => words.some((word) => WORD[unit].test(word))) ?? 'day'
}

/**
 * '180 days', '6 months', 'Best before 24 months from packing', '1 year 6 months'. A number alone is of `unit`, and no shelf life where there is none (a day of
 * a month can be a number too). null = the text is no shelf life.
 */
export function parseShelfLife(text: string, unit: LifeUnit | null): ShelfLife | null {
  const said = plainCell(text).trim().replace(BEFORE, '').replace(AFTER, '')
  const parts = [...said.matchAll(PART)]
  if (parts.length === 0 || said.replace(PART, '').replace(/[ ,&+]|\band\b/gi, '') !== '') return null
  const life: ShelfLife = { months: 0, days: 0 }
  for (const [, number, word] of parts) {
    const of = word ? LIFE_UNITS.find((one) => WORD[one].test(word)) : parts.length === 1 ? unit : null
    if (!of) return null
    const count = Number(number)
    if (of === 'day' || of === 'week') life.days += of === 'week' ? 7 * count : count
    else life.months += of === 'year' ? 12 * count : count
  }
  return life
}

/** Whole days of a shelf life that begins on no known day. */
export const lifeInDays = ({ months, days }: ShelfLife): number => Math.floor((months * 365) / 12) + days
