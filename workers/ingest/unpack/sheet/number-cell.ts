import type { FormatKind } from './number-format'
import { plainNumber } from './plain-number'
import { type Moment, momentOf, momentText, timeText } from './serial-date'
import type { SheetCsv } from './sheet-csv'

/** Puts a number into its cell as its format means it: a date, a time, a share of a hundred, a code with its zeros, or the plain number. */
export function putNumber(sheet: SheetCsv, column: number, value: number, kind: FormatKind, epoch_1904: boolean): void {
  if (kind.type === 'plain') sheet.putNumber(column, plainNumber(value), kind.currency)
  else if (kind.type === 'percent') sheet.putNumber(column, percent(value))
  else if (kind.type === 'padded') sheet.putNumber(column, padded(value, kind))
  else if (isTime(value, kind)) sheet.putNumber(column, timeText(Math.round(value * 86_400)))
  else putMoment(sheet, column, value, epoch_1904)
}

function percent(value: number): string {
  const text = plainNumber(Number((value * 100).toPrecision(15)))
  return text === '' ? '' : `${text}%`
}

function padded(value: number, { digits, before, after }: Extract<FormatKind, { type: 'padded' }>): string {
  if (!Number.isInteger(value) || value < 0) return plainNumber(value)
  return before + plainNumber(value).padStart(digits, '0') + after
}

/** Below 1 there is no day in a serial, only a time; hours that are counted on can be more than a day. */
function isTime(value: number, kind: FormatKind): boolean {
  if (kind.type === 'time' && kind.elapsed) return value >= 0 && value < 10_000
  return kind.type === 'time' ? value >= 0 && value < 1 : value > 0 && value < 1
}

function putMoment(sheet: SheetCsv, column: number, value: number, epoch_1904: boolean): void {
  const moment = momentOf(value, epoch_1904)
  if (moment) sheet.putMoment(column, moment)
  else sheet.putNumber(column, plainNumber(value))
}

/** Puts a date that is written out (`2024-01-31T00:00:00`). */
export function putIsoDate(sheet: SheetCsv, column: number, text: string): void {
  const parts = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?/.exec(text)
  if (!parts) {
    sheet.putText(column, text)
    return
  }
  const [year, month, day, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const time = hours * 3600 + minutes * 60 + seconds
  const moment: Moment = { year, month, day, seconds: time === 0 ? null : time }
  if (month < 1 || month > 12 || day < 1 || day > 31) sheet.putText(column, momentText(moment))
  else sheet.putMoment(column, moment)
}
