import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, chromium, expect } from '@playwright/test'
import { App } from './pages/app'
import { Problems } from './problems'

interface Fixtures {
  app: App
  problems: Problems
  profile_dir: string
}

/**
 * The `test` of every spec: a browser with a profile on disk, as users have (a private window keeps OPFS in memory), and a
 * check at the end that nothing went wrong unseen.
 */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright finds out what a fixture needs by its parameter's pattern
  profile_dir: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'lucid-e2e-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },
  problems: async ({ baseURL }, use) => {
    const problems = new Problems(baseURL ?? '')
    await use(problems)
    expect(problems.unexpected, 'nothing may go wrong unseen').toEqual([])
  },
  context: async ({ profile_dir, problems, launchOptions, baseURL, locale, timezoneId, viewport, colorScheme }, use) => {
    const context = await chromium.launchPersistentContext(profile_dir, {
      ...launchOptions,
      ...(baseURL ? { baseURL } : {}),
      ...(locale ? { locale } : {}),
      ...(timezoneId ? { timezoneId } : {}),
      ...(colorScheme ? { colorScheme } : {}),
      viewport: viewport ?? { width: 1280, height: 800 },
    })
    await problems.watch(context)
    await use(context)
    await context.close()
  },
  page: async ({ context }, use) => {
    await use(context.pages()[0] ?? (await context.newPage()))
  },
  app: async ({ page }, use) => {
    await use(new App(page))
  },
})

export { expect }
