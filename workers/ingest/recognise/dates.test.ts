import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysInMonth, isoDate } from './calendar-date'
import { parseDate, type ReadableOrder } from './dates'

const on = (text: string, order: ReadableOrder = 'DMY'): string | null => {
  const parsed = parseDate(text, order)
  return parsed && (parsed.time_s === null ? parsed.date : `${parsed.date} ${parsed.time_s}`)
}

describe('parseDate', () => {
  test.each([
    ['2023-03-15', '2023-03-15'],
    ['2023/3/5', '2023-03-05'],
    ['15/03/2023', '2023-03-15'],
    ['5-3-23', '2023-03-05'],
    ['15.03.2023', '2023-03-15'],
    ['15 03 2023', '2023-03-15'],
    ['08-Nov-22', '2022-11-08'],
    ['8 November 2022', '2022-11-08'],
    ['8th Nov, 2022', '2022-11-08'],
    ['1-Apr-25', '2025-04-01'],
    ['Nov 8, 2022', '2022-11-08'],
    ['November 8 2022', '2022-11-08'],
    ['Tue, 08 Nov 2022', '2022-11-08'],
    ['8-Sept-22', '2022-09-08'],
    ['१५ मार्च २०२३', '2023-03-15'],
    ['१५/०३/२०२३', '2023-03-15'],
    ['8 दिसंबर 2022', '2022-12-08'],
    ['20 फ़रवरी 2022', '2022-02-20'],
    ['15032023', '2023-03-15'],
    ['20230315', '2023-03-15'],
    ['20122023', '2023-12-20'],
    ['45000', '2023-03-15'],
    ['45000.5', '2023-03-15 43200'],
    ['01/01/69', '2069-01-01'],
    ['01/01/70', '1970-01-01'],
    ['29/02/2024', '2024-02-29'],
    ['2026-05-01 09:59:00 +0200', '2026-05-01 35940'],
    ['2026-05-01T23:59:00Z', '2026-05-01 86340'],
    ['2010-12-01 08:26:00', '2010-12-01 30360'],
    ['25-04-2025 21:05', '2025-04-25 75900'],
    ['5/4/25 3:04 PM', '2025-04-05 54240'],
    ['5/4/2025, 12:00 AM', '2025-04-05 0'],
    ['2026-05-01 09:59:00.123', '2026-05-01 35940'],
    ['1700000000', '2023-11-14 80000'],
    ['1700000000000', '2023-11-14 80000'],
  ])('%s', (text, expected) => expect(on(text)).toBe(expected))

  test('month first', () => {
    expect(on('9/21/2001', 'MDY')).toBe('2001-09-21')
    expect(on('03/04/2023', 'MDY')).toBe('2023-03-04')
    expect(on('03/04/2023', 'YMD')).toBeNull()
    expect(on('03152023', 'MDY')).toBe('2023-03-15')
  })

  test.each([
    '',
    'Total',
    '31/02/2023',
    '29/02/2023',
    '2023-13-01',
    '00/01/2023',
    '19999',
    '80001',
    '12.5',
    '1/2',
    '03/26',
    'Dec-26',
    '2023-01-05 25:00',
    '01-02/2023',
    '9876543210',
    '1/1/2023 junk',
    '12345678901234567890',
  ])('none: "%s"', (text) => expect(on(text)).toBeNull())

  const day = fc
    .tuple(fc.integer({ min: 2000, max: 2068 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
    .filter(([year, month, date]) => date <= daysInMonth(year, month))

  test('the same day in any writing is the same day (property 10)', () => {
    const pad = (n: number): string => String(n).padStart(2, '0')
    const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
    const hindi = ['जनवरी', 'फरवरी', 'मार्च', 'अप्रैल', 'मई', 'जून', 'जुलाई', 'अगस्त', 'सितंबर', 'अक्टूबर', 'नवंबर', 'दिसंबर']
    fc.assert(
      fc.property(day, fc.constantFrom('/', '-', '.', ' '), ([year, month, date], sep) => {
        const iso = isoDate(year, month, date)
        const name = months[month - 1] ?? ''
        const yy = String(year).slice(2)
        const written: [string, ReadableOrder][] = [
          [[pad(date), pad(month), year].join(sep), 'DMY'],
          [[date, month, yy].join(sep), 'DMY'],
          [[month, date, year].join(sep), 'MDY'],
          [[year, pad(month), pad(date)].join(sep), 'YMD'],
          [`${date}-${name}-${yy}`, 'YMD'],
          [`${name} ${date}, ${year}`, 'YMD'],
          [`${date} ${hindi[month - 1]} ${year}`, 'YMD'],
          [`${pad(date)}${pad(month)}${year}`, 'DMY'],
          [`${year}${pad(month)}${pad(date)}`, 'DMY'],
          [`${year}-${pad(month)}-${pad(date)}T10:20:30+05:30`, 'YMD'],
        ]
        for (const [text, order] of written) expect(parseDate(text, order)?.date).toBe(iso)
      }),
      { seed: 10, numRuns: 200 },
    )
  })

  test('any text ends in a real day or none', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.constantFrom<ReadableOrder>('DMY', 'MDY', 'YMD'), (text, order) => {
        const parsed = parseDate(text, order)
        if (parsed) expect(new Date(parsed.date).toISOString().slice(0, 10)).toBe(parsed.date)
      }),
      { seed: 15, numRuns: 500 },
    )
  })
})
