import { sha256 } from 'hash-wasm'
import type { PackedRows } from '../../src/domain/packed-rows'
import type { CacheStore } from './cache-store'
import { canonicalJson } from './canonical-json'
import type { MetricDefinition } from './metric'
import { fromParquet, toParquet } from './parquet'
import { isWhole, OPEN_SEAL, seal } from './seal'

export { type CacheStore, memoryCache } from './cache-store'

/** Everything that a result depends on (architecture.md, Cache). */
export interface CacheKey {
  metric_id: string
  args_hash: string
  as_of: string
  params_hash: string
  data_hash: string
  engine_version: string
}

export interface CachedRows {
  rows: PackedRows
  warnings: string[]
}

/** SHA-256 in hex of the canonical JSON of a plain value. */
export const hashOf = (value: unknown): Promise<string> => sha256(canonicalJson(value))

export const cacheName = async (key: CacheKey): Promise<string> => `${await hashOf(key)}.parquet`

/** The stored result, or null: a missing, foreign or damaged file is a miss, never an error and never a wrong figure. */
export async function readCached(store: CacheStore, key: CacheKey, metric: MetricDefinition): Promise<CachedRows | null> {
  try {
    const bytes = await store.read(await cacheName(key))
    if (bytes === null || !(await isWhole(new Uint8Array(bytes)))) return null
    const { rows, notes } = await fromParquet(bytes, metric.columns)
    if (notes.key !== canonicalJson(key) || notes.warnings === undefined) return null
    return { rows, warnings: JSON.parse(notes.warnings) as string[] }
  } catch {
    return null
  }
}

/** Keeps a result. A full device only means that the next question computes again. */
export async function writeCached(store: CacheStore, key: CacheKey, metric: MetricDefinition, result: CachedRows): Promise<void> {
  try {
    const notes = { key: canonicalJson(key), warnings: JSON.stringify(result.warnings), seal: OPEN_SEAL }
    const file = toParquet(metric.columns, result.rows, notes)
    await seal(new Uint8Array(file))
    await store.write(await cacheName(key), file)
  } catch {
    // not kept
  }
}

/** Removes the oldest results until at most `max_bytes` remain. Returns the names removed, in that order. */
export async function evict(store: CacheStore, max_bytes: number): Promise<string[]> {
  const files = await store.list()
  let total = files.reduce((sum, file) => sum + file.bytes, 0)
  const removed: string[] = []
  for (const file of files) {
    if (total <= max_bytes) break
    await store.remove(file.name)
    total -= file.bytes
    removed.push(file.name)
  }
  return removed
}
