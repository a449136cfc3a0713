import { expect, test } from 'vitest'
import { sideOf } from './forecast-row'

test('up to a twentieth too many or too few is level', () => {
  expect([-0.033, 0.05, null].map(sideOf)).toEqual(['level', 'level', 'level'])
  expect([-0.06, 0.2].map(sideOf)).toEqual(['low', 'high'])
})
