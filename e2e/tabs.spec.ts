import type { BrowserContext, Page } from '@playwright/test'
import { BrowserProcess } from './browser-process'
import { call, figuresHash, importText, salesFile, untilIdle } from './engine-calls'
import { expect, test } from './fixtures'

/** Opens Lucid in another tab and waits for its engine to answer. */
async function openTab(context: BrowserContext, address = '/data'): Promise<Page> {
  const page = await context.newPage()
  await page.goto(address)
  await page.waitForFunction(() => 'lucid' in globalThis)
  await call(page, 'health', {})
  return page
}

const phase = (page: Page) => page.evaluate(() => globalThis.lucid.state.get().phase)

async function threeTabs(context: BrowserContext): Promise<{ owner: Page; others: [Page, Page] }> {
  const owner = await openTab(context)
  await importText(owner, 'first.csv', salesFile(400))
  const others: [Page, Page] = [await openTab(context), await openTab(context)]
  expect(await phase(owner)).toBe('owner')
  for (const tab of others) expect(await phase(tab)).toBe('client')
  return { owner, others }
}

test('three tabs show the same figures, and a change in one reaches all', async ({ context }) => {
  const { owner, others } = await threeTabs(context)
  const hash = await figuresHash(owner)
  for (const tab of others) expect(await figuresHash(tab)).toBe(hash)
  await importText(others[1], 'second.csv', salesFile(300, 1_000))
  const after = await figuresHash(others[0])
  expect(after).not.toBe(hash)
  expect(await figuresHash(owner)).toBe(after)
})

test('the language that is chosen in one tab is spoken in all', async ({ context }) => {
  const chosen_in = await openTab(context, '/settings')
  const other = await openTab(context)
  await chosen_in.getByLabel('Language').selectOption('hi')
  await expect(chosen_in.getByRole('heading', { level: 1 })).toHaveText('सेटिंग')
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('डेटा')
  await expect(other.locator('html')).toHaveAttribute('lang', 'hi')
})

test('the owner is closed during a query: the query is answered', async ({ context }) => {
  const { owner, others } = await threeTabs(context)
  const hash = await figuresHash(owner)
  const asked = figuresHash(others[0])
  await owner.close()
  expect(await asked).toBe(hash)
  await expect.poll(async () => [await phase(others[0]), await phase(others[1])].sort()).toEqual(['client', 'owner'])
})

test('the owner crashes during an import: it is finished or rolled back, and the others carry on', async ({ context, problems }) => {
  problems.allow(/crash/i, /owner_lost/)
  const { owner, others } = await threeTabs(context)
  const before = await figuresHash(owner)
  await owner.evaluate(
    (text) => {
      globalThis.lucid.importFile(new File([text], 'big.csv'), { is_sample: false }).catch(() => {})
    },
    salesFile(60_000, 9_000),
  )
  await expect
    .poll(async () => (await call(others[0], 'jobs.list', {})).some((job) => job.status === 'running' && job.filename === 'big.csv'))
    .toBe(true)
  const session = await context.newCDPSession(owner)
  void session.send('Page.crash').catch(() => {})
  await expect.poll(async () => (await Promise.all(others.map(phase))).includes('owner')).toBe(true)
  await untilIdle(others[0])
  const datasets = await call(others[1], 'datasets.list', {})
  const finished = datasets.some((dataset) => dataset.name === 'big.csv' && dataset.status === 'ready')
  expect((await figuresHash(others[1])) === before).toBe(!finished)
  expect(await figuresHash(others[0])).toBe(await figuresHash(others[1]))
})

test('the owner is busy for two seconds: each call still runs once', async ({ context }) => {
  const { owner, others } = await threeTabs(context)
  const engine = owner.workers().find((worker) => worker.url().includes('engine'))
  const jobs_before = (await call(owner, 'jobs.list', {})).length
  const busy = engine?.evaluate(() => {
    const end = performance.now() + 2_000
    while (performance.now() < end);
  })
  const imports = Promise.all(others.map((tab, i) => importText(tab, `busy-${i}.csv`, salesFile(50, 2_000 + i * 100))))
  await busy
  expect((await imports).map((job) => job.status)).toEqual(['completed', 'completed'])
  expect((await call(owner, 'jobs.list', {})).length).toBe(jobs_before + 2)
  expect(await phase(owner)).toBe('owner')
})

test('the owner is frozen by the browser: a visible tab takes over', async ({ profile_dir, baseURL }) => {
  const browser = await BrowserProcess.start(profile_dir)
  try {
    const address = `${baseURL}/data`
    const frozen = await openTab(browser.context, address)
    await importText(frozen, 'first.csv', salesFile(400))
    const hash = await figuresHash(frozen)
    expect(await phase(frozen)).toBe('owner')
    const session = await browser.context.newCDPSession(frozen)
    const visible = await openTab(browser.context, address)
    await visible.bringToFront()
    await session.send('Page.setWebLifecycleState', { state: 'frozen' })
    await expect.poll(() => phase(visible)).toBe('owner')
    expect(await figuresHash(visible)).toBe(hash)
    expect(await importText(visible, 'after.csv', salesFile(50, 7_000))).toMatchObject({ status: 'completed' })
    await session.send('Page.setWebLifecycleState', { state: 'active' })
    await expect.poll(() => phase(frozen)).toBe('client')
    expect(await figuresHash(frozen)).toBe(await figuresHash(visible))
  } finally {
    await browser.close()
  }
})
