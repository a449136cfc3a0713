/** Enters every cache key: results of another engine are computed again. */
export const ENGINE_VERSION = 'duckdb-wasm 1.32.0'
