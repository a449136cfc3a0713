import { expect, test } from 'vitest'
import { suggestionFor } from './suggestion'

test.each([
  ['E_QTY_PARSE', '10+2', '12'], // two of them free: all left the shop
  ['E_QTY_PARSE', '10 + 2 ', '12'],
  ['E_QTY_PARSE', '3 nos?', '3'],
  ['E_QTY_PARSE', 'a few', null],
  ['E_QTY_PARSE', '53:3', null], // strips and tablets: 533 of neither
  ['E_AMOUNT_PARSE', '10+2', null], // of money it could mean anything
  ['E_DATE_PARSE', '13/02/2025', '2025-02-13'],
])('%s of %j suggests %j', (code, raw_value, suggestion) => {
  expect(suggestionFor(code, raw_value, 'MDY')).toBe(suggestion)
})
