import { serveDist } from '../scripts/serve-dist.mjs'
import { BrowserProcess } from './browser-process'
import { call, figuresHash, salesFile, untilIdle } from './engine-calls'
import { expect, test } from './fixtures'
import { App } from './pages/app'
import { Problems, SERVER_IS_GONE } from './problems'
import { sampleTruth } from './sample-truth'

test('with the server gone and a new browser: the same figures, a new file read, another cancelled', async ({ profile_dir }) => {
  test.setTimeout(300_000)
  const { revenue, units } = sampleTruth()
  const server = await serveDist({ port: 0 })
  const problems = new Problems(server.origin, [SERVER_IS_GONE])

  let before = ''
  const first = await BrowserProcess.start(profile_dir)
  try {
    await problems.watch(first.context)
    const app = new App(await first.context.newPage())
    await app.open(`${server.origin}/?demo`)
    await app.overview.shows('revenue', revenue)
    await app.untilOfflineReady()
    await untilIdle(app.page)
    before = await figuresHash(app.page)
  } finally {
    await first.close()
    await server.stop()
  }
  await expect(fetch(server.origin)).rejects.toThrow()

  const second = await BrowserProcess.start(profile_dir)
  try {
    await problems.watch(second.context)
    const app = new App(await second.context.newPage())
    await app.open(`${server.origin}/`)
    await app.overview.shows('revenue', revenue)
    await app.overview.shows('units', units)
    expect(await figuresHash(app.page)).toBe(before)
    for (const page of ['/data', '/settings']) {
      await app.open(server.origin + page)
      await expect(app.page.getByRole('navigation').first()).toBeVisible()
    }

    await app.open(`${server.origin}/data`)
    const sample = await call(app.page, 'datasets.list', {})
    for (const { dataset_id } of sample) await call(app.page, 'datasets.delete', { dataset_id })
    await untilIdle(app.page)
    await app.dropText('march.csv', salesFile(300))
    await expect(app.data.report('march.csv')).toBeVisible()
    const with_march = await figuresHash(app.page)
    await app.dropText('large.csv', salesFile(150_000, 1_000))
    await app.data.cancel('large.csv').click()
    await untilIdle(app.page)
    expect((await call(app.page, 'jobs.list', {})).find(({ filename }) => filename === 'large.csv')?.status).toBe('cancelled')
    expect(await figuresHash(app.page)).toBe(with_march)
    expect(problems.unexpected).toEqual([])
  } finally {
    await second.close()
  }
})
