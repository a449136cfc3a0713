/**
 * Keeps the whole of Lucid, engine included, on the device. One cache per build, filled completely before the build is
 * allowed to take over, so a page never meets files of two builds. Only same-origin GETs are answered.
 *
 * What it stores already carries the security headers, so it can hand cached responses over untouched: that keeps
 * the browser's own code cache for scripts and for the engine, and a worker's policy is in force offline too.
 *
 * It is also the local API: what pages ask under /api/ is answered here, by whichever tab has the engine.
 */

import { createApi } from '../workers/api/app'
import { admitted } from '../workers/api/entrance'
import { keepShared } from '../workers/api/keep-shared'
import { RemoteEngine } from '../workers/host/remote-engine'
import { type Catalog, openCatalog } from './catalog/catalog'
import { writeLog } from './catalog/log'
import type { ErrorShape } from './domain/errors'
import { SHARE_PATH } from './domain/shared-files'

interface PrecacheEntry {
  url: string
  revision: string | null
}

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: PrecacheEntry[] }
declare const __SECURITY_HEADERS__: Record<string, string>

const CACHE_PREFIX = 'lucid-build-'
const SHELL = '/index.html'
const PARALLEL_DOWNLOADS = 6

/** path -> revision; null when the name itself carries a hash. A map, because a path listed twice must be stored once. */
const revisions = new Map(self.__WB_MANIFEST.map(({ url, revision }) => [new URL(url, self.location.origin).pathname, revision]))
const cacheName = CACHE_PREFIX + fingerprint(JSON.stringify([...revisions].sort()))

self.addEventListener('install', (event) => event.waitUntil(fillCache()))
self.addEventListener('activate', (event) => event.waitUntil(takeOver()))
self.addEventListener('message', (event) => {
  if (event.data?.type === 'SKIP_WAITING') void self.skipWaiting()
})
self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== self.location.origin) return
  if (url.pathname === '/api' || url.pathname.startsWith('/api/')) {
    event.respondWith(fromApi(request))
    return
  }
  if (request.method === 'POST' && url.pathname === SHARE_PATH) {
    event.respondWith(keepShared(request, self.location.origin, crypto.randomUUID()))
    return
  }
  if (request.method !== 'GET') return
  const path = stored(url.pathname, request.mode)
  if (path) event.respondWith(fromCache(path, request))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(bringBack(event.notification.data?.path))
})

/** The window that is open comes to the front as it is; without one, the page of the notice is opened. */
async function bringBack(path: unknown): Promise<void> {
  const [open] = await self.clients.matchAll({ type: 'window' })
  if (open) await open.focus()
  else await self.clients.openWindow(typeof path === 'string' && path.startsWith('/data') ? path : '/data')
}

let api: ReturnType<typeof createApi> | undefined

/** Made when it is first asked for: most starts of a service worker only hand out files. */
async function fromApi(request: Request): Promise<Response> {
  const asked = admitted(request, self.location.origin, Date.now(), noted)
  api ??= createApi(new RemoteEngine(lucidInSight), noted)
  const answer = asked instanceof Response ? asked : await api.fetch(asked)
  const headers = new Headers(answer.headers)
  for (const [name, value] of Object.entries(__SECURITY_HEADERS__)) headers.set(name, value)
  return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers })
}

async function lucidInSight(): Promise<boolean> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  return windows.some(({ url, visibilityState }) => visibilityState === 'visible' && stored(new URL(url).pathname, 'navigate') === SHELL)
}

let catalog: Catalog | undefined

/** What was refused or failed can be found in the log by the id that its answer bears. */
function noted({ method, url }: Request, error: ErrorShape, correlation_id: string): void {
  catalog ??= openCatalog()
  const { pathname, search } = new URL(url)
  const what = `${method} ${pathname}${search.replace(/ticket=[^&]*/, 'ticket=…')}`
  void writeLog(catalog, { at: new Date().toISOString(), where: 'api', what, correlation_id }, error)
}

/** Every page is the shell; what the build does not have is the network's business. */
function stored(pathname: string, mode: RequestMode): string | undefined {
  if (revisions.has(pathname)) return pathname
  return mode === 'navigate' || pathname === '/' ? SHELL : undefined
}

async function fromCache(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(cacheName)
  return (await cache.match(path)) ?? fetch(request) // evicted by the browser: the network is the only other place
}

/** Old builds go only now, when no page of theirs is served any more or the user has asked for the update. */
async function takeOver(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(CACHE_PREFIX) && name !== cacheName) await caches.delete(name)
  await self.clients.claim() // the page of the very first visit is served from here without a reload
}

/** Rejects when any file is missing: the install then fails as a whole and is tried again, keeping what has arrived. */
async function fillCache(): Promise<void> {
  const cache = await caches.open(cacheName)
  const waiting = [...revisions.keys()]
  const download = async () => {
    for (let path = waiting.pop(); path; path = waiting.pop()) if (!(await cache.match(path))) await store(cache, path)
  }
  await Promise.all(Array.from({ length: PARALLEL_DOWNLOADS }, download))
}

async function store(cache: Cache, path: string): Promise<void> {
  const named_by_hash = revisions.get(path) === null
  const earlier = named_by_hash ? await caches.match(path) : undefined // the engine is the same in most updates
  if (earlier) return cache.put(path, withHeaders(earlier, earlier.body))
  if (/\/duckdb-[^/]*\.wasm$/.test(path)) return cache.put(path, await fetchEngine(path))
  const response = await fetched(path, named_by_hash ? 'default' : 'reload')
  await cache.put(path, withHeaders(response, response.body))
}

/**
 * The engine is shipped compressed, under the 25 MiB some hosts allow a file. A host that gives it out under its own name gives what the page of a first visit has
 * loaded already, so it comes out of the browser's cache; else it is unpacked here, so that it compiles while streaming.
 */
async function fetchEngine(path: string): Promise<Response> {
  const own = await fetch(path, { credentials: 'same-origin' })
  if (own.ok && own.headers.get('Content-Type') === 'application/wasm') return withHeaders(own, own.body)
  await own.body?.cancel()
  const packed = await fetched(`${path}.gz`, 'default')
  const bytes = new Uint8Array(await packed.arrayBuffer())
  const is_gzip = bytes[0] === 0x1f && bytes[1] === 0x8b // else the host has declared the encoding and the browser unpacked it
  const body = new Blob([bytes]).stream()
  return new Response(is_gzip ? body.pipeThrough(new DecompressionStream('gzip')) : body, {
    headers: { ...__SECURITY_HEADERS__, 'Content-Type': 'application/wasm' },
  })
}

async function fetched(path: string, cache: RequestCache): Promise<Response> {
  const response = await fetch(path, { cache, credentials: 'same-origin' })
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  return response
}

function withHeaders(response: Response, body: BodyInit | null): Response {
  const content_type = response.headers.get('Content-Type') ?? 'application/octet-stream'
  return new Response(body, { headers: { ...__SECURITY_HEADERS__, 'Content-Type': content_type } })
}

/** FNV-1a, 32 bits: tells builds apart, nothing more. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
