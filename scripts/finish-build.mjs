/** The last step of a build: what static hosts need that Vite does not do. Runs after `vite build`. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DIST } from './serve-dist.mjs'

/** Pages with an address of their own: a host that knows nothing of this app then answers a bookmark with the shell. */
const PAGES = ['data', 'settings']

const engines = readdirSync(join(DIST, 'assets')).filter((name) => /^duckdb-.*\.wasm$/.test(name))
if (engines.length !== 1) throw new Error(`Expected one DuckDB engine in dist/assets, found ${engines.length}: ${engines.join(', ')}`)
for (const name of engines) {
  const file = join(DIST, 'assets', name)
  writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }))
  rmSync(file) // 34 MB; some hosts refuse files over 25 MiB. The server and the service worker answer its URL from the .gz
}

// A function made from a string would be refused by the policy only when it is called, on a user's device: look for it here.
// DuckDB's own worker holds some for features that are not used; the e2e tests watch what it really calls.
for (const name of readdirSync(join(DIST, 'assets')).filter((file) => file.endsWith('.js') && !file.startsWith('duckdb-')))
  if (readFileSync(join(DIST, 'assets', name), 'utf8').includes('new Function('))
    throw new Error(`dist/assets/${name} makes functions from strings.`)

for (const page of PAGES) {
  mkdirSync(join(DIST, page), { recursive: true })
  copyFileSync(join(DIST, 'index.html'), join(DIST, page, 'index.html'))
}
copyFileSync(join(DIST, 'index.html'), join(DIST, '404.html'))

writeFileSync(join(DIST, '.complete'), '') // last: scripts/build-when-needed.mjs takes a dist without it for an interrupted build
