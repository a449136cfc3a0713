/** A moment of a spreadsheet: a day, or a time of day, or both. */
export interface Moment {
  year: number
  month: number
  day: number
  /** seconds after midnight, null when the serial is a whole day */
  seconds: number | null
}

const DAY = 86_400
/** 1904 books count from 1 January 1904, which is day 1462 of the others. */
const EPOCH_1904 = 1_462
/** 31 December 9999 */
const LAST_DAY = 2_958_465

/**
 * Day and time of a serial number, to the second; null outside of 1900 to 9999. Serials up to 60 carry the leap day of 1900 that never was; below
 * 1 there is no day, only a time.
 */
export function momentOf(serial: number, epoch_1904: boolean): Moment | null {
  const total = Math.round((serial + (epoch_1904 ? EPOCH_1904 : 0)) * DAY)
  const days = Math.floor(total / DAY)
  const rest = total - days * DAY
  if (days < 1 || days > LAST_DAY) return null
  if (days === 60) return { year: 1900, month: 2, day: 29, seconds: rest === 0 ? null : rest }
  const date = new Date(Date.UTC(1899, 11, 30 + days + (days < 60 ? 1 : 0)))
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), seconds: rest === 0 ? null : rest }
}

const two = (n: number) => (n < 10 ? `0${n}` : String(n))
export const timeText = (seconds: number): string =>
  `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
export const dayText = ({ year, month, day }: Moment): string => `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
/** `2024-01-31`, or with a time `2024-01-31 14:05:00` */
export const momentText = (moment: Moment): string =>
  moment.seconds === null ? dayText(moment) : `${dayText(moment)} ${timeText(moment.seconds)}`
