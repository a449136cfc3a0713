import { untilIdle } from './engine-calls'
import { expect, test } from './fixtures'
import { sampleTruth } from './sample-truth'

test('the engine held back: the Overview shows the last committed figures, not skeletons', async ({ app, page, context }) => {
  const { revenue, units } = sampleTruth()
  await app.open('/?demo')
  await app.overview.shows('revenue', revenue)
  await untilIdle(page) // the last job keeps the snapshot before it says that it is done
  await app.untilOfflineReady()
  // no engine can start in a page whose Worker never loads; the figures can then only come from what was stored
  await context.addInitScript(() => {
    globalThis.Worker = class extends EventTarget {
      postMessage() {}
      terminate() {}
    } as unknown as typeof Worker
  })
  const held_back = await context.newPage()
  await held_back.goto('/')
  const again = new (app.constructor as typeof import('./pages/app').App)(held_back)
  await again.overview.shows('revenue', revenue)
  await again.overview.shows('units', units)
  expect(await held_back.evaluate(() => globalThis.lucid.state.get().phase)).toBe('starting')
  await page.bringToFront()
})
