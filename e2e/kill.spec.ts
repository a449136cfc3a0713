import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serveDist } from '../scripts/serve-dist.mjs'
import { BrowserProcess } from './browser-process'
import { call, figuresHash, importText, salesFile, untilEnded, untilIdle } from './engine-calls'
import { expect, test } from './fixtures'

/** Where the power goes: at a step of the commit that the engine announces, or so many ms after the drop. */
const STEPS = ['before_commit', 'committed', 'checkpointed', 'ready'] as const
/** `LUCID_SLOW=1` cuts at eight times as many moments. */
const MOMENTS = process.env.LUCID_SLOW ? 16 : 2
const POINTS = [...STEPS.map((step) => ({ step })), ...Array.from({ length: MOMENTS }, (_, i) => ({ ms: 30 + (i * 1_000) / MOMENTS }))]
const ROWS = 20_000

test(`power cuts during an import (${POINTS.length}): every figure is as before or as after, never between`, async () => {
  test.setTimeout(900_000)
  const server = await serveDist({ port: 0 })
  const root = await mkdtemp(join(tmpdir(), 'lucid-kill-'))
  try {
    const base = join(root, 'base')
    const before = await withShop(base, async (browser) => {
      const page = await open(browser)
      await importText(page, 'base.csv', salesFile(500))
      return figuresHash(page)
    })
    const whole = join(root, 'whole')
    await cp(base, whole, { recursive: true })
    const after = await withShop(whole, async (browser) => {
      const page = await open(browser)
      await importText(page, 'march.csv', salesFile(ROWS, 1_000))
      return figuresHash(page)
    })
    expect(after).not.toBe(before)

    const outcomes: Record<string, string> = {}
    // one profile lives through all of them; what an import that was finished brought is deleted again before the next cut
    let browser = await BrowserProcess.start(base)
    let page = await open(browser)
    for (const point of POINTS) {
      const name = 'step' in point ? `at ${point.step}` : `${point.ms} ms after the drop`
      await page.evaluate(
        ([text, step]) =>
          new Promise<void>((resolve) => {
            globalThis.lucid.onEvent((event) => event.data.step === step && resolve())
            globalThis.lucid.importFile(new File([text as string], 'march.csv'), { is_sample: false }).catch(() => {})
            if (step === null) resolve()
          }),
        [salesFile(ROWS, 1_000), 'step' in point ? point.step : null] as const,
      )
      if ('ms' in point) await new Promise((resolve) => setTimeout(resolve, point.ms))
      await browser.kill()

      browser = await BrowserProcess.start(base)
      page = await open(browser)
      await untilIdle(page)
      const now = await figuresHash(page)
      outcomes[name] = now === before ? 'before' : now === after ? 'after' : `between (${now})`
      if (now === before) continue
      const march = (await call(page, 'datasets.list', {})).find((dataset) => dataset.name === 'march.csv')
      const { job_id } = await call(page, 'datasets.delete', { dataset_id: march?.dataset_id ?? '' })
      await untilEnded(page, job_id)
      expect(await figuresHash(page), `after ${name}, deleted`).toBe(before)
    }
    await browser.close()
    console.log(outcomes)
    expect(Object.entries(outcomes).filter(([, figures]) => figures.startsWith('between'))).toEqual([])
    expect(outcomes['at ready']).toBe('after')
    expect(Object.keys(outcomes)).toHaveLength(POINTS.length)
  } finally {
    await server.stop()
    await rm(root, { recursive: true, force: true, maxRetries: 5 })
  }

  async function open(browser: BrowserProcess) {
    const page = await browser.context.newPage()
    await page.goto(`${server.origin}/data`)
    await page.waitForFunction(() => 'lucid' in globalThis)
    return page
  }
  async function withShop<T>(profile: string, work: (browser: BrowserProcess) => Promise<T>): Promise<T> {
    const browser = await BrowserProcess.start(profile)
    try {
      return await work(browser)
    } finally {
      await browser.close()
    }
  }
})
