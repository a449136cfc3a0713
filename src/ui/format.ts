import type { Cell, ColumnUnit } from '../domain/metric'

/** The sign of what is not known. Never 0. */
export const UNKNOWN = '–'
const NBSP = '\u00a0'

/** How values are written. Numbers follow the settings' locale; month names follow the page's language. */
export type Format = ReturnType<typeof createFormat>

function utcDate(iso: string): Date | null {
  const parts = /^(\d{4})-(\d{2})(?:-(\d{2}))?/.exec(iso)
  return parts ? new Date(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3] ?? 1))) : null
}

/** `en` in the region of `en-IN`: so that dates read in the page's language and in the shop's order. */
export function dateLocale(language: string, locale: string): string {
  const region = /-([A-Z]{2})\b/.exec(locale)?.[1]
  return `${language}${region ? `-${region}` : ''}-u-nu-latn-ca-gregory`
}

/** `currency` is an ISO 4217 code; `locale` a BCP 47 tag; both come from the settings, `language` from the page. */
export function createFormat(currency: string, locale: string, language: string) {
  const latin = `${locale.replace(/-u-.*$/, '')}-u-nu-latn`
  const dates = dateLocale(language, locale)
  // what is rounded to nothing has no sign
  const numberFormat = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(latin, { signDisplay: 'negative', ...options })
  const whole_money = numberFormat({ style: 'currency', currency, maximumFractionDigits: 0, minimumFractionDigits: 0 })
  const exact_money = numberFormat({ style: 'currency', currency })
  const short_money = numberFormat({ style: 'currency', currency, notation: 'compact', maximumFractionDigits: 1 })
  const short_number = numberFormat({ notation: 'compact', maximumFractionDigits: 1 })
  const whole = numberFormat({ maximumFractionDigits: 0 })
  const quantity = numberFormat({ maximumFractionDigits: 3 })
  const two_places = numberFormat({ minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const one_place = numberFormat({ maximumFractionDigits: 1 })
  const percent = numberFormat({ minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const signed = new Intl.NumberFormat(latin, { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' })
  const day = new Intl.DateTimeFormat(dates, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
  const month_year = new Intl.DateTimeFormat(dates, { month: 'short', year: 'numeric', timeZone: 'UTC' })
  const month_only = new Intl.DateTimeFormat(dates, { month: 'short', timeZone: 'UTC' })
  const clock = new Intl.DateTimeFormat(dates, { day: 'numeric', month: 'short', year: 'numeric', hour: 'numeric', minute: '2-digit' })

  const known = (value: number | null | undefined, write: (value: number) => string): string =>
    value === null || value === undefined || !Number.isFinite(value) ? UNKNOWN : write(value)
  const dated = (iso: string | null | undefined, write: Intl.DateTimeFormat): string => {
    const date = iso ? utcDate(iso) : null
    return date ? write.format(date) : UNKNOWN
  }

  const parts = new Intl.NumberFormat(latin, { style: 'currency', currency }).formatToParts(1234567.5)
  const part = (type: Intl.NumberFormatPartTypes): string => parts.find((one) => one.type === type)?.value ?? ''
  const sign_first = parts.findIndex(({ type }) => type === 'currency') < parts.findIndex(({ type }) => type === 'integer')

  const format = {
    /** How money stands in a field that is typed into. */
    money_field: {
      ...(sign_first ? { prefix: part('currency') } : { suffix: `${NBSP}${part('currency')}` }),
      decimalSeparator: part('decimal') || '.',
      thousandSeparator: part('group') || false,
      thousandsGroupStyle: parts.filter(({ type }) => type === 'integer')[1]?.value.length === 2 ? 'lakh' : 'thousand',
    } as const,
    /** `₹1,23,456`: for tiles and charts. */
    money: (value: number | null | undefined) => known(value, (v) => whole_money.format(v)),
    /** `₹1,23,456.50`: for tables. */
    money_exact: (value: number | null | undefined) => known(value, (v) => exact_money.format(v)),
    /** `₹1.2L`: for axes only. */
    money_short: (value: number) => short_money.format(value),
    number_short: (value: number) => short_number.format(value),
    count: (value: number | null | undefined) => known(value, (v) => whole.format(v)),
    units: (value: number | null | undefined) => known(value, (v) => quantity.format(v)),
    /** 0.124 reads `12.4 %`. */
    ratio: (value: number | null | undefined) => known(value, (v) => `${percent.format(v * 100)}${NBSP}%`),
    /** 0.124 reads `+12.4 %`. */
    change: (value: number | null | undefined) => known(value, (v) => `${signed.format(v * 100)}${NBSP}%`),
    date: (iso: string | null | undefined) => dated(iso, day),
    month: (iso: string | null | undefined) => dated(iso, month_year),
    month_name: (iso: string | null | undefined) => dated(iso, month_only),
    /** `11, 10` (months of the year) reads `Nov, Oct`. */
    months: (list: Cell | undefined) =>
      typeof list === 'string' && list !== ''
        ? list
            .split(', ')
            .map((month) => format.month_name(`2000-${month.padStart(2, '0')}`))
            .join(', ')
        : UNKNOWN,
    /** An instant in the device's own time zone. */
    instant: (iso: string | null | undefined) => (iso ? clock.format(new Date(iso)) : UNKNOWN),
    /** Bytes in decimal units: `97.4 MB`. */
    bytes: (value: number | null | undefined) =>
      known(value, (v) => {
        const [amount, unit] = v >= 1e9 ? [v / 1e9, 'GB'] : v >= 1e6 ? [v / 1e6, 'MB'] : [v / 1e3, 'kB']
        return `${(amount >= 100 ? whole : percent).format(amount)}${NBSP}${unit}`
      }),
    /** Any cell of a metric by its column's unit, as tables show it. */
    cell: (value: Cell | undefined, unit: ColumnUnit): string => {
      if (value === null || value === undefined || value === '') return UNKNOWN
      if (typeof value === 'boolean') return value ? '✓' : UNKNOWN
      if (typeof value === 'string') return unit === 'date' ? format.date(value) : unit === 'month' ? format.month(value) : value
      if (unit === 'money') return format.money_exact(value)
      if (unit === 'ratio') return format.ratio(value)
      if (unit === 'change') return format.change(value)
      if (unit === 'number') return two_places.format(value)
      if (unit === 'days') return value >= 10 ? whole.format(value) : one_place.format(value)
      return format.units(value)
    },
  }
  return format
}
