import { call, figuresHash, importText, opfsFiles, salesFile, untilIdle } from './engine-calls'
import { expect, test } from './fixtures'

test('the database deleted, files and decisions kept: every figure is the same after the rebuild', async ({ app, page, problems }) => {
  problems.allow(/favicon/) // asked for by the browser on the bare page below
  test.setTimeout(300_000)
  await app.open('/data')
  for (const [i, rows] of [400, 900].entries()) await importText(page, `march-${i}.csv`, salesFile(rows))
  const before = await figuresHash(page)
  await page.goto('/manifest.webmanifest') // a page of this origin that starts no engine
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory()
    for await (const name of root.keys()) if (name.startsWith('lucid')) await root.removeEntry(name)
  })
  await app.open('/')
  await untilIdle(page)
  expect(await figuresHash(page)).toBe(before)
})

test('cancelled as its reading begins, in the middle of it, and at half: counts as before, nothing left behind, the next import works', async ({
  app,
  page,
}) => {
  test.setTimeout(300_000)
  await app.open('/data')
  await importText(page, 'first.csv', salesFile(300))
  const before = await figuresHash(page)
  for (const at of [0.25, 0.3, 0.35, 0.5]) {
    const job_id = await page.evaluate(
      ([text, fraction]) =>
        new Promise<string>((resolve) => {
          const stop = globalThis.lucid.onEvent((event) => {
            const job = event.data.job as { filename: string; progress: { fraction: number } } | undefined
            if (event.job_id && job?.filename === 'big.csv' && job.progress.fraction >= fraction) {
              stop()
              void globalThis.lucid.call('jobs.cancel', { job_id: event.job_id })
              resolve(event.job_id)
            }
          })
          globalThis.lucid.importFile(new File([text], 'big.csv'), { is_sample: false }).catch(() => {})
        }),
      [salesFile(200_000, 5_000), at] as const,
    )
    await untilIdle(page)
    expect((await call(page, 'jobs.get', { job_id })).status, `at ${at}`).toBe('cancelled')
  }
  expect(await figuresHash(page)).toBe(before)
  expect(await opfsFiles(page, 'incoming')).toEqual([])
  expect(await importText(page, 'next.csv', salesFile(100, 90_000))).toMatchObject({ status: 'completed', error: null })
})

test('a deleted dataset leaves the figures as if it had never been there', async ({ app, page }) => {
  test.setTimeout(300_000)
  await app.open('/data')
  await importText(page, 'a.csv', salesFile(300))
  const before = await figuresHash(page)
  const job = await importText(page, 'b.csv', salesFile(300, 150))
  expect(await figuresHash(page)).not.toBe(before)
  await call(page, 'datasets.delete', { dataset_id: job.dataset_id ?? '' })
  await untilIdle(page)
  expect(await figuresHash(page)).toBe(before)
})
