/** Fails a build that a person on a slow line would have to wait for: prints what the first use takes, compressed. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { DIST } from './serve-dist.mjs'

const FIRST_USE_LIMIT = 12 * 1024 * 1024
const INITIAL_JS_LIMIT = 300 * 1024

/** @typedef {{ part: string, files: string[], bytes: number }} Part bytes as they cross the network */

/**
 * What is in a build, by when it is needed. `initial JS` is what `index.html` loads before anything can be seen, with
 * everything those files import statically; workers likewise. What no part claims is loaded later, or never.
 * @param {string} dist
 * @returns {{ first_use: Part[], later: Part[] }}
 */
export function parts(dist) {
  const assets = readdirSync(join(dist, 'assets')).map((name) => join('assets', name))
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const linked = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, path]) => path ?? '')
  const initial_js = withStaticImports(
    dist,
    linked.filter((path) => path.endsWith('.js')),
  )
  const duckdb = assets.filter((path) => /^duckdb-/.test(basename(path)) && !path.endsWith('.wasm'))
  const workers = withStaticImports(
    dist,
    assets.filter((path) => /engine\.worker-[\w-]+\.js$/.test(path)),
  )
  const fonts = assets.filter((path) => path.endsWith('.woff2'))
  const first_use = [
    part(dist, 'page and styles', ['index.html', 'manifest.webmanifest', ...linked.filter((path) => path.endsWith('.css'))]),
    part(dist, 'initial JS', initial_js),
    part(dist, 'engine worker', workers),
    part(dist, 'DuckDB', duckdb),
    part(dist, 'fonts', fonts),
    part(dist, 'service worker', ['service-worker.js']),
  ]
  const claimed = new Set(first_use.flatMap(({ files }) => files))
  const sample = readdirSync(dist).includes('sample') ? readdirSync(join(dist, 'sample')).map((name) => join('sample', name)) : []
  const rest = assets.filter((path) => !claimed.has(path) && !path.endsWith('.map'))
  return { first_use, later: [part(dist, 'sample shop', sample), part(dist, 'loaded when needed', rest)] }
}

/** @param {string} dist @param {string[]} entries @returns {string[]} the entries and all they import statically */
function withStaticImports(dist, entries) {
  const seen = new Set(entries)
  for (const path of seen) {
    const code = readFileSync(join(dist, path), 'utf8')
    for (const [, name] of code.matchAll(/\b(?:import|from)\s*["']\.\/([\w.-]+\.js)["']/g)) seen.add(join('assets', name ?? ''))
  }
  return [...seen]
}

/** @param {string} dist @param {string} name @param {string[]} files @returns {Part} */
function part(dist, name, files) {
  const size = (/** @type {string} */ file) => {
    const bytes = readFileSync(join(dist, file))
    return /\.(gz|woff2|png)$/.test(file) ? bytes.length : gzipSync(bytes).length
  }
  return { part: name, files, bytes: files.reduce((sum, file) => sum + size(file), 0) }
}

/** @param {Part[]} all */
const total = (all) => all.reduce((sum, { bytes }) => sum + bytes, 0)

/** The limits a build exceeds, in words; none when it may ship. @param {Part[]} first_use @returns {string[]} */
export function excesses(first_use) {
  const initial_js = total(first_use.filter(({ part: name }) => name === 'initial JS'))
  return [
    ...(total(first_use) > FIRST_USE_LIMIT ? [`First use takes ${kb(total(first_use))}, over ${kb(FIRST_USE_LIMIT)}.`] : []),
    ...(initial_js > INITIAL_JS_LIMIT ? [`Initial JS takes ${kb(initial_js)}, over ${kb(INITIAL_JS_LIMIT)}.`] : []),
  ]
}

/** @param {number} bytes */
const kb = (bytes) => `${(bytes / 1024).toFixed(1)} KB`

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { first_use, later } = parts(DIST)
  const print = (/** @type {string} */ name, /** @type {number} */ bytes, /** @type {string} */ note) =>
    console.log(`  ${name.padEnd(20)}${kb(bytes).padStart(12)}  ${note}`)
  console.log('\nCompressed size')
  for (const { part: name, files, bytes } of first_use) print(name, bytes, `${files.length} file${files.length === 1 ? '' : 's'}`)
  print('first use', total(first_use), `of ${kb(FIRST_USE_LIMIT)}`)
  for (const { part: name, files, bytes } of later) print(name, bytes, `${files.length} files, not counted`)
  const over = excesses(first_use)
  for (const sentence of over) console.error(sentence)
  process.exitCode = over.length === 0 ? 0 : 1
}
