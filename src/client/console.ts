import type { Method } from '../domain/engine'
import { type Filter, NO_FILTER } from '../domain/filter'
import { METHOD_READS } from '../domain/method-reads'
import type { MetricArgs } from '../domain/metric'
import { engine } from './engine'

/** The engine's typed client with what a person types most, for the browser's console (docs/console.md). */
const client = {
  ...engine,
  /** every method that `call` takes */
  methods: Object.keys(METHOD_READS) as Method[],
  no_filter: NO_FILTER,
  /** the rows of a metric, over everything unless a filter says otherwise */
  metric: async (metric_id: string, args: MetricArgs = {}, filter: Partial<Filter> = {}) =>
    (await engine.call('metrics.run', { metric_id, args, filter: { ...NO_FILTER, ...filter } })).results,
  /** the rows of one SELECT */
  sql: async (text: string) => (await engine.call('explore.sql', { sql: text })).results,
  /** one request to the local API, once the service worker answers for this page; `path` is what follows /api/v1 */
  async api(path: string, options?: RequestInit): Promise<Response> {
    await navigator.serviceWorker.ready
    while (!navigator.serviceWorker.controller)
      await new Promise((go) => navigator.serviceWorker.addEventListener('controllerchange', go, { once: true }))
    return fetch(`/api/v1${path}`, options)
  },
}

declare global {
  /** The engine's typed client, for the browser's console: `await lucid.metric('best-sellers')` (docs/console.md). */
  var lucid: typeof client
}

/** Gives scripts in this page the same door that the pages use. */
export function exposeToConsole(): void {
  globalThis.lucid = client
}
