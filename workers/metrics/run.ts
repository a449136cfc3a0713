import { LucidError } from '../../src/domain/errors'
import { type Filter, NO_FILTER } from '../../src/domain/filter'
import type { MetricArgs, MetricResult, MetricTable } from '../../src/domain/metric'
import { type PackedRows, packRows, unpackRows } from '../../src/domain/packed-rows'
import type { Settings } from '../../src/domain/settings'
import type { Database } from '../db/database'
import { packTable } from '../db/pack'
import { sql } from '../db/sql'
import { checkArgs, checkDates } from './args'
import { defaultAsOf } from './as-of'
import { type CachedRows, type CacheKey, cacheName, hashOf, readCached, writeCached } from './cache'
import type { CacheStore } from './cache-store'
import { contextOf } from './context'
import type { MetricContext, MetricDefinition } from './metric'
import { metricById } from './registry'
import { type Remember, rememberFor } from './remember'
import { rowsOf } from './rows-of'
import { hasStock } from './stock'

/** What a metric runs on. `data_hash` names the state of the data (architecture.md, Cache); `data_version` is for display only. */
export interface MetricDeps {
  db: Database
  /** null: compute every time */
  cache: CacheStore | null
  settings: Settings
  data_hash: string
  data_version: number
  engine_version: string
}

export interface MetricAsk {
  metric_id: string
  args?: MetricArgs
  filter?: Filter
  /** null: the last sale date over all data */
  as_of?: string | null
}

/** The rows of one metric as objects; else as runMetricTable. No data gives `results: []`. */
export async function runMetric(deps: MetricDeps, ask: MetricAsk): Promise<MetricResult> {
  const { rows, ...answer } = await runMetricTable(deps, ask)
  return { results: unpackRows(rows), ...answer }
}

/**
 * The rows of one metric, packed. No data gives no rows. Throws not_found (metric, dataset) and bad_request with `details.fields`.
 */
export async function runMetricTable(deps: MetricDeps, ask: MetricAsk): Promise<MetricTable> {
  const metric = metricById(ask.metric_id)
  const filter = ask.filter ?? NO_FILTER
  const args = checkArgs(metric.params, ask.args ?? {}, deps.settings)
  checkDates(filter, ask.as_of ?? null)
  const remember = rememberFor(deps)
  const as_of = ask.as_of ?? (await remember('as_of', () => defaultAsOf(deps.db)))
  const answer = (rows: PackedRows, warnings: string[], cached: boolean): MetricTable => ({
    rows,
    cached,
    as_of,
    data_version: deps.data_version,
    warnings,
  })
  await checkDataset(deps.db, filter)
  if (as_of === null) return answer(packRows(metric.columns, []), [], false)

  const key: CacheKey = {
    metric_id: metric.id,
    args_hash: await hashOf({ args, filter: sortedFilter(filter) }),
    as_of,
    params_hash: await hashOf(followedSettings(metric, deps.settings)),
    data_hash: deps.data_hash,
    engine_version: deps.engine_version,
  }
  const known = deps.cache ? (beingWritten.get(deps.cache)?.get(await cacheName(key)) ?? (await readCached(deps.cache, key, metric))) : null
  if (known) return answer(known.rows, known.warnings, true)

  const compute = async (): Promise<CachedRows> => {
    const ctx = await contextOf(deps.db, metric, { args, filter, as_of, settings: deps.settings }, remember)
    const rows = ctx ? await packedOf(deps.db, metric, ctx) : packRows(metric.columns, [])
    const warnings = ctx && metric.warnings ? metric.warnings(unpackRows(rows), ctx) : []
    const result = { rows, warnings: [...warnings, ...(await missingFiles(deps.db, metric, remember))] }
    if (deps.cache) {
      const { cache } = deps
      const write = () => writeCached(cache, key, metric, result)
      if (rows.length > LONG) void writeLater(cache, await cacheName(key), result, write)
      else await write()
    }
    return result
  }
  const { rows, warnings } = await (deps.cache ? once(deps.cache, await cacheName(key), compute) : compute())
  return answer(rows, warnings, false)
}

const packedOf = async (db: Database, metric: MetricDefinition, ctx: MetricContext): Promise<PackedRows> =>
  metric.finish ? packRows(metric.columns, await rowsOf(db, metric, ctx)) : packTable(await db.arrow(metric.sql(ctx)))

/** What to drop when the kind of file is not there that the metric cannot do without. */
async function missingFiles(db: Database, { needs }: MetricDefinition, remember: Remember): Promise<string[]> {
  if (!needs?.includes('stock')) return []
  return (await remember('any stock', () => hasStock(db)))
    ? []
    : ['No stock file is here yet. Drop one with the stock of each item to see this.']
}

/** A longer list is answered before it is in the cache: writing it down takes about as long as adding it up. */
const LONG = 5_000

/** Answers that are not in the cache yet, but will be. */
const beingWritten = new WeakMap<CacheStore, Map<string, CachedRows>>()

async function writeLater(cache: CacheStore, name: string, result: CachedRows, write: () => Promise<void>): Promise<void> {
  const answers = beingWritten.get(cache) ?? new Map<string, CachedRows>()
  beingWritten.set(cache, answers)
  answers.set(name, result)
  await new Promise((resolve) => setTimeout(resolve)) // the answer leaves first
  await write()
  answers.delete(name)
}

/** Answers that are being computed. The page, other tabs and the snapshot ask for the same ones at the same moment, after every import. */
const computing = new WeakMap<CacheStore, Map<string, Promise<CachedRows>>>()

function once(cache: CacheStore, name: string, compute: () => Promise<CachedRows>): Promise<CachedRows> {
  const answers = computing.get(cache) ?? new Map<string, Promise<CachedRows>>()
  computing.set(cache, answers)
  const begun = answers.get(name)
  if (begun) return begun
  const answer = compute().finally(() => answers.delete(name))
  answers.set(name, answer)
  return answer
}

/** The settings that a metric's figures follow, as they are: another change leaves its stored results good. */
const followedSettings = ({ settings = [], needs = [] }: MetricDefinition, all: Settings): Partial<Settings> => {
  const names = new Set<keyof Settings>([
    ...settings,
    ...(needs.includes('costs') || needs.includes('stock') ? (['costing_method'] as const) : []),
  ])
  return Object.fromEntries([...names].map((name) => [name, all[name]]))
}

/** Lists mean sets, so their order must not split the cache. */
const sortedFilter = (filter: Filter): Filter => ({
  ...filter,
  store_id: [...filter.store_id].sort(),
  channel: [...filter.channel].sort(),
  category: [...filter.category].sort(),
  sku_id: [...filter.sku_id].sort(),
  customer_id: [...filter.customer_id].sort(),
})

/** Throws not_found when the filter names a dataset that the engine does not hold. */
export async function checkDataset(db: Database, filter: Filter): Promise<void> {
  if (filter.dataset_id === null) return
  const found = await db.all(sql`SELECT 1 AS one FROM dataset WHERE dataset_id = ${filter.dataset_id}`)
  if (found.length === 0) throw new LucidError('not_found', 'There is no such dataset.', { details: { dataset_id: filter.dataset_id } })
}
