import { type Moment, timeText } from './serial-date'

/**
 * A spreadsheet that opened texts like 05/02/2024 and 13/02/2024 with the wrong order of day and month has made a date of the first, with day and month
 * exchanged, and left the second as text. Both in one column, no real date with a day above 12, and no text that could have become one: then the real dates
 * are written back as they were, and the column has one order again that its own texts prove.
 */
export class DateTrap {
  private real = 0
  private real_over_12 = false
  private first_over_12 = 0
  private second_over_12 = 0
  private either = 0
  private separator = '/'

  moment({ day }: Moment): void {
    this.real++
    if (day > 12) this.real_over_12 = true
  }

  text(text: string): void {
    const parts = /^\s*(\d{1,2})([/.-])(\d{1,2})\2(?:\d{4}|\d\d)(?:\s|$)/.exec(text)
    if (!parts) return
    const [first, second] = [Number(parts[1]), Number(parts[3])]
    if (first > 12 && second <= 12) this.first_over_12++
    else if (second > 12 && first <= 12) this.second_over_12++
    else if (first <= 12 && second <= 12) this.either++
    this.separator = parts[2] as string
  }

  /** How to write the column's real dates back, or null when they are what they seem. */
  get swap(): DateSwap | null {
    if (this.real === 0 || this.real_over_12 || this.either > 0) return null
    if (this.first_over_12 > 0 === this.second_over_12 > 0) return null
    return { texts: this.first_over_12 > 0 ? 'day_first' : 'month_first', separator: this.separator, dates: this.real }
  }
}

export interface DateSwap {
  /** the order in which the texts of the column are written */
  texts: 'day_first' | 'month_first'
  separator: string
  dates: number
}

/** The text that a date was before the spreadsheet took it for another one. */
export function restored({ year, month, day, seconds }: Moment, { texts, separator }: DateSwap): string {
  const parts = texts === 'day_first' ? [month, day] : [day, month]
  const date = [...parts.map((part) => String(part).padStart(2, '0')), String(year).padStart(4, '0')].join(separator)
  return seconds === null ? date : `${date} ${timeText(seconds)}`
}
