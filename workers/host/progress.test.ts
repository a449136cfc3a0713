import fc from 'fast-check'
import { expect, test } from 'vitest'
import { advance, atStart, NO_PROGRESS, type Stage, secondsLeft } from './progress'

test('time left is the time so far in proportion, and unknown at the very start', () => {
  expect(secondsLeft(0.5, 10_000)).toBe(10)
  expect(secondsLeft(0.75, 30_000)).toBe(10)
  expect(secondsLeft(0.01, 60_000)).toBe(null)
  expect(secondsLeft(0.5, 900)).toBe(null)
})

test('property: the fraction never goes back and stays within 0..1, whatever is reported', () => {
  const stage = fc.constantFrom<Stage>('waiting', 'receiving', 'recognising', 'reading', 'loaded', 'checking', 'deriving', 'saving')
  fc.assert(
    fc.property(fc.array(fc.record({ stage, within: fc.double({ min: -1, max: 2, noNaN: true }) })), (steps) => {
      let progress = NO_PROGRESS
      for (const step of steps) {
        const next = advance(progress, step, 5_000)
        expect(next.fraction).toBeGreaterThanOrEqual(progress.fraction)
        expect(next.fraction).toBeLessThanOrEqual(1)
        progress = next
      }
    }),
    { seed: 20261120, numRuns: 200 },
  )
})

test('a file that is read is read to its end, wherever its reading was last told of', () => {
  const half = advance(NO_PROGRESS, { stage: 'reading', within: 0.5, bytes_done: 500, bytes_total: 1_000, rows_done: 180 }, 2_000)
  const loaded = advance(half, { stage: 'loaded', rows_done: 300 }, 3_000)
  expect(loaded).toMatchObject({ stage: 'loaded', fraction: 0.8, bytes_done: 1_000, bytes_total: 1_000, rows_done: 300 })
  expect(advance(loaded, { stage: 'deriving' }, 3_500)).toMatchObject({ fraction: 0.8, bytes_done: 1_000, rows_done: 300 })
})

test('a file that is read again after a restart shows what is read now, not what was read before', () => {
  const received = advance(NO_PROGRESS, { stage: 'receiving', within: 1, bytes_done: 1_000, bytes_total: 1_000 }, 500)
  expect(atStart(received), 'it goes on from there').toEqual(received)
  const loaded = advance(received, { stage: 'loaded', rows_done: 300 }, 3_000)
  expect(atStart(loaded)).toEqual({ ...NO_PROGRESS, fraction: 0.25, bytes_total: 1_000 })
  expect(advance(atStart(loaded), { stage: 'reading', within: 0.5, rows_done: 150 }, 1_000)).toMatchObject({
    fraction: 0.55,
    rows_done: 150,
  })
})
