import { expect, test } from 'vitest'
import { sql } from '../db/sql'
import { JobRunner } from './job-runner'
import { openTestShop } from './shop-fixture'

const CSV = 'Date,Bill No,Item,Qty,Rate,Amount\n2026-03-01,B1,Milk,1,40,40\n'

test('a rest that fails, even where nothing can be mended, does not keep the next file waiting', async () => {
  const { shop, receive } = await openTestShop()
  let rests = 0
  let ended: (status: string) => void = () => {}
  const end = new Promise<string>((resolve) => {
    ended = resolve
  })
  const runner = new JobRunner(shop, {
    ended: async ({ job_id }) => ended((await shop.board.get(job_id))?.status ?? ''),
    failed: () => Promise.reject(new Error('the engine does not come back')),
    idle: () => {
      rests++
      return Promise.reject(new Error('the disk is full'))
    },
  })
  runner.start()
  runner.enqueue((await receive('march.csv', CSV)).job_id)
  expect(await end).toBe('completed')
  expect(rests).toBeGreaterThan(0)
})

test('a job whose failure cannot be mended ends as failed, and the next one is begun', async () => {
  const { shop, receive } = await openTestShop()
  const ended: string[] = []
  let done: () => void = () => {}
  const both = new Promise<void>((resolve) => {
    done = resolve
  })
  const runner = new JobRunner(shop, {
    ended: async ({ job_id }) => {
      ended.push((await shop.board.get(job_id))?.status ?? '')
      if (ended.length === 2) done()
      throw new Error('the engine does not come back')
    },
    failed: () => Promise.reject(new Error('the engine does not come back')),
    idle: async () => {},
  })
  runner.enqueue((await receive('nothing.csv', 'Colour,Taste\nred,sweet\n')).job_id)
  runner.enqueue((await receive('march.csv', CSV)).job_id)
  await both
  expect(ended).toEqual(['failed', 'completed'])
})

const drop = async (it: Awaited<ReturnType<typeof openTestShop>>, next_within: number) => {
  const { board } = it.shop
  const commits: (readonly string[])[] = []
  board.progress = async (ids, _to, step) => {
    if (step === 'before_commit') commits.push([ids].flat())
  }
  let rested: () => void = () => {}
  const rest = new Promise<void>((resolve) => {
    rested = resolve
  })
  const events = { ended: async () => {}, failed: async () => {}, idle: async () => rested() }
  const runner = new JobRunner(it.shop, events, { commit_every: 600_000, next_within })
  const first = (await it.receive('march.csv', CSV, undefined, undefined, true)).job_id
  runner.enqueue(first)
  await expect.poll(() => it.shop.db.all(LOADED), { timeout: 60_000 }).toEqual([{ n: 1 }])
  return { runner, first, commits, rest }
}
const LOADED = sql`SELECT count(*) AS n FROM sales_fact`

test('a file whose drop goes on is committed together with the next one', async () => {
  const it = await openTestShop()
  const { runner, first, commits, rest } = await drop(it, 60_000)
  expect(commits).toEqual([])
  const second = (await it.receive('april.csv', CSV.replaceAll('03-01', '04-01'))).job_id
  runner.enqueue(first) // an owner that starts finds it, and is handed it
  runner.enqueue(second)
  await rest
  expect(commits).toEqual([[first, second]])
  expect(await it.shop.db.all(LOADED)).toEqual([{ n: 2 }])
})

test('when the next file of a drop does not come, the one that is read is committed; it can be cancelled until then', async () => {
  const it = await openTestShop()
  const { commits, rest } = await drop(it, 50)
  await rest
  expect(commits).toHaveLength(1)

  const other = await openTestShop()
  const late = await drop(other, 60_000)
  other.shop.db.cancel = async () => {} // nothing runs at that moment
  await late.runner.cancel(late.first)
  await late.rest
  expect(late.commits).toEqual([])
  expect((await other.shop.board.get(late.first))?.status).toBe('cancelled')
  expect(await other.shop.db.all(LOADED)).toEqual([{ n: 0 }])
})

test('a file that is cancelled while it is handed over, before it can begin, is not read', async () => {
  const it = await openTestShop()
  const { job_id } = await it.receive('march.csv', CSV)
  let rested: () => void = () => {}
  const rest = new Promise<void>((resolve) => {
    rested = resolve
  })
  const runner = new JobRunner(it.shop, { ended: async () => {}, failed: async () => {}, idle: async () => rested() })
  await runner.cancel(job_id)
  runner.enqueue(job_id)
  await rest
  await expect.poll(async () => (await it.shop.board.get(job_id))?.status, { timeout: 60_000 }).toBe('cancelled')
  expect(await it.shop.db.all(LOADED)).toEqual([{ n: 0 }])
})
