/** Peers that run in a browser: their page is built once, served beside the file, and opened in a Chromium of its own for every run. */
import { createReadStream, existsSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { openBrowser } from './browser-process.mjs'

const TYPES = /** @type {Record<string, string>} */ ({
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
})

/**
 * @param {string} csv
 * @returns {Promise<{ run: (name: 'sqlite' | 'duckdb', timeout_ms: number) => Promise<{ seconds: number, memory_mb: number, answer: import('./sales-columns.mjs').Answer }>, stop: () => void }>}
 */
export async function browserPeers(csv) {
  const dist = join(tmpdir(), 'lucid-bench-browser')
  await build({
    root: fileURLToPath(new URL('./browser/', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    worker: { format: 'es' },
    build: { outDir: dist, emptyOutDir: true, target: 'esnext', assetsInlineLimit: 0 },
  })
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://peer').pathname
    if (path === '/file.csv') {
      response.writeHead(200, { 'Content-Type': 'text/csv', 'Content-Length': statSync(csv).size })
      createReadStream(csv).pipe(response)
      return
    }
    const file = join(dist, path === '/' ? 'index.html' : path)
    if (!existsSync(file)) {
      response.writeHead(404)
      response.end()
      return
    }
    void readFile(file).then((bytes) => {
      response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' })
      response.end(bytes)
    })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)))
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  return {
    run: async (name, timeout_ms) => {
      const browser = await openBrowser()
      try {
        const page = await browser.context.newPage()
        page.setDefaultTimeout(timeout_ms)
        await page.goto(origin)
        const measured = await page.evaluate((/** @type {string} */ which) => /** @type {any} */ (globalThis).peer(which), name)
        return { ...measured, memory_mb: browser.peakRenderer() }
      } finally {
        await browser.close()
      }
    },
    stop: () => server.close(),
  }
}
