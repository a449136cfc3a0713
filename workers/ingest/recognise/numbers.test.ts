import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { currencyOf, type DecimalSep, decimalEvidence, parseNumber } from './numbers'

/** The value in 10^-4, 'null' or 'bad'. */
function read(text: string, sep: DecimalSep = '.', options = {}): bigint | 'null' | 'bad' {
  const parsed = parseNumber(text, sep, options)
  return parsed.kind === 'value' ? parsed.scaled_e4 : parsed.kind
}

describe('parseNumber', () => {
  test.each([
    ['(1,250.00)', -12_500_000n],
    ['1234.5', 12_345_000n],
    ['₹ 2,61,960.00', 2_619_600_000n],
    ['Rs. 1,00,000/-', 1_000_000_000n],
    ['Rs 500', 5_000_000n],
    ['INR 12,34,567.89', 12_345_678_900n],
    ['500 Rs', 5_000_000n],
    ['$90,000 ', 900_000_000n],
    ['-$16.00', -160_000n],
    ['($16.00)', -160_000n],
    ['$(16.00)', -160_000n],
    ['(-)1,234.50', -12_345_000n],
    ['€1.50', 15_000n],
    ['£3', 30_000n],
    ['\u22125', -50_000n],
    ['5-', -50_000n],
    ['\u00a01\u00a0234.50', 12_345_000n],
    ['१,२३४.५०', 12_345_000n],
    ['.5', 5_000n],
    ['5.', 50_000n],
    ['1.23E+3', 12_300_000n],
    ['0.00005', 1n],
    ['-0.00005', -1n],
    ['0.00004', 0n],
    ['2.67500', 26_750n],
    ['1,234,567', 12_345_670_000n],
  ])('%s', (text, value) => expect(read(text)).toBe(value))

  test.each(['', ' ', '-', '--', 'NA', 'n/a', 'Nil', 'NULL', '#N/A'])('nothing: "%s"', (text) => expect(read(text)).toBe('null'))

  test.each([
    '1,23',
    '12,34',
    '1,2345',
    '1,23,45',
    '1,234,56',
    ',123',
    '1,',
    '--5-',
    '(-5)',
    '(-)-5',
    '(-)',
    '1.2.3',
    '12a',
    'abc',
    '5%',
    '1 23',
    '0,125',
    '2 Strip',
    '99999999999999999999',
    '₹',
    '()',
    'e5',
    '1e999',
    '=1+1',
  ])('bad: "%s"', (text) => expect(read(text)).toBe('bad'))

  test('debit and credit are tags; the sign is the caller’s', () => {
    expect(parseNumber('84,500.00 Dr', '.')).toEqual({ kind: 'value', scaled_e4: 845_000_000n, dr_cr: 'dr', unit: null })
    expect(parseNumber('12 Cr.', '.')).toEqual({ kind: 'value', scaled_e4: 120_000n, dr_cr: 'cr', unit: null })
  })

  test('European numbers, and percent and units only when asked', () => {
    expect(read('1.234,56', ',')).toBe(12_345_600n)
    expect(read('1 234,5 €', ',')).toBe(12_345_000n)
    expect(read('1.234', ',')).toBe(12_340_000n)
    expect(read('1.23', ',')).toBe('bad')
    expect(read('18%', '.', { percent: true })).toBe(180_000n)
    expect(parseNumber('2 Strip', '.', { unit: true })).toMatchObject({ scaled_e4: 20_000n, unit: 'Strip' })
    expect(parseNumber('1.5kg', '.', { unit: true })).toMatchObject({ scaled_e4: 15_000n, unit: 'kg' })
  })

  const amount = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n })

  /** What each way of writing makes of minor units; the reader gets the same back (property 9). */
  const WAYS: Record<string, { sep: DecimalSep; write: (minor: bigint) => string; tag?: 'dr' | 'cr' }> = {
    'en-IN': { sep: '.', write: (minor) => locale('en-IN', minor) },
    'en-US': { sep: '.', write: (minor) => locale('en-US', minor) },
    'de-DE': { sep: ',', write: (minor) => locale('de-DE', minor) },
    'en-IN rupees': { sep: '.', write: (minor) => `₹ ${locale('en-IN', minor)}` },
    brackets: { sep: '.', write: (minor) => (minor < 0n ? `(${locale('en-US', -minor)})` : locale('en-US', minor)) },
    'trailing minus': { sep: '.', write: (minor) => (minor < 0n ? `${locale('en-IN', -minor)}-` : locale('en-IN', minor)) },
    'Dr/Cr': { sep: '.', write: (minor) => `${locale('en-IN', minor)} Cr`, tag: 'cr' },
    Devanagari: {
      sep: '.',
      write: (minor) => locale('en-IN', minor).replace(/\d/g, (digit) => String.fromCharCode(0x966 + Number(digit))),
    },
  }
  for (const [name, { sep, write, tag }] of Object.entries(WAYS))
    test(`format, then parse: ${name}`, () => {
      fc.assert(
        fc.property(amount, (minor) => {
          expect(parseNumber(write(minor), sep)).toEqual({ kind: 'value', scaled_e4: minor * 100n, dr_cr: tag ?? null, unit: null })
        }),
        { seed: 9, numRuns: 300 },
      )
    })

  test('any text ends in an answer, and a decimal column tells its sign', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        expect(['value', 'null', 'bad']).toContain(parseNumber(text, '.', { percent: true, unit: true }).kind)
      }),
      { seed: 15, numRuns: 500 },
    )
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 4 }), (minors) => {
        expect(decimalEvidence(minors.map((minor) => locale('de-DE', minor)))).toBe(',')
        expect(decimalEvidence(minors.map((minor) => locale('en-IN', minor)))).toBe('.')
      }),
      { seed: 9, numRuns: 100 },
    )
  })
})

/** Minor units as a text with two decimals. Intl takes exact decimal strings. */
function locale(tag: string, minor: bigint): string {
  const size = minor < 0n ? -minor : minor
  const exact = `${minor < 0n ? '-' : ''}${size / 100n}.${String(size % 100n).padStart(2, '0')}`
  return new Intl.NumberFormat(tag, { minimumFractionDigits: 2 }).format(exact as unknown as number)
}

test('decimalEvidence needs proof', () => {
  expect(decimalEvidence(['1', '250', '1,250'])).toBeNull()
  expect(decimalEvidence(['1,23', '4,5'])).toBe(',')
  expect(decimalEvidence(['1,23', '4.5'])).toBe('.')
  expect(decimalEvidence(['1.234.567'])).toBe(',')
  expect(decimalEvidence(['₹ 1,23,456.00'])).toBe('.')
})

test('currencyOf', () => {
  expect(['₹ 5', 'Rs.5', '$5', '5 EUR', '£', 'Amount (INR)', '5', 'hours'].map(currencyOf)).toEqual([
    'INR',
    'INR',
    'USD',
    'EUR',
    'GBP',
    'INR',
    null,
    null,
  ])
})
