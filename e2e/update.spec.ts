import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { DIST, serveDist } from '../scripts/serve-dist.mjs'
import { BrowserProcess } from './browser-process'
import { expect, test } from './fixtures'
import { App } from './pages/app'
import { Problems } from './problems'

type Published = { dist: string; page: Page; app: App; problems: Problems; word: Locator; reload_button: Locator }

/** Lucid as it is stored by a browser that has been here before, served from a folder that another version can be put into. */
async function withPublished(profile_dir: string, use: (published: Published) => Promise<void>): Promise<void> {
  const dist = join(await mkdtemp(join(tmpdir(), 'lucid-update-')), 'dist')
  await cp(DIST, dist, { recursive: true })
  const server = await serveDist({ port: 0, dist })
  const browser = await BrowserProcess.start(profile_dir)
  try {
    const problems = new Problems(server.origin)
    await problems.watch(browser.context)
    const app = new App(await browser.context.newPage())
    const { page } = app
    await app.open(server.origin)
    await app.untilOfflineReady()
    const word = page.locator('[data-word="update_ready"]')
    await use({ dist, page, app, problems, word, reload_button: page.getByRole('dialog').getByRole('button') })
  } finally {
    await browser.close()
    await server.stop()
    await rm(join(dist, '..'), { recursive: true })
  }
}

test('a new version waits for the word of the user, then replaces the old one whole', async ({ profile_dir }) => {
  await withPublished(profile_dir, async ({ dist, page, app, problems, word, reload_button }) => {
    const version = page.locator('meta[name="version"]')
    const caches_kept = () => page.evaluate(() => caches.keys())
    const [old_cache] = await caches_kept()

    await publishAnother(dist)
    await page.reload()
    await expect(word).toBeVisible()
    await page.reload()
    await expect(app.overview.first_run).toBeVisible()
    await expect(version, 'still the old version, however often it is loaded').toHaveCount(0)

    await word.click()
    await reload_button.click()
    await expect(version).toHaveCount(1)
    await expect.poll(caches_kept).toHaveLength(1)
    expect(await caches_kept()).not.toContain(old_cache)
    expect(problems.unexpected).toEqual([])
  })
})

test('a new version that is kept from taking over: it is said what to do, and can be asked for again', async ({ profile_dir }) => {
  await withPublished(profile_dir, async ({ dist, page, word, reload_button }) => {
    await publishAnother(dist, { takes_over: false })
    await page.reload()
    await word.click()
    await reload_button.click()
    await expect(reload_button).toHaveAttribute('data-loading')
    await expect(page.getByRole('dialog')).toContainText('Close the other tabs of Lucid')
    await expect(reload_button).toBeEnabled()
  })
})

test('an engine that does not start offers the new version that may mend it', async ({ profile_dir }) => {
  await withPublished(profile_dir, async ({ dist, page }) => {
    await publishAnother(dist)
    await page.addInitScript(() => {
      globalThis.Worker = class extends EventTarget {
        constructor() {
          super()
          setTimeout(() => this.dispatchEvent(new ErrorEvent('error', { message: 'no engine' })))
        }
        postMessage() {}
        terminate() {}
      } as unknown as typeof Worker
    })
    await page.reload()
    await page.getByRole('alert').getByRole('button', { name: 'Reload with the new version' }).click()
    await expect(page.locator('meta[name="version"]')).toHaveCount(1)
  })
})

/** What another build amounts to for a browser: a shell of other content under a new revision. */
async function publishAnother(dist: string, { takes_over = true } = {}): Promise<void> {
  const shell = join(dist, 'index.html')
  await writeFile(shell, (await readFile(shell, 'utf8')).replace('<head>', '<head><meta name="version" content="2">'))
  const worker = join(dist, 'service-worker.js')
  const code = await readFile(worker, 'utf8')
  const changed = code.replace(/("?revision"?:\s*"?)[0-9a-f]{32}("?,\s*"?url"?:\s*"index\.html")/, `$1${'0'.repeat(32)}$2`)
  if (changed === code) throw new Error('The service worker does not list index.html as expected.')
  await writeFile(worker, takes_over ? changed : changed.replace('SKIP_WAITING', 'NOT_HEARD'))
}
