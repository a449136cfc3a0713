import { serveDist } from '../scripts/serve-dist.mjs'
import { BrowserProcess } from './browser-process'
import { expect, test } from './fixtures'
import { App } from './pages/app'
import { Problems, SERVER_IS_GONE } from './problems'
import { sampleTruth } from './sample-truth'

test('with the server gone and a new browser, everything still works', async ({ profile_dir }) => {
  test.setTimeout(180_000)
  const { revenue, units } = sampleTruth()
  const server = await serveDist({ port: 0 })
  const problems = new Problems(server.origin, [SERVER_IS_GONE])

  const first = await BrowserProcess.start(profile_dir)
  try {
    await problems.watch(first.context)
    const app = new App(await first.context.newPage())
    await app.open(`${server.origin}/?demo`)
    await app.overview.shows('revenue', revenue)
    await app.untilOfflineReady()
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
    for (const page of ['/data', '/settings']) {
      await app.open(server.origin + page)
      await expect(app.page.getByRole('navigation').first()).toBeVisible()
    }
    expect(problems.unexpected).toEqual([])
  } finally {
    await second.close()
  }
})
