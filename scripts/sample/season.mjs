/** How much the sample shop sells on a day: the week, the salary day, the summer and the festivals. Dates are ISO texts. */

export const FIRST_DAY = '2025-05-01'
export const LAST_DAY = '2026-10-31'

const DAY_MS = 86_400_000
/** Monday first. */
const WEEK = [0.85, 0.88, 0.92, 0.95, 1.08, 1.32, 1.28]
/** The two Diwalis that the period meets; the second lies eight days after its end, so it ends on a climb. */
const DIWALI = ['2025-10-20', '2026-11-08']
const FESTIVE = new Set(['Biscuits and sweets', 'Dry fruit'])
const FESTIVE_ITEMS = new Set([
  'Clay diya 12 pc',
  'LED string lights 5 m',
  'Rangoli colours 6 pack',
  'Incense sticks 100 pc',
  'Camphor 50 g',
])
const SUMMER = new Set(['Drinks', 'Frozen'])

/** @param {string} date */
const days = (date) => Date.parse(`${date}T00:00:00Z`) / DAY_MS
/** @param {number} day days since 1970 */
const iso = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10)

/** @param {string} date @param {number} more @returns {string} */
export const plusDays = (date, more) => iso(days(date) + more)

/** Every day of the period. @returns {string[]} */
export function allDays() {
  return Array.from({ length: days(LAST_DAY) - days(FIRST_DAY) + 1 }, (_, i) => plusDays(FIRST_DAY, i))
}

/** 1 = Monday. @param {string} date */
export const weekday = (date) => ((days(date) + 3) % 7) + 1

/** 0 far from Diwali, rising to 1 on its eve and gone two days later. @param {string} date */
function festive(date) {
  return Math.max(
    0,
    ...DIWALI.map((diwali) => {
      const before = days(diwali) - days(date)
      return before >= -1 && before < 24 ? (24 - Math.max(before, 1)) / 23 : 0
    }),
  )
}

/** The factor on the number of bills of a day; about 1 on an ordinary one. @param {string} date */
export function footfall(date) {
  const of_month = Number(date.slice(8))
  const salary = of_month <= 7 ? 1.12 : of_month >= 24 ? 0.93 : 1
  const growth = 1 + (0.09 * (days(date) - days(FIRST_DAY))) / 365
  return (WEEK[weekday(date) - 1] ?? 1) * salary * growth * (1 + 0.45 * festive(date))
}

/** The factor on the popularity of an item. @param {{ name: string, category: string }} product @param {string} date */
export function appetite({ name, category }, date) {
  const month = Number(date.slice(5, 7))
  const summer = SUMMER.has(category) ? ([0.7, 0.8, 1.2, 1.7, 1.9, 1.4, 1, 0.9, 0.9, 0.9, 0.7, 0.6][month - 1] ?? 1) : 1
  if (FESTIVE_ITEMS.has(name)) return 0.35 + 5 * festive(date)
  return summer * (FESTIVE.has(category) ? 1 + 2.2 * festive(date) : 1)
}
