import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { excesses, parts } from './budget.mjs'

const dist = mkdtempSync(join(tmpdir(), 'lucid-budget-'))
afterAll(() => rmSync(dist, { recursive: true }))
mkdirSync(join(dist, 'assets'))
const files = {
  'index.html': '<script type="module" src="/assets/index-a.js"></script><link href="/assets/index-a.css">',
  'manifest.webmanifest': '{}',
  'service-worker.js': '',
  'assets/index-a.css': 'a{}',
  'assets/index-a.js': 'import{a}from"./shared-a.js";import("./page-a.js")',
  'assets/shared-a.js': 'export const a = 1',
  'assets/page-a.js': 'export default 2',
  'assets/engine.worker-a.js': 'import"./shared-b.js"',
  'assets/shared-b.js': '',
  'assets/duckdb-browser-eh.worker-a.js': '',
  'assets/duckdb-eh-a.wasm.gz': '',
}
for (const [path, text] of Object.entries(files)) writeFileSync(join(dist, path), text)

it('counts what a page and its workers load at once, and nothing that is loaded later', () => {
  const { first_use, later } = parts(dist)
  const filesOf = (name: string) => [...first_use, ...later].find(({ part }) => part === name)?.files
  expect(filesOf('initial JS')).toEqual(['assets/index-a.js', 'assets/shared-a.js'])
  expect(filesOf('engine worker')).toEqual(['assets/engine.worker-a.js', 'assets/shared-b.js'])
  expect(filesOf('DuckDB')).toEqual(['assets/duckdb-browser-eh.worker-a.js', 'assets/duckdb-eh-a.wasm.gz'])
  expect(filesOf('loaded when needed')).toEqual(['assets/page-a.js'])
  expect(excesses(first_use)).toEqual([])
})

it('refuses too much initial JS and too heavy a first use', () => {
  writeFileSync(join(dist, 'assets/shared-a.js'), randomBytes(310 * 1024).toString('latin1'), 'latin1')
  writeFileSync(join(dist, 'assets/duckdb-eh-a.wasm.gz'), Buffer.alloc(12 * 1024 * 1024))
  expect(excesses(parts(dist).first_use)).toEqual([expect.stringContaining('First use'), expect.stringContaining('Initial JS')])
})
