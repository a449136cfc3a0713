import { expect, test } from 'vitest'
import type { Action } from '../../domain/action'
import { pickList } from './pick-list'

const action = (more: Partial<Action>): Action =>
  ({
    action_type: 'TRANSFER',
    sub_type: null,
    from_store: 'A',
    to_store: 'B',
    product_name: 'Curd',
    batch_id: '1',
    supplier: 'Mehta',
    ...more,
  }) as Action
const gone = (sub_type: Action['sub_type'], more: Partial<Action> = {}) =>
  action({ action_type: 'LIQUIDATE', sub_type, to_store: null, ...more })

test('the sheet of a store has all that is to be done at its shelves: what moves, what goes back or away, and what gets a label', () => {
  const sheets = pickList([
    action({ action_type: 'MARKDOWN', to_store: null, product_name: 'Butter' }),
    gone('DISPOSE'),
    gone('RTV'),
    action({ product_name: 'Milk' }),
    action({ to_store: 'C' }),
    action({ product_name: 'Bread' }),
    gone('DONATE', { from_store: 'B' }),
  ])
  expect(
    sheets.map(({ store, groups }) => [
      store,
      groups.map(({ kind, where, actions }) => [kind, where, actions.map((one) => one.product_name)]),
    ]),
  ).toEqual([
    [
      'A',
      [
        ['TRANSFER', 'B', ['Bread', 'Milk']],
        ['TRANSFER', 'C', ['Curd']],
        ['RTV', 'Mehta', ['Curd']],
        ['DISPOSE', null, ['Curd']],
        ['MARKDOWN', null, ['Butter']],
      ],
    ],
    ['B', [['DONATE', null, ['Curd']]]],
  ])
})
