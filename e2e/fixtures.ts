import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, chromium, expect } from '@playwright/test'
import { App } from './pages/app'
import { Problems } from './problems'

interface Options {
  /** new: the browser has never been here. returning: it keeps all of Lucid, but no data (global-setup.ts). */
  visitor: 'new' | 'returning'
}

interface Fixtures extends Options {
  app: App
  problems: Problems
  profile_dir: string
  /** a folder for files that are to be dropped; gone afterwards */
  files_dir: string
}

/**
 * The `test` of every spec: a browser with a profile on disk, as users have (a private window keeps OPFS in memory), and a
 * check at the end that nothing went wrong unseen.
 */
export const test = base.extend<Fixtures>({
  visitor: ['returning', { option: true }],
  profile_dir: async ({ visitor }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'profile-'))
    if (visitor === 'returning') await cp(process.env.LUCID_RETURNING ?? '', folder, { recursive: true })
    await use(folder)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of a fixture's needs from here
  files_dir: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'files-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
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
