import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CONTRACT_VERSION } from '../../src/domain/engine'
import { CallRouter } from './call-router'
import { Dispatch, type Handlers } from './dispatch'
import type { Answer, Envelope } from './wire'

const envelope = (call_id: string, method: string, params: unknown = {}, contract_version = CONTRACT_VERSION): Envelope => ({
  call_id,
  contract_version,
  method,
  params,
})
/** An owner whose methods count how often they ran; `gate` holds them back. */
function owner(gate: Promise<void> = Promise.resolve()) {
  const runs: string[] = []
  const handlers = new Proxy({} as Handlers, {
    get: (_, method: string) => async (_params: unknown, call_id: string) => {
      runs.push(call_id)
      await gate
      return method
    },
  })
  return { dispatch: new Dispatch(handlers), runs }
}

test('parameters are validated field by field, unknown methods and other contracts refused', async () => {
  const { dispatch, runs } = owner()
  expect(await dispatch.call(envelope('1', 'datasets.get', { dataset_id: 7 }))).toMatchObject({
    ok: false,
    error: { code: 'bad_request', details: { fields: [{ field: 'dataset_id' }] } },
  })
  expect(await dispatch.call(envelope('2', 'toString'))).toMatchObject({ error: { code: 'bad_request' } })
  expect(await dispatch.call(envelope('3', 'health', {}, CONTRACT_VERSION + 1))).toMatchObject({ error: { code: 'contract_mismatch' } })
  expect(runs).toEqual([])
})

test('a call that comes twice runs once and is answered twice', async () => {
  const { dispatch, runs } = owner()
  const both = await Promise.all([dispatch.call(envelope('1', 'health')), dispatch.call(envelope('1', 'health'))])
  expect(both).toEqual([
    { ok: true, value: 'health' },
    { ok: true, value: 'health' },
  ])
  expect(runs).toEqual(['1'])
})

test('an owner that hands over finishes what it began and sends the rest on', async () => {
  let open = () => {}
  const { dispatch } = owner(new Promise((resolve) => (open = resolve)))
  const begun = dispatch.call(envelope('1', 'health'))
  let drained = false
  const drain = dispatch.drain().then(() => (drained = true))
  expect(await dispatch.call(envelope('2', 'health'))).toEqual({ moved: true })
  expect(drained).toBe(false)
  open()
  expect(await begun).toMatchObject({ ok: true })
  await drain
})

test('at a change of owner reads are sent again and changes answered owner_lost with their job', async () => {
  const router = new CallRouter(() => 0)
  const first = owner(new Promise(() => {}))
  const second = owner()
  router.connect(1, (e) => first.dispatch.call(e))
  const read = router.call(envelope('r', 'datasets.list'))
  const change = router.call(envelope('w', 'datasets.delete', { dataset_id: 'x' }))
  const cancel = router.call(envelope('c', 'jobs.cancel', { job_id: 'j' }))
  router.disconnect()
  const later = router.call(envelope('l', 'datasets.delete', { dataset_id: 'y' }))
  router.connect(2, (e) => second.dispatch.call(e))
  expect(await read).toEqual({ ok: true, value: 'datasets.list' })
  expect(await change).toMatchObject({ error: { code: 'owner_lost', details: { job_id: 'w' } } })
  expect(await cancel).toMatchObject({ error: { code: 'owner_lost', details: { job_id: 'j' } } })
  expect(await later).toMatchObject({ ok: true })
  expect(second.runs.sort()).toEqual(['l', 'r'])
})

test('a change that a leaving owner had not begun goes to the next one', async () => {
  const router = new CallRouter(() => 0)
  router.connect(1, async () => ({ moved: true }))
  const change = router.call(envelope('w', 'datasets.delete', { dataset_id: 'x' }))
  await Promise.resolve()
  await Promise.resolve()
  const next = owner()
  router.connect(2, (e) => next.dispatch.call(e))
  expect(await change).toMatchObject({ ok: true })
})

test('property: whatever the owners do, every call is answered once and no change runs twice', async () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('read' as const) }),
    fc.record({ do: fc.constant('change' as const) }),
    fc.record({ do: fc.constant('owner' as const), answers: fc.constantFrom('yes', 'never', 'moved') }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const router = new CallRouter(() => 0)
      const runs = new Map<string, number>()
      const answers: Promise<Answer>[] = []
      let epoch = 0
      const connect = (how: 'yes' | 'never' | 'moved') =>
        router.connect(++epoch, async (e): Promise<Answer> => {
          if (how === 'moved') return { moved: true }
          runs.set(e.call_id, (runs.get(e.call_id) ?? 0) + 1)
          return how === 'never' ? new Promise<Answer>(() => {}) : { ok: true, value: null }
        })
      for (const [i, one] of steps.entries()) {
        if (one.do === 'owner') connect(one.answers as 'yes')
        else answers.push(router.call(envelope(`${one.do}${i}`, one.do === 'read' ? 'health' : 'settings.put')))
        await Promise.resolve()
      }
      await new Promise((resolve) => setTimeout(resolve))
      connect('yes')
      expect(await Promise.all(answers)).toHaveLength(answers.length)
      for (const [call_id, times] of runs) if (call_id.startsWith('change')) expect(times).toBe(1)
    }),
    { seed: 20261120, numRuns: 100 },
  )
})
