import { createHash } from 'node:crypto'
import type { Page } from '@playwright/test'
import type { Method, Params, Result } from '../src/domain/engine'
import { NO_FILTER } from '../src/domain/filter'
import { expect } from './fixtures'

/** One call through the page's own client, as a person at the console would make it. */
export function call<M extends Method>(page: Page, method: M, params: Params<M>): Promise<Result<M>> {
  return page.evaluate(([name, input]) => globalThis.lucid.call(name, input as never), [method, params] as const) as Promise<Result<M>>
}

/** Takes a file made of text in, as a drop does; resolves when the job has ended. */
export async function importText(page: Page, filename: string, text: string): Promise<Result<'jobs.get'>> {
  const accepted = await page.evaluate(
    ([name, content]) => globalThis.lucid.importFile(new File([content], name, { type: 'text/csv' }), { is_sample: false }),
    [filename, text] as const,
  )
  return untilEnded(page, accepted.job_id)
}

/** Resolves with the job once it has ended, however long that takes within the test's time. */
export async function untilEnded(page: Page, job_id: string): Promise<Result<'jobs.get'>> {
  await expect
    .poll(async () => (await call(page, 'jobs.get', { job_id })).status, { timeout: 150_000 })
    .toMatch(/completed|failed|cancelled/)
  return call(page, 'jobs.get', { job_id })
}

/** Resolves when no job waits or runs. */
export async function untilIdle(page: Page): Promise<void> {
  const open = async () => (await call(page, 'jobs.list', {})).filter((job) => job.status === 'queued' || job.status === 'running').length
  await expect.poll(open, { timeout: 150_000 }).toBe(0)
}

/** Metrics whose rows are looked at for one month too: what the filter does to a period does not depend on the others. */
const BY_MONTH: readonly string[] = ['overview-kpis', 'products', 'profit-total', 'stores', 'trends']

/** A hash over every row of every metric, for all time and some for one month: equal hashes are equal figures. */
export async function figuresHash(page: Page): Promise<string> {
  const hash = createHash('sha256')
  const march = { ...NO_FILTER, from: '2026-03-01', to: '2026-03-31' }
  for (const { id } of await call(page, 'metrics.list', {}))
    for (const period of BY_MONTH.includes(id) ? [NO_FILTER, march] : [NO_FILTER]) {
      const { results, as_of } = await call(page, 'metrics.run', { metric_id: id, args: {}, filter: period, as_of: null })
      hash.update(JSON.stringify([id, as_of, results]))
    }
  return hash.digest('hex')
}

/** `rows` lines of sales over March 2026: same number, same bytes. */
export function salesFile(rows: number, first_bill = 0): string {
  const lines = ['Date,Bill No,Store,Item,Category,Qty,Rate,Amount']
  for (let i = 0; i < rows; i++) {
    const n = i + first_bill
    const qty = 1 + (n % 3)
    const rate = 10 + (n % 17)
    lines.push(
      `2026-03-${String(1 + (n % 28)).padStart(2, '0')},B${n},S${n % 2},Item ${n % 211},Cat ${n % 7},${qty},${rate}.00,${qty * rate}.00`,
    )
  }
  return `${lines.join('\n')}\n`
}

/** Names of the files in a folder of the origin's private file system. */
export function opfsFiles(page: Page, folder: string): Promise<string[]> {
  return page.evaluate(async (name) => {
    const root = await navigator.storage.getDirectory()
    const names: string[] = []
    try {
      for await (const key of (await root.getDirectoryHandle(name)).keys()) names.push(key)
    } catch {
      return []
    }
    return names.sort()
  }, folder)
}
