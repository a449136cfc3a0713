import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { META_POLICY, POLICY, SECURITY_HEADERS } from './security-headers.mjs'

it('has the policy of docs/architecture.md', () => {
  expect(POLICY).toBe(
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; " +
      "worker-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'",
  )
  expect(META_POLICY).toBe(POLICY.replace("; frame-ancestors 'self'", ''))
})

it('is what public/_headers tells static hosts, for every path', () => {
  const everywhere = readFileSync(new URL('../public/_headers', import.meta.url), 'utf8').split(/\n(?=\S)/)[0] ?? ''
  const said = everywhere
    .split('\n')
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map((line) => line.trim())
  expect(said).toEqual(Object.entries(SECURITY_HEADERS).map(([name, value]) => `${name}: ${value}`))
})
