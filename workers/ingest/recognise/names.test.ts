import { expect, test } from 'vitest'
import { nameNorm } from './names'

test('names that look the same are the same', () => {
  expect(nameNorm('  Amul\u00a0 Butter\u200b 500G ')).toBe('amul butter 500g')
  expect(nameNorm('ＡＭＵＬ ﬁne')).toBe('amul fine')
  expect(nameNorm('अमूल  मक्खन')).toBe('अमूल मक्खन')
})
