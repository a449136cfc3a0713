import { raw, sql } from '../db/sql'
import { money, units } from './expressions'
import { day } from './lines'
import { defineMetric } from './metric'
import { REVENUE_PART, sumOf, UNITS_PART } from './openings'
import { salesBy } from './sales-by'

export default defineMetric({
  id: 'daily-sales',
  title: 'Sales per day',
  definition: 'Revenue and units of every day of the period; days without sales are 0.',
  params: [],
  columns: [
    { name: 'date', unit: 'date', title: 'Date', definition: 'The day.', nullable: false },
    {
      name: 'revenue',
      unit: 'money',
      title: 'Revenue',
      definition: 'Net sales of the day without tax, returns deducted. NULL when there are lines but none has an amount.',
      nullable: true,
      opens: () => sumOf(REVENUE_PART),
    },
    {
      name: 'units',
      unit: 'units',
      title: 'Units',
      definition: 'Quantity over all lines of the day, returns deducted.',
      nullable: false,
      opens: () => sumOf(UNITS_PART),
    },
  ],
  keys: { date: raw('CAST(date AS VARCHAR)') },
  sql: ({ sales, from, to }) => sql`WITH calendar AS (
  SELECT CAST(d AS DATE) AS date FROM generate_series(${day(from)}, ${day(to)}, INTERVAL 1 DAY) AS g(d)
), sold AS (
  ${salesBy(['date'], ['revenue', 'units'], sales({ from, to }))}
)
SELECT CAST(calendar.date AS VARCHAR) AS date, ${money(raw('CASE WHEN sold.date IS NULL THEN 0 ELSE sold.revenue END'))} AS revenue,
  ${units(raw('coalesce(sold.units, 0)'))} AS units
FROM calendar LEFT JOIN sold ON sold.date = calendar.date ORDER BY calendar.date`,
})
