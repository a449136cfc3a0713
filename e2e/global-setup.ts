import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type FullConfig } from '@playwright/test'
import { BROWSER_FLAGS } from './house'
import { roomyMemory } from './roomy-memory'

/**
 * Once before all tests: a folder for everything that they write, in memory where the machine has enough, and in it the profile of someone
 * who has been here before, whose browser has kept all of Lucid and none of their data. Filling it costs as much as many a test.
 */
export default async function setUp({ projects }: FullConfig): Promise<() => Promise<void>> {
  const scratch = await mkdtemp(join(process.env.TMPDIR ?? (await roomyMemory()) ?? tmpdir(), 'lucid-e2e-'))
  process.env.TMPDIR = scratch // what tmpdir() gives in every worker, and to browsers
  process.env.LUCID_RETURNING = join(scratch, 'returning')
  const { baseURL = '', launchOptions } = projects[0]?.use ?? {}
  const context = await chromium.launchPersistentContext(process.env.LUCID_RETURNING, { ...launchOptions, args: BROWSER_FLAGS, baseURL })
  const page = context.pages()[0] ?? (await context.newPage())
  await page.goto('/manifest.webmanifest') // a page of this origin that starts no engine
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/service-worker.js')
    const { active } = await navigator.serviceWorker.ready
    while (active?.state !== 'activated') await new Promise((resolve) => setTimeout(resolve, 50))
  })
  await context.close()
  return () => rm(scratch, { recursive: true, force: true, maxRetries: 5 })
}
