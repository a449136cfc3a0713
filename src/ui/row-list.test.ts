import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Cell, Row } from '../domain/metric'
import { type RowList, sortSteps } from './row-list'
import { atOnce, inSlices, type Steps } from './steps'

const all = (list: RowList): (Row | undefined)[] => Array.from({ length: list.length }, (_, i) => list.at(i))
const sorted = (rows: Row[], descending: boolean) => all(atOnce(sortSteps(rows, (row) => row.x, descending))).map((row) => row?.no)

test('what is not known comes last either way, equal rows stay as they were', () => {
  const rows = [3, null, 1, 3, null, 2].map((x, no): Row => ({ x, no }))
  expect(sorted(rows, false)).toEqual([2, 5, 0, 3, 1, 4])
  expect(sorted(rows, true)).toEqual([0, 3, 5, 2, 1, 4])
})

test('property: the order is that of a plain stable sort, over many pieces', () => {
  const cells: fc.Arbitrary<Cell[]> = fc.oneof(
    fc.array(fc.option(fc.integer({ min: -50, max: 50 })), { minLength: 1_200, maxLength: 2_600 }),
    fc.array(fc.option(fc.string({ maxLength: 2 })), { maxLength: 700 }),
  )
  fc.assert(
    fc.property(cells, fc.boolean(), (xs, descending) => {
      const rows = xs.map((x, no): Row => ({ x, no }))
      const known = rows.filter(({ x }) => x !== null)
      const plain = known.sort((a, b) => {
        const order = a.x === b.x ? 0 : (a.x as number) < (b.x as number) ? -1 : 1
        return descending ? -order : order
      })
      const expected = [...plain, ...rows.filter(({ x }) => x === null)].map(({ no }) => no)
      expect(sorted(rows, descending)).toEqual(expected)
    }),
    { seed: 12, numRuns: 40 },
  )
})

test('work in slices gives the same, lets others run in between, and stops when it is no longer wanted', async () => {
  function* work(steps: number): Steps<number> {
    let sum = 0
    for (let i = 1; i <= steps; i++) {
      const until = performance.now() + 1
      while (performance.now() < until) sum += 0
      sum += i
      yield
    }
    return sum
  }
  let others = 0
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    others++
    port2.postMessage(null)
  }
  port2.postMessage(null)
  expect(await inSlices(work(60))).toBe(atOnce(work(60)))
  expect(others).toBeGreaterThan(1)
  port1.close()
  const abort = new AbortController()
  const ended = inSlices(work(1_000_000), abort.signal)
  abort.abort()
  expect(await ended).toBeUndefined()
})
