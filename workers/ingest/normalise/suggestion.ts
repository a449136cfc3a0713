import type { DateOrder } from '../../../src/domain/mapping'
import { parseDate } from '../recognise/dates'

/** What a cell that could not be read may have meant; null when there is no safe guess. Only ever shown, never taken. */
export function suggestionFor(code: string, raw_value: string | null, date_order: DateOrder | null): string | null {
  if (raw_value === null || raw_value.trim() === '') return null
  if (code === 'E_DATE_PARSE' || code === 'E_DATE_RANGE') {
    for (const order of ['DMY', 'MDY'] as const) {
      const read = order === date_order ? null : parseDate(raw_value, order)
      if (read && read.date >= '2000-01-01') return read.date
    }
    return null
  }
  if (code === 'E_QTY_PARSE' || code === 'E_AMOUNT_PARSE') {
    const with_free = /^\s*(\d{1,6})\s*\+\s*(\d{1,6})\s*$/.exec(raw_value) // '10+2': so many and so many free
    if (with_free) return code === 'E_QTY_PARSE' ? String(Number(with_free[1]) + Number(with_free[2])) : null
    if (/\d\s*:\s*\d/.test(raw_value)) return null // '53:3' is strips and tablets: no number of one unit
    const digits = raw_value.replace(/[^\d.-]/g, '')
    return /^-?\d+(\.\d+)?$/.test(digits) && digits !== raw_value.trim() ? digits : null
  }
  return null
}
