/** Serves the built app from `dist`, on this machine only. Used by `npm start`, by the e2e tests and by the benchmark. */
import { readFile, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { SECURITY_HEADERS } from './security-headers.mjs'

export const DIST = fileURLToPath(new URL('../dist/', import.meta.url))
const HOST = '127.0.0.1'
const FOREVER = 'public, max-age=31536000, immutable'

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.gz': 'application/gzip',
}
const COMPRESSIBLE = /^(text\/|application\/(json|manifest\+json)|image\/svg)/

/**
 * @typedef {{ status: number, headers: Record<string, string>, body: Buffer }} Answer
 * @typedef {{ origin: string, port: number, sent: () => number, stop: () => Promise<void> }} Running `sent`: bytes of bodies so far
 */

/**
 * Listens on 127.0.0.1. `stop` also cuts open connections, as a host that has gone away would.
 * @param {{ port: number, dist?: string, next_if_taken?: boolean, as_is?: boolean }} options port 0: any free one; `as_is`: the engine only under the name that its file has, like a host
 *   that knows nothing of Lucid
 * @returns {Promise<Running>} rejects with EADDRINUSE when the port is taken and `next_if_taken` is not set
 */
export async function serveDist({ port, dist = DIST, next_if_taken = false, as_is = false }) {
  const answer = answers(dist, as_is)
  let sent = 0
  const server = createServer((request, response) => {
    answer(request.method ?? 'GET', request.url ?? '/', String(request.headers['accept-encoding'] ?? '')).then(
      ({ status, headers, body }) => {
        response.writeHead(status, { ...SECURITY_HEADERS, ...headers, 'Content-Length': String(body.length) })
        response.end(request.method === 'HEAD' ? undefined : body)
        if (request.method !== 'HEAD') sent += body.length
      },
      (error) => {
        console.error(error)
        response.writeHead(500, SECURITY_HEADERS)
        response.end()
      },
    )
  })
  let chosen = port
  for (;;) {
    try {
      await listen(server, chosen)
      break
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
      if (!taken || !next_if_taken || chosen >= port + 50) throw error
      chosen += 1
    }
  }
  const address = server.address()
  const bound = typeof address === 'object' && address ? address.port : chosen
  return {
    origin: `http://${HOST}:${bound}`,
    port: bound,
    sent: () => sent,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @returns {Promise<void>}
 */
function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, HOST, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

/**
 * What the server says to a request, without the network.
 * @param {string} dist
 * @param {boolean} [as_is]
 * @returns {(method: string, url: string, accept_encoding: string) => Promise<Answer>}
 */
export function answers(dist, as_is = false) {
  /** @type {Map<string, { modified: number, body: Buffer }>} compressed once per file version */
  const compressed = new Map()

  /** @param {string} file @param {Buffer} body @param {number} modified */
  const gzipped = async (file, body, modified) => {
    const known = compressed.get(file)
    if (known?.modified === modified) return known.body
    const made = await promisify(gzip)(body)
    compressed.set(file, { modified, body: made })
    return made
  }

  return async (method, url, accept_encoding) => {
    const path = readablePath(url)
    if (path === undefined) return refusal(400, 'The address could not be read.')
    if (path.startsWith('/api/') || path === '/api') return refusal(404, 'There is nothing at this address.')
    if (method !== 'GET' && method !== 'HEAD') return refusal(405, 'Only GET and HEAD are answered.')

    const takes_gzip = /\bgzip\b/.test(accept_encoding)
    for (const file of as_is && path.endsWith('.wasm') ? [path] : candidates(path)) {
      const found = await stat(join(dist, file)).catch(() => undefined)
      if (!found?.isFile()) continue
      const packed = file.endsWith('.wasm.gz') && !path.endsWith('.gz') // the engine's own URL; the file is kept compressed
      const type = TYPES[extname(packed ? path : file)] ?? 'application/octet-stream'
      /** @type {Record<string, string>} */
      const headers = { 'Content-Type': type, 'Cache-Control': path.startsWith('/assets/') ? FOREVER : 'no-cache' }
      const raw = await readFile(join(dist, file))
      if (packed) return { status: 200, headers: { ...headers, 'Content-Encoding': 'gzip' }, body: raw }
      if (!takes_gzip || !COMPRESSIBLE.test(type) || raw.length < 1024) return { status: 200, headers, body: raw }
      const body = await gzipped(file, raw, found.mtimeMs)
      return { status: 200, headers: { ...headers, 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' }, body }
    }
    return refusal(404, 'There is nothing at this address.')
  }
}

/** A page's address has no extension and is answered with the shell; a missing file stays missing. @param {string} path */
function candidates(path) {
  if (path.endsWith('.wasm')) return [path, `${path}.gz`]
  return extname(path) === '' ? ['/index.html'] : [path]
}

/** Decoded path, or undefined when it is malformed or points outside or at a hidden file. @param {string} url */
function readablePath(url) {
  try {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname)
    return path.split(/[/\\]/).some((part) => part.startsWith('.')) || path.includes('\0') ? undefined : path
  } catch {
    return undefined
  }
}

/** @param {number} status @param {string} message @returns {Answer} */
function refusal(status, message) {
  const body = Buffer.from(JSON.stringify({ error: { code: status === 404 ? 'not_found' : 'bad_request', message } }))
  return { status, headers: { 'Content-Type': /** @type {string} */ (TYPES['.json']), 'Cache-Control': 'no-store' }, body }
}
