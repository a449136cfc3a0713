// The place that names the engine's files: the eh bundle alone (engine.md). The build may ship the wasm compressed under the same URL.

import worker from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url'
import wasm from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url'

export const WASM_URL = new URL(wasm, import.meta.url).href
export const WORKER_URL = new URL(worker, import.meta.url).href
