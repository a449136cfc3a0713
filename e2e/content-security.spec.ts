import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { META_POLICY, SECURITY_HEADERS } from '../scripts/security-headers.mjs'
import { expect, test } from './fixtures'
import { sampleTruth } from './sample-truth'

test.describe('the first visit', () => {
  test.use({ visitor: 'new' })

  test('every file of the build comes with the policy, from the server and from the service worker', async ({ app, page, problems }) => {
    const missing: string[] = []
    const seen = new Set<string>()
    page.context().on('response', async (response) => {
      if (response.request().serviceWorker()) return // read by the service worker itself, which stores it with headers of its own
      seen.add(response.fromServiceWorker() ? 'service worker' : 'server')
      const headers = response.headers()
      for (const [name, value] of Object.entries(SECURITY_HEADERS))
        if (headers[name.toLowerCase()] !== value) missing.push(`${name}: ${response.url()}`)
    })
    await app.open()
    await app.untilOfflineReady()
    await page.reload()
    await expect(app.overview.first_run).toBeVisible()
    expect(missing).toEqual([])
    expect([...seen].sort()).toEqual(['server', 'service worker'])
    expect(await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')).toBe(META_POLICY)
    expect(problems.requests.some((url) => /sql-wasm[^/]*\.wasm$/.test(url))).toBe(true) // the service worker's own requests are watched too
  })
})

test('nothing reaches another port: not from the page, not from the engine worker, not from the worker inside it', async ({
  app,
  page,
  problems,
}) => {
  const asked: string[] = []
  const other = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end('reached')
  })
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
  problems.allow(new RegExp(url), /content-security policy|Content Security Policy|connect-src/)
  try {
    await app.open('/?demo')
    await app.overview.shows('revenue', sampleTruth().revenue)
    const attempt = (target: string) =>
      fetch(target).then(
        () => 'reached',
        () => 'refused',
      )
    expect(await page.evaluate(attempt, `${url}/page`)).toBe('refused')
    const workers = page.workers()
    expect(workers.length, 'the engine worker, and DuckDB in a worker inside it').toBeGreaterThanOrEqual(2)
    for (const worker of workers) expect(await worker.evaluate(attempt, `${url}/worker`), worker.url()).toBe('refused')
    expect(asked).toEqual([])
    expect((await fetch(`${url}/test`)).status, 'it was there to be reached').toBe(200)
  } finally {
    other.close()
  }
})

test('an unknown API address is an error in JSON, never a page', async ({ request }) => {
  const response = await request.get('/api/datasets')
  expect(response.status()).toBe(404)
  expect(await response.json()).toEqual({ error: { code: 'not_found', message: expect.any(String) } })
})
