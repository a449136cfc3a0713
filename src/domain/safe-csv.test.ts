import { expect, test } from 'vitest'
import { formulaSafe, safeCsv } from './safe-csv'

test.each([
  ['=1+1', "'=1+1"],
  ['+91 98200 00000', "'+91 98200 00000"],
  ['-cmd', "'-cmd"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tx', "'\tx"],
  ['\rx', "'\rx"],
  ['-12.50', '-12.50'],
  ['+3', '+3'],
  ['-1e6', '-1e6'],
  ['Tea', 'Tea'],
  ['', ''],
])('%j becomes %j', (cell, safe) => {
  expect(formulaSafe(cell)).toBe(safe)
})

test('a file opens with a byte-order mark and quotes what needs quoting', () => {
  expect(
    safeCsv([
      ['name', 'note'],
      ['"Tea", loose', null],
      [3, '=x\n'],
    ]),
  ).toBe('\uFEFFname,note\r\n"""Tea"", loose",\r\n3,"\'=x\n"\r\n')
})
