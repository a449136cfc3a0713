import { parseDate, type ReadableOrder } from './dates'
import { plainCell } from './plain-text'

/**
 * The DuckDB strptime formats that read these examples as parseDate does, in first-seen order. Use a result only from 2000-01-01 on and give
 * the rest to parseDate: DuckDB reads `%Y` with fewer than four digits as the year 22, and pivots two-digit years at 69 where Lucid does at 70.
 * Formats with no agreeing counterpart (ordinals, Hindi months, offsets, serials) are left out: their distinct values go to parseDate.
 */
export function strptimeFormats(order: ReadableOrder, examples: Iterable<string>): string[] {
  const formats = new Set<string>()
  for (const example of examples) {
    const cell = plainCell(example).trim()
    const format = formatOf(cell, order)
    if (format && parseDate(cell, order) !== null) formats.add(format)
  }
  return [...formats]
}

function formatOf(cell: string, order: ReadableOrder): string | null {
  const time = /(T| +)(\d{1,2}):(\d{1,2})(:\d{1,2})?( ?)([ap]m)?$/i.exec(cell)
  const day = dayFormat(time ? cell.slice(0, time.index) : cell, order)
  if (!day || !time) return day
  const joint = (time[1] ?? '').startsWith('T') ? 'T' : ' '
  const clock = `${time[6] ? '%I' : '%H'}:%M${time[4] ? ':%S' : ''}`
  return `${day}${joint}${clock}${time[6] ? `${time[5]}%p` : ''}`
}

function dayFormat(cell: string, order: ReadableOrder): string | null {
  const iso = /^\d{4}([-/.])\d{1,2}\1\d{1,2}$/.exec(cell)
  if (iso) return ['%Y', '%m', '%d'].join(iso[1])
  const numeric = /^\d{1,2}([-/.])\d{1,2}\1(\d{4}|\d{2})$/.exec(cell)
  if (numeric && order !== 'YMD') {
    const parts = order === 'DMY' ? ['%d', '%m'] : ['%m', '%d']
    return [...parts, numeric[2]?.length === 4 ? '%Y' : '%y'].join(numeric[1])
  }
  const named = /^\d{1,2}([- ])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\1(\d{4}|\d{2})$/i.exec(cell)
  if (named) return ['%d', '%b', named[3]?.length === 4 ? '%Y' : '%y'].join(named[1])
  return null
}
