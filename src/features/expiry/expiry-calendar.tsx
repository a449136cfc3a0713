import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/panel'
import { useFormat } from '../../ui/settings-context'
import type { BatchRow } from './batch-row'
import classes from './expiry.module.css'

/** Months that are shown, the one of the as-of date first. */
const MONTHS = 6
const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6]

interface Day {
  batches: number
  units: number
  money: number
}

/** What expires on each day of the coming months, and what of it will not sell. */
export function ExpiryCalendar({ batches, as_of }: { batches: readonly BatchRow[]; as_of: string }) {
  const { t, i18n } = useTranslation('expiry')
  const format = useFormat()
  const days = useMemo(() => {
    const all = new Map<string, Day>()
    for (const row of batches) {
      if (row.status !== 'ACTIVE' || row.expiry_date === null) continue
      const day = all.get(row.expiry_date) ?? { batches: 0, units: 0, money: 0 }
      day.batches++
      day.units += row.at_risk_units ?? 0
      day.money += row.at_risk_value ?? 0
      all.set(row.expiry_date, day)
    }
    return all
  }, [batches])
  const most = Math.max(0, ...[...days.values()].map(({ money }) => money))
  const months = Array.from({ length: MONTHS }, (_, i) => monthAfter(as_of, i)).filter((month) =>
    [...days.keys()].some((day) => day.startsWith(month)),
  )
  const later = [...days].filter(([day]) => day.slice(0, 7) > monthAfter(as_of, MONTHS - 1))
  const weekday = new Intl.DateTimeFormat(i18n.language, { weekday: 'short', timeZone: 'UTC' })
  return (
    <Panel title={t('calendar.title')} note={t('calendar.note')}>
      <div className={classes.months}>
        {months.map((month) => (
          <table key={month} className={classes.month}>
            <caption>{format.month(month)}</caption>
            <thead>
              <tr>
                {WEEKDAYS.map((k) => (
                  <th key={k} scope="col">
                    {weekday.format(Date.UTC(2024, 0, 1 + k))}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {weeksOf(month).map((week) => (
                <tr key={week.join()}>
                  {week.map((day, k) => {
                    const own = day === null ? undefined : days.get(day)
                    const said =
                      own && day
                        ? t('calendar.day', { count: own.batches, day: format.date(day), money: format.money(own.money) })
                        : undefined
                    return (
                      <td
                        // biome-ignore lint/suspicious/noArrayIndexKey: the seven places of a week
                        key={k}
                        className={day === null ? undefined : classes.day}
                        data-heat={(own && own.money > 0) || undefined}
                        style={heat(own?.money ?? 0, most)}
                        title={said}
                      >
                        {day === null ? null : (
                          <>
                            <span className="tabular">{Number(day.slice(8))}</span>
                            {own ? (
                              <b>{own.money > 0 ? format.money_short(own.money) : t('calendar.batches', { count: own.batches })}</b>
                            ) : null}
                          </>
                        )}
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
      {later.length > 0 ? (
        <p className={`${classes.note} ${classes.more}`}>
          {t('calendar.later', {
            count: later.reduce((sum, [, day]) => sum + day.batches, 0),
            money: format.money(later.reduce((sum, [, day]) => sum + day.money, 0)),
          })}
        </p>
      ) : null}
    </Panel>
  )
}

/** How strongly a cell is coloured: 12 to 70 %. */
export const heat = (value: number, most: number): Record<string, string> | undefined =>
  value > 0 && most > 0 ? { '--heat': `${Math.round(12 + (58 * value) / most)}%` } : undefined

function monthAfter(iso: string, n: number): string {
  return new Date(Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)) - 1 + n, 1)).toISOString().slice(0, 7)
}

/** The days of a month in weeks from Monday on; null beside the month. */
function weeksOf(month: string): (string | null)[][] {
  const first = new Date(`${month}-01T00:00:00Z`)
  const lead = (first.getUTCDay() + 6) % 7
  const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  const cells = Array.from({ length: 7 * Math.ceil((lead + length) / 7) }, (_, i) => {
    const day = i - lead + 1
    return day < 1 || day > length ? null : `${month}-${String(day).padStart(2, '0')}`
  })
  return Array.from({ length: cells.length / 7 }, (_, w) => cells.slice(7 * w, 7 * w + 7))
}
