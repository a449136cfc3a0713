import { beforeAll, expect, test } from 'vitest'
import type { Action } from '../../src/domain/action'
import type { realisedSavings } from '../../src/domain/action-life'
import { leadingActions } from '../../src/domain/leading-action'
import { actionHandlers } from './action-handlers'
import { replaySavings } from './kpis'
import { actionsOf, openTestShop, UPLOADED } from './shop-fixture'

/** Curd sells once a day in A and six times in B; A has 30 that go off in eight days, and four packs of bread that went off. */
const dayAt = (n: number) => new Date(Date.UTC(2026, 8, 1 + n)).toISOString().slice(0, 10)
const DAYS = 60
const sales = (from: number, to: number) =>
  [
    'Date,Bill No,Store,Item,Category,Qty,Rate,Amount',
    ...Array.from({ length: to - from }, (_, i) => from + i).flatMap((n) => [
      `${dayAt(n)},A${n},A,Curd 400 g,Dairy,1,50,50`,
      ...Array.from({ length: 6 }, (_, k) => `${dayAt(n)},B${n}-${k},B,Curd 400 g,Dairy,1,50,50`),
      `${dayAt(n)},C${n},A,Bread,Bakery,1,40,40`,
    ]),
  ].join('\n')
const LAST = dayAt(DAYS - 1)
const STOCK = `As on date,Store,Item,Category,Batch,Closing Stock,Expiry,Purchase Rate
${LAST},A,Curd 400 g,Dairy,CU1,30,${dayAt(DAYS + 7)},40
${LAST},A,Bread,Bakery,BR1,4,${dayAt(DAYS - 3)},30
`

let it: Awaited<ReturnType<typeof openTestShop>>
const engine = () => actionsOf(it.shop)
const list = async () => (await engine()['actions.list']({ status: null }, '')).actions
const generate = () => engine()['actions.generate']({}, '')
const step = (
  name: 'approve' | 'reject' | 'complete' | 'undo',
  action_id: string,
  outcome: Parameters<typeof realisedSavings>[0] | null = null,
) => engine()['actions.transition']({ action_ids: [action_id], step: name, notes: '', outcome }, '')
const one = async (found: (action: Action) => boolean): Promise<Action> => {
  const action = (await list()).find(found)
  if (!action) throw new Error('no such action')
  return action
}
const move = () => one(({ action_type, rank, status }) => action_type === 'TRANSFER' && rank === 1 && status !== 'REJECTED')

beforeAll(async () => {
  it = await openTestShop()
  await it.drop('sales.csv', sales(0, DAYS))
  await it.drop('stock.csv', STOCK)
  await generate()
}, 120_000)

test('what will not sell is to be moved where it sells; what expired has to go; proposing again changes nothing', async () => {
  expect(await move()).toMatchObject({ from_store: 'A', to_store: 'B', batch_id: 'CU1', status: 'PROPOSED', can_undo: false })
  expect((await move()).qty).toBeGreaterThan(15)
  expect(await one(({ batch_id }) => batch_id === 'BR1')).toMatchObject({
    action_type: 'LIQUIDATE',
    sub_type: 'DISPOSE',
    qty: 4,
    expected_savings: 0,
  })
  expect(await generate()).toMatchObject({ proposed: 0, superseded: 0 })
  expect((await engine()['actions.list']({ status: null }, '')).is_current).toBe(true)
})

test('a proposal gets a row and a history of its own when somebody decides about it, and stays in the list either way', async () => {
  const { catalog } = it.shop
  const before = await list()
  expect(await catalog.actions.count()).toBe(0)
  const { action_id } = await move()
  await expect(step('complete', action_id)).rejects.toMatchObject({ shape: { code: 'conflict' } })
  expect(await catalog.actions.count()).toBe(0)
  await step('reject', action_id)
  expect((await catalog.actions.toArray()).map((action) => action.action_id)).toEqual([action_id])
  expect((await list()).map((action) => action.action_id).sort()).toEqual(before.map((action) => action.action_id).sort())
  expect((await engine()['actions.list']({ status: 'REJECTED' }, '')).actions.map((action) => action.action_id)).toEqual([action_id])
  await step('undo', action_id)
  expect(await generate()).toMatchObject({ proposed: 0, superseded: 0, kept: before.length })
})

test('52: only legal steps; the last one can be taken back', async () => {
  const { action_id } = await move()
  await expect(step('complete', action_id)).rejects.toMatchObject({ shape: { code: 'conflict' } })
  await expect(step('undo', action_id)).rejects.toMatchObject({ shape: { code: 'conflict' } })
  expect(await step('approve', action_id)).toMatchObject([{ status: 'APPROVED', can_undo: true }])
  await expect(step('approve', action_id)).rejects.toMatchObject({ shape: { code: 'conflict' } })
  expect(await step('reject', action_id)).toMatchObject([{ status: 'REJECTED' }])
  expect(await step('undo', action_id)).toMatchObject([{ status: 'APPROVED' }])
  expect(await step('undo', action_id)).toMatchObject([{ status: 'PROPOSED', can_undo: false }])
  const events = (await engine()['actions.events']({ action_id }, '')).slice(2) // a rejection was taken back before
  expect(events.map((event) => [event.step, event.from, event.to, event.who])).toEqual([
    ['approve', 'PROPOSED', 'APPROVED', 'person'],
    ['reject', 'APPROVED', 'REJECTED', 'person'],
    ['undo', 'REJECTED', 'APPROVED', 'person'],
    ['undo', 'APPROVED', 'PROPOSED', 'person'],
  ])
})

test('of several actions all take the step or none', async () => {
  const [{ action_id: first }, { action_id: second }] = [await move(), await one(({ batch_id }) => batch_id === 'BR1')]
  await step('approve', second)
  const both = { action_ids: [first, second], step: 'approve' as const, notes: '', outcome: null }
  await expect(engine()['actions.transition'](both, '')).rejects.toMatchObject({ shape: { code: 'conflict' } })
  expect((await move()).status).toBe('PROPOSED')
  await step('undo', second)
})

test('many that were approved at once are taken back at once, all or none', async () => {
  const ids = [(await move()).action_id, (await one(({ batch_id }) => batch_id === 'BR1')).action_id]
  const all = (name: 'approve' | 'undo') => engine()['actions.transition']({ action_ids: ids, step: name, notes: '', outcome: null }, '')
  expect((await all('approve')).map(({ status }) => status)).toEqual(['APPROVED', 'APPROVED'])
  expect((await all('undo')).map(({ status, can_undo }) => [status, can_undo])).toEqual([
    ['PROPOSED', false],
    ['PROPOSED', false],
  ])
  const [first = ''] = ids
  await step('approve', first)
  await expect(all('undo')).rejects.toMatchObject({ shape: { code: 'conflict', details: { reason: 'nothing_to_undo' } } })
  expect((await move()).status).toBe('APPROVED')
  await step('undo', first)
})

test('units are promised once: another way for the same batch has to wait, and a new proposal takes them as gone', async () => {
  const { action_id, qty } = await move()
  const other = await one(({ batch_id, rank }) => batch_id === 'CU1' && rank === 2)
  await step('approve', action_id)
  await expect(step('approve', other.action_id)).rejects.toMatchObject({ shape: { code: 'conflict', details: { reason: 'promised' } } })
  await generate()
  const now = (await list()).filter(({ batch_id, status }) => batch_id === 'CU1' && status === 'PROPOSED')
  for (const { baseline } of now) expect(baseline.batch_units).toBe(30 - qty)
  await step('undo', action_id)
  await generate()
  expect((await move()).action_id).toBe(action_id)
})

test('goods with a reduced price are promised to it, all that carry the label: no second price is proposed for them', async () => {
  const reduced = await one(({ batch_id, action_type }) => batch_id === 'CU1' && action_type === 'MARKDOWN')
  expect(reduced.qty).toBeLessThan(reduced.baseline.hold_units)
  await step('approve', reduced.action_id)
  await generate()
  const now = (await list()).filter(({ batch_id, status, rank }) => batch_id === 'CU1' && status === 'PROPOSED' && rank === 1)
  expect(now.reduce((sum, { qty }) => sum + qty, reduced.baseline.hold_units)).toBeLessThanOrEqual(30)
  await step('undo', reduced.action_id)
  await generate()
})

test('figures are the replay of the events; what was saved is measured against what would have come anyway', async () => {
  const { action_id, qty, expected_savings, baseline } = await move()
  await step('approve', action_id)
  const before = (await engine()['kpis.get']({}, '')).dashboard
  expect(before).toMatchObject({ savings_expected: expected_savings, savings_realised: 0, capture: 0, expired_value: 120 })
  const outcome = {
    recovered_value: 40 * qty,
    action_cost: 30,
    cleared_units: qty,
    notes: '',
    measured_at: UPLOADED,
    from: 'person' as const,
  }
  const [done] = await step('complete', action_id, outcome)
  const saved = 40 * qty - 30 - baseline.hold_value
  expect(done?.realised_savings).toBeCloseTo(saved, 3)
  const { dashboard, savings, inventory, waste, action_cost, counts } = await engine()['kpis.get']({}, '')
  expect(dashboard.savings_realised).toBeCloseTo(saved, 3)
  expect(dashboard.action_roi).toBeCloseTo(saved / 30, 3)
  expect(savings).toMatchObject([{ month: '2026-11', expected: expected_savings }])
  expect(counts.DONE).toBe(1)
  expect(inventory.total).toBeCloseTo(30 * 40 + 4 * 30, 6)
  const { healthy, excess, dead, at_risk, expired, total } = inventory
  expect([healthy, excess, dead, at_risk, expired].reduce<number>((sum, one) => sum + Number(one), 0)).toBeCloseTo(Number(total), 6)
  expect(waste).toMatchObject({ expired: 120, let_go: 0 })
  expect(dashboard.waste_pct).toBeCloseTo(120 / (120 + Number(waste.cost_of_sales)), 12)
  expect(action_cost).toBe(30)

  const { catalog } = it.shop
  const replay = replaySavings(await catalog.actions.toArray(), await catalog.action_events.toArray())
  expect(replay.realised_e4 / 1e4).toBe(dashboard.savings_realised)
  const by_rows = (await list()).filter(({ status }) => status === 'APPROVED' || status === 'DONE')
  expect(by_rows.reduce((sum, one_action) => sum + one_action.expected_savings, 0)).toBeCloseTo(dashboard.savings_expected, 6)
  expect(by_rows.reduce((sum, { realised_savings }) => sum + (realised_savings ?? 0), 0)).toBeCloseTo(dashboard.savings_realised, 6)

  const corrected = await engine()['actions.outcome']({ action_id, outcome: { ...outcome, recovered_value: 0 } }, '')
  expect(corrected.realised_savings).toBeCloseTo(saved - 40 * qty, 3)
  await expect(engine()['actions.outcome']({ action_id, outcome: { ...outcome, cleared_units: qty + 1 } }, '')).rejects.toMatchObject({
    shape: { code: 'bad_request' },
  })
  await step('undo', action_id)
  expect((await move()).realised_savings).toBeCloseTo(saved, 3)
  await step('undo', action_id)
  expect((await engine()['kpis.get']({}, '')).dashboard.savings_realised).toBe(0)
})

test('goods thrown away since the count are wasted once, though the count still has them', async () => {
  const { action_id } = await one(({ batch_id }) => batch_id === 'BR1')
  await step('approve', action_id)
  await step('complete', action_id)
  const { waste, dashboard } = await engine()['kpis.get']({}, '')
  expect(waste).toMatchObject({ expired: 120, let_go: 120, both: 120 })
  expect(dashboard.waste_pct).toBeCloseTo(120 / (120 + Number(waste.cost_of_sales)), 12)
  await step('undo', action_id)
  await step('undo', action_id)
  expect((await engine()['kpis.get']({}, '')).waste).toMatchObject({ let_go: 0, both: 0 })
})

test('files that come later tell what an approved action brought, and what is over is done by itself', async () => {
  const { action_id, qty } = await move()
  expect((await move()).status).toBe('APPROVED')
  await it.drop('more.csv', sales(DAYS, DAYS + 2))
  expect((await move()).measured).toMatchObject({ cleared_units: 12, recovered_value: 12 * 40, through: dayAt(DAYS + 1) })
  expect((await engine()['actions.list']({ status: null }, '')).is_current).toBe(false)
  await it.drop('rest.csv', sales(DAYS + 2, DAYS + 9))
  expect(await generate()).toMatchObject({ completed: 1 })
  expect(await one((action) => action.action_id === action_id)).toMatchObject({
    status: 'DONE',
    outcome: { from: 'files', cleared_units: qty, recovered_value: qty * 40 },
  })
})

test('what was said no to is not proposed again the next day in a slightly other form, and stands under what was rejected', async () => {
  const tea = (stock: number, day: number) =>
    `As on date,Store,Item,Category,Batch,Closing Stock,Expiry,Purchase Rate\n${dayAt(day)},A,Curd 400 g,Dairy,CU9,${stock},${dayAt(DAYS + 30)},40\n`
  await it.drop('later.csv', tea(60, DAYS + 9))
  await generate()
  const isOpen = ({ batch_id, rank, status }: Action) => batch_id === 'CU9' && rank === 1 && status === 'PROPOSED'
  const refused = await one(isOpen)
  await step('reject', refused.action_id)
  await it.drop('next-day.csv', tea(59, DAYS + 10))
  await generate()
  const same = (action: Action) => action.action_type === refused.action_type && action.to_store === refused.to_store
  expect((await list()).filter((action) => action.batch_id === 'CU9' && same(action))).toMatchObject([
    { action_id: refused.action_id, status: 'REJECTED' },
  ])
  await it.drop('half.csv', tea(40, DAYS + 11))
  await generate()
  expect((await list()).filter((action) => isOpen(action) && same(action))).toHaveLength(1)
})

test('after a no to the best thing to do the next best is asked about, also when proposed anew; each no stands for its own', async () => {
  const asked = async () => leadingActions((await list()).filter(({ batch_id }) => batch_id === 'CU9'))
  const [best] = await asked()
  await step('reject', best?.action_id ?? '')
  const [second] = await asked()
  expect(second).toMatchObject({ status: 'PROPOSED', batch_id: 'CU9' })
  expect(second?.rank).toBeGreaterThan(1)
  await generate()
  expect((await asked()).map(({ action_id }) => action_id)).toEqual([second?.action_id])
  await step('reject', second?.action_id ?? '')
  await generate()
  expect((await asked()).map(({ action_id }) => action_id)).not.toContain(second?.action_id)
  await step('undo', second?.action_id ?? '')
  await step('undo', best?.action_id ?? '')
  expect((await asked()).map(({ action_id }) => action_id)).toEqual([best?.action_id])
})

test('an owner whose time is over changes nothing; a rebuilt database keeps what was decided', async () => {
  const stale = { ...it.shop }
  await it.start('lost')
  expect(it.shop.epoch).toBeGreaterThan(stale.epoch)
  const put = actionHandlers(
    stale,
    () => UPLOADED,
    () => Promise.reject(new Error('not asked')),
  )['store_settings.put']
  await expect(put({ joblot_share: 0.4 }, '')).rejects.toMatchObject({ shape: { code: 'owner_lost' } })
  expect((await list()).filter(({ status }) => status === 'DONE')).toHaveLength(1)
  expect(await engine()['store_settings.put']({ joblot_share: 0.4 }, '')).toMatchObject({ joblot_share: 0.4, disposal_cost: 0 })
})
