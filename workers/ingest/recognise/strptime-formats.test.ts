import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openNodeDatabase } from '../../db/open-node'
import { sql } from '../../db/sql'
import { parseDate, type ReadableOrder } from './dates'
import { strptimeFormats } from './strptime-formats'

test('formats of examples', () => {
  expect(strptimeFormats('DMY', ['15/03/2023', '1/3/2023', '08-Nov-22', '2010-12-01 08:26:00', 'junk', '31/02/2023'])).toEqual([
    '%d/%m/%Y',
    '%d-%b-%y',
    '%Y-%m-%d %H:%M:%S',
  ])
  expect(strptimeFormats('MDY', ['9/21/2001 3:04 PM'])).toEqual(['%m/%d/%Y %I:%M %p'])
})

/** Whatever DuckDB accepts from 2000 on under one of our formats, parseDate must read the same; else the fast path would change a date. */
test('DuckDB and parseDate agree on every value that DuckDB accepts', async () => {
  const db = await openNodeDatabase()
  const examples = [
    '15/03/2023',
    '5-3-23',
    '15.03.2023',
    '2023-03-15',
    '2023/03/15',
    '08-Nov-22',
    '8 Nov 2022',
    '2010-12-01 08:26:00',
    '2026-05-01T23:59:00',
    '25-04-2025 21:05',
    '5/4/25 3:04 PM',
    '5/4/2025 3:04:05 pm',
  ]
  const piece = fc.constantFrom(
    '1',
    '9',
    '12',
    '13',
    '28',
    '31',
    '05',
    '22',
    '2023',
    '2024',
    '69',
    '0',
    '/',
    '-',
    '.',
    ' ',
    ':',
    'Nov',
    'feb',
    'T',
    'PM',
    'am',
  )
  const broken = fc
    .tuple(fc.constantFrom(...examples), fc.nat(20), fc.nat(3), fc.oneof(piece, fc.constant('')))
    .map(([text, at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut))
  const texts = [
    ...new Set([
      ...examples,
      ...fc.sample(broken, { seed: 10, numRuns: 700 }),
      ...fc.sample(
        fc.array(piece, { minLength: 5, maxLength: 9 }).map((parts) => parts.join('')),
        { seed: 11, numRuns: 300 },
      ),
    ]),
  ]
  await db.insertColumns('sample_text', { t: texts }, 'create_temp')
  for (const order of ['DMY', 'MDY', 'YMD'] as ReadableOrder[])
    for (const format of strptimeFormats(order, examples)) {
      const rows = await db.all<{ t: string; d: string; s: number }>(
        sql`SELECT t, CAST(d::DATE AS VARCHAR) AS d, CAST(epoch(d) - epoch(d::DATE) AS INTEGER) AS s FROM (SELECT t, try_strptime(t, ${format}) AS d FROM sample_text) WHERE d >= DATE '2000-01-01' AND d < DATE '2100-01-01'`,
      )
      expect(rows.length).toBeGreaterThan(0)
      const other = rows.filter(({ t, d, s }) => {
        const parsed = parseDate(t, order)
        return parsed?.date !== d || parsed.time_s !== (/%[HI]/.test(format) ? s : null)
      })
      expect({ order, format, other }).toEqual({ order, format, other: [] })
    }
  await db.close()
}, 120_000)
