import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, expect, it } from 'vitest'
import { SECURITY_HEADERS } from './security-headers.mjs'
import { answers, serveDist } from './serve-dist.mjs'

const dist = mkdtempSync(join(tmpdir(), 'lucid-dist-'))
afterAll(() => rmSync(dist, { recursive: true }))
mkdirSync(join(dist, 'assets'))
writeFileSync(join(dist, 'index.html'), '<title>Lucid</title>')
writeFileSync(join(dist, '.complete'), '')
writeFileSync(join(dist, 'assets/app-1a2b.js'), 'const a = 1;'.repeat(500))
writeFileSync(join(dist, 'assets/duckdb-eh-1a2b.wasm.gz'), gzipSync('engine'))
const answer = answers(dist)

it('answers pages with the shell and never keeps it', async () => {
  for (const path of ['/', '/data', '/settings?x=1', '/no/such/page']) {
    const { status, headers, body } = await answer('GET', path, 'gzip')
    expect([status, headers['Content-Type'], headers['Cache-Control'], body.toString()]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-cache',
      '<title>Lucid</title>',
    ])
  }
})

it('sends the engine under its own URL from the compressed file', async () => {
  const { headers, body } = await answer('GET', '/assets/duckdb-eh-1a2b.wasm', 'gzip')
  expect(headers).toMatchObject({ 'Content-Type': 'application/wasm', 'Content-Encoding': 'gzip' })
  expect(gunzipSync(body).toString()).toBe('engine')
  const packed = await answer('GET', '/assets/duckdb-eh-1a2b.wasm.gz', 'gzip')
  expect(packed.headers['Content-Encoding']).toBeUndefined()
})

it('compresses text for those who take it and keeps hashed files for good', async () => {
  const packed = await answer('GET', '/assets/app-1a2b.js', 'gzip, br')
  expect(packed.headers).toMatchObject({ 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' })
  expect(packed.headers['Cache-Control']).toContain('immutable')
  const plain = await answer('GET', '/assets/app-1a2b.js', '')
  expect(plain.headers['Content-Encoding']).toBeUndefined()
  expect(gunzipSync(packed.body)).toEqual(plain.body)
})

it('refuses what is not there, in JSON', async () => {
  for (const path of ['/api/datasets', '/api', '/assets/gone.js', '/gone.csv']) {
    const { status, headers, body } = await answer('GET', path, '')
    expect(status).toBe(404)
    expect(headers['Content-Type']).toContain('application/json')
    expect(JSON.parse(body.toString()).error.code).toBe('not_found')
  }
  expect((await answer('POST', '/', '')).status).toBe(405)
})

it('never leaves its folder and hides dot files', async () => {
  for (const path of ['/.complete', '/%2e%2e/%2e%2e/etc/passwd.txt', '/..%2f..%2fetc/passwd.txt', '/%', '/a%00.js'])
    expect((await answer('GET', path, '')).status, path).toBeGreaterThanOrEqual(400)
})

it('puts the policy on every answer and frees its port when stopped', async () => {
  const { origin, port, stop } = await serveDist({ port: 0, dist })
  for (const path of ['/', '/assets/app-1a2b.js', '/api/x']) {
    const { headers } = await fetch(origin + path)
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) expect(headers.get(name)).toBe(value)
  }
  await expect(serveDist({ port, dist })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  const next = await serveDist({ port, dist, next_if_taken: true })
  expect(next.port).toBeGreaterThan(port)
  await Promise.all([stop(), next.stop()])
  await expect(fetch(origin)).rejects.toThrow()
})
