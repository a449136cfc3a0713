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
