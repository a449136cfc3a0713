import { expect, test } from 'vitest'
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
