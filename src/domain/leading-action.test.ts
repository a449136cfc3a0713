import { expect, test } from 'vitest'
import { leadingActions } from './leading-action'

const action = (
  action_id: string,
  rank: number,
  status: 'PROPOSED' | 'APPROVED' | 'DONE' | 'REJECTED' = 'PROPOSED',
  batch_id = 'C1',
  as_of = '2026-11-01',
) => ({
  action_id,
  from_store: 'A',
  sku_id: 'curd',
  batch_id,
  expiry_date: '2026-12-01',
  rank,
  status,
  as_of,
})
const asked = (...actions: ReturnType<typeof action>[]) => leadingActions(actions).map(({ action_id }) => action_id)

test('only the plan is asked about while it stands', () => {
  expect(asked(action('move', 1), action('reduce', 2), action('let go', 3))).toEqual(['move'])
  expect(asked(action('move', 1, 'APPROVED'), action('reduce', 2))).toEqual([])
  expect(asked(action('move', 1, 'DONE'), action('reduce', 2))).toEqual([])
  expect(asked(action('of an earlier count', 1, 'DONE', 'C1', '2026-10-01'), action('reduce', 2))).toEqual(['reduce'])
})

test('after a no to the best the next best is asked about, then the third; taking the no back brings the best one back', () => {
  expect(asked(action('move', 1, 'REJECTED'), action('let go', 3), action('reduce', 2))).toEqual(['reduce'])
  expect(asked(action('move', 1, 'REJECTED'), action('reduce', 2, 'REJECTED'), action('let go', 3))).toEqual(['let go'])
  expect(asked(action('move', 1), action('reduce', 2))).toEqual(['move'])
})

test('a plan in several parts is replaced only when all of it was refused', () => {
  expect(asked(action('move', 1, 'REJECTED'), action('reduce', 1), action('let go', 2))).toEqual(['reduce'])
  expect(asked(action('move', 1, 'REJECTED'), action('other', 2, 'PROPOSED', 'C2'), action('reduce', 2))).toEqual(['other', 'reduce'])
})
