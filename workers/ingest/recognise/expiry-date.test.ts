import { expect, test } from 'vitest'
import { lastDayOfMonth, withoutLabel } from './expiry-date'

test.each([
  ['03/26', '2026-03-31'],
  ['9/2028', '2028-09-30'],
  ['09-2026', '2026-09-30'],
  ['2026-03', '2026-03-31'],
  ['092026', '2026-09-30'],
  ['202609', '2026-09-30'],
  ['Dec-26', '2026-12-31'],
  ["FEB'28", '2028-02-29'],
  ['13/26', null],
  ['132026', null],
  ['121250', null],
  ['31/03/2026', null],
])('the month %s ends on %s', (text, day) => expect(lastDayOfMonth(text)).toBe(day))

test.each(['EXP 31.03.26', 'Exp: 31.03.26', 'Best before 31.03.26'])('%s is printed on the goods', (text) =>
  expect(withoutLabel(text)).toBe('31.03.26'),
)

test.each([
  ...[
    '',
    '-',
    '--',
    '0',
    '00/00',
    '00/00/0000',
    '00-00-00',
    '  /  /    ',
    'NA',
    'N.A.',
    'n/a',
    'Nil',
    'No Expiry',
    'No exp. date',
    'Not applicable',
  ],
  ...['31/12/2099', '12/31/2099', '2099-12-31', '31-12-99', '12/99', '12/2099', '01/01/1900', '1900-01-01 00:00:00', '01/1900', 'Exp: NA'],
])('"%s" is no expiry', (text) => expect(withoutLabel(text)).toBe(''))

test.each(['31/12/2089', '01/01/1991', '12/26', '31/12/26', 'Nasik', 'soon'])('"%s" is left as it is', (text) =>
  expect(withoutLabel(text)).toBe(text),
)
