import wasm from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url'

/**
 * On a first visit, begins to load and compile the engine beside the page's own scripts: it is most of what is downloaded, and its worker would ask for it seconds later. The worker
 * finds the file in the browser's cache and the compiled code in the browser's process. Later visits have it from the service worker, which needs no head start.
 */
export function loadEngineEarly(): void {
  if (navigator.serviceWorker?.controller) return
  WebAssembly.compileStreaming(fetch(wasm, { priority: 'low' })).catch(() => {}) // the worker says what is wrong, when it is
}
