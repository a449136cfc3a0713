import { expect, test } from 'vitest'
import { standingRefusals } from './standing-refusals'

const NO = {
  action_type: 'TRANSFER' as const,
  sub_type: null,
  from_store: 'A',
  to_store: 'B',
  sku_id: 'curd',
  batch_id: 'C1',
  expiry_date: '2026-12-01',
  as_of: '2026-11-01',
  baseline: { batch_units: 20, price: 50 as number | null },
  status: 'REJECTED' as const,
  superseded: false,
}
const isRefused = standingRefusals([NO])

test('a no stands for two weeks of data, until the batch or its price changes by more than a quarter', () => {
  expect(isRefused({ ...NO, as_of: '2026-11-15' })).toBe(true)
  expect(isRefused({ ...NO, as_of: '2026-11-16' })).toBe(false)
  expect(isRefused({ ...NO, baseline: { batch_units: 15, price: 60 } })).toBe(true)
  expect(isRefused({ ...NO, baseline: { batch_units: 14, price: 50 } })).toBe(false)
  expect(isRefused({ ...NO, baseline: { batch_units: 20, price: 37 } })).toBe(false)
  expect(isRefused({ ...NO, baseline: { batch_units: 20, price: null } })).toBe(false)
})

test('it is about one batch, one way and one pair of stores, and only what a person said no to', () => {
  expect(isRefused({ ...NO, to_store: 'C' })).toBe(false)
  expect(isRefused({ ...NO, action_type: 'MARKDOWN', to_store: null })).toBe(false)
  expect(isRefused({ ...NO, batch_id: 'C2' })).toBe(false)
  expect(standingRefusals([{ ...NO, superseded: true }])(NO)).toBe(false)
  expect(standingRefusals([{ ...NO, status: 'APPROVED' as never }])(NO)).toBe(false)
})
