import { readAliases } from '../../src/catalog/aliases'
import { commit, engineRecord } from '../../src/catalog/engine-record'
import { eventsSince } from '../../src/catalog/events'
import { readLog } from '../../src/catalog/log'
import { publicDataset, publicJob, type StoredDataset } from '../../src/catalog/records'
import { readSettings, writeSettings } from '../../src/catalog/settings'
import { APP_VERSION } from '../../src/domain/app-version'
import { CONTRACT_VERSION, type Health, type ImportAccepted, type Received, type ReceivedUpload } from '../../src/domain/engine'
import { LucidError } from '../../src/domain/errors'
import { isOpenStatus } from '../../src/domain/job'
import type { Mapping } from '../../src/domain/mapping'
import { RECOMPUTED, type Settings } from '../../src/domain/settings'
import { ENGINE_VERSION } from '../db/engine-version'
import { explore } from '../explore/explore'
import { listAliases } from '../ingest/derive/list-aliases'
import { validateMapping } from '../ingest/recognise/apply-mapping'
import { correctionsFile, rejectedRows } from '../ingest/rejected-rows'
import { rejectsCsv } from '../ingest/rejects'
import { buildReport } from '../ingest/report'
import { explainFigure } from '../metrics/explain'
import { filterOptions } from '../metrics/filter-options'
import { productNames } from '../metrics/product-names'
import { METRICS } from '../metrics/registry'
import { runMetric, runMetricTable } from '../metrics/run'
import { accept } from './accept'
import { actionHandlers } from './action-handlers'
import type { Handlers } from './dispatch'
import type { JobRunner } from './job-runner'
import { refreshOverview } from './refresh-overview'
import { committedDatasets, metricDeps, type Shop } from './shop'
import { sourceRow } from './source-row'

/** Newest jobs that are listed, with all that have not ended; older ones are history that nobody looks for. */
const LISTED_JOBS = 100

export interface Owner {
  /** Resolves when the database is open and true; rejects when it cannot be. */
  shop(): Promise<Shop>
  /** The parts that work before the database is open: what needs only them is answered at once. */
  early: Pick<Shop, 'catalog' | 'files' | 'board' | 'events' | 'epoch' | 'cache'>
  /** ISO instant, for what a person did */
  now(): string
  runner(): Promise<JobRunner>
  state(): Health['status']
  /** a job that another tab is still receiving */
  cancelReceiving(job_id: string): void
  /** takes in a file that was kept in `incoming/` */
  receiveUpload(upload: ReceivedUpload): Promise<Received>
  /** takes in a file that the engine wrote, as if it were dropped */
  receiveText(file: { job_id: string; filename: string; text: string; uploaded_at: string }): Promise<ImportAccepted>
  /** starts the database again if a statement was too much for it */
  mend(): Promise<void>
}

/** The engine's methods over one owner. */
export function handlersOf(owner: Owner): Handlers {
  const { catalog, board, epoch } = owner.early
  const dataset = async (dataset_id: string): Promise<StoredDataset> => {
    const found = await catalog.datasets.get(dataset_id)
    if (!found || found.doomed) throw new LucidError('not_found', 'There is no such dataset.', { details: { dataset_id } })
    return found
  }
  const readyDataset = async (dataset_id: string): Promise<StoredDataset> => {
    const found = await dataset(dataset_id)
    if (found.status !== 'ready') throw new LucidError('conflict', `The dataset is ${found.status}.`, { details: { status: found.status } })
    return found
  }
  /** A question about one committed state. */
  const asking = async <T>(work: (shop: Shop) => Promise<T>): Promise<T> => {
    const shop = await owner.shop()
    return shop.gate.ask(() => work(shop))
  }
  const deps = async (shop: Shop) => {
    const { data_version } = await engineRecord(catalog)
    return metricDeps(shop, {
      db: shop.db.reader,
      settings: await readSettings(catalog),
      datasets: await committedDatasets(catalog),
      aliases: await readAliases(catalog),
      data_version,
    })
  }
  const newJob = async (job: Parameters<typeof board.create>[0]) => {
    await board.create(job)
    // the job exists from here on; if this owner ends before it runs, the next one restarts it
    void owner.runner().then(
      (runner) => runner.enqueue(job.job_id),
      () => {},
    )
    return { job_id: job.job_id }
  }

  const exploring = new Map<string, AbortController>()

  return {
    health: async () => {
      const [{ data_version }, estimate, persisted, cached] = await Promise.all([
        engineRecord(catalog),
        navigator.storage.estimate().catch(() => ({ usage: 0, quota: 0 })),
        navigator.storage.persisted().catch(() => false),
        owner.early.cache?.list().catch(() => []) ?? [],
      ])
      return {
        status: owner.state(),
        version: APP_VERSION,
        contract_version: CONTRACT_VERSION,
        engine: ENGINE_VERSION,
        epoch,
        storage: { persisted, usage: estimate.usage ?? 0, quota: estimate.quota ?? 0 },
        cache_stats: { entries: cached.length, bytes: cached.reduce((sum, one) => sum + one.bytes, 0) },
        data_version,
      }
    },
    'datasets.list': async () => {
      const all = (await catalog.datasets.toArray()).filter((one) => !one.doomed)
      return all.sort((a, b) => (a.uploaded_at < b.uploaded_at ? 1 : a.uploaded_at > b.uploaded_at ? -1 : 0)).map(publicDataset)
    },
    'datasets.get': async ({ dataset_id }) => publicDataset(await dataset(dataset_id)),
    'datasets.report': ({ dataset_id }) => asking(async ({ db }) => buildReport(db.reader, publicDataset(await readyDataset(dataset_id)))),
    'datasets.rejects': ({ dataset_id }) =>
      asking(async ({ db }) => {
        const found = await readyDataset(dataset_id)
        return { filename: `${downloadName(found)}-rejected.csv`, csv: await rejectsCsv(db.reader, publicDataset(found)) }
      }),
    'datasets.rejected_rows': ({ dataset_id, ...page }) =>
      asking(async ({ db }) => rejectedRows(db.reader, publicDataset(await readyDataset(dataset_id)), page)),
    'datasets.correct': async ({ dataset_id, rows }) => {
      const found = await readyDataset(dataset_id)
      const csv = await asking(({ db }) => correctionsFile(db.reader, publicDataset(found), rows))
      // a job of its own: its hand-over is a call under the job's id
      return owner.receiveText({ job_id: crypto.randomUUID(), filename: correctedName(found), text: csv, uploaded_at: owner.now() })
    },
    'datasets.delete': async ({ dataset_id }, call_id) => {
      const { name, status } = await dataset(dataset_id)
      if (status === 'importing') throw new LucidError('conflict', 'The file is being imported. Cancel the import instead.')
      await commit(catalog, epoch, [catalog.datasets], () => catalog.datasets.update(dataset_id, { doomed: true }))
      return newJob({ job_id: call_id, job_type: 'delete', filename: name, dataset_id, work: { type: 'delete', dataset_id } })
    },
    'datasets.set_mapping': async ({ dataset_id, mapping }, call_id) => {
      const found = await dataset(dataset_id)
      mappable(found, mapping)
      if (found.status === 'needs_mapping')
        await commit(catalog, epoch, [catalog.datasets], () => catalog.datasets.update(dataset_id, { status: 'importing' }))
      return newJob({
        job_id: call_id,
        job_type: 'import',
        filename: found.name,
        dataset_id,
        work: { type: 'read_again', dataset_id, mapping },
      })
    },
    'imports.start': async (received) => {
      const accepted = await accept(owner.early, received)
      if (!accepted.duplicate)
        void owner.runner().then(
          (runner) => runner.enqueue(received.job_id),
          () => {},
        )
      return accepted
    },
    'imports.receive': (upload) => owner.receiveUpload(upload),
    'jobs.list': async () => {
      const newest = await catalog.jobs.orderBy('created_at').reverse().limit(LISTED_JOBS).toArray()
      const open = await catalog.jobs.where('status').anyOf('queued', 'running').toArray()
      const listed = new Map([...newest, ...open].map((job) => [job.job_id, job]))
      return [...listed.values()].sort((a, b) => (a.created_at < b.created_at ? 1 : a.created_at > b.created_at ? -1 : 0)).map(publicJob)
    },
    'jobs.get': async ({ job_id }) => {
      const job = await board.get(job_id)
      if (!job) throw new LucidError('not_found', 'There is no such job.', { details: { job_id } })
      return publicJob(job)
    },
    'jobs.cancel': async ({ job_id }) => {
      const job = await board.get(job_id)
      if (!job) throw new LucidError('not_found', 'There is no such job.', { details: { job_id } })
      if (!isOpenStatus(job.status)) return { job_id }
      // a file that is being copied, or is on its way here from the tab that copied it
      if (job.work.type === 'import' && job.dataset_id === null) {
        owner.cancelReceiving(job_id)
        void owner
          .runner()
          .then((runner) => runner.cancel(job_id))
          .catch(() => {})
      } else await (await owner.runner()).cancel(job_id)
      return { job_id }
    },
    'events.since': ({ after_id }) => eventsSince(catalog, after_id),
    'log.list': () => readLog(catalog),
    'log.clear': async () => {
      await catalog.log.clear()
      return {}
    },
    'metrics.list': async () =>
      METRICS.map(({ id, title, definition, params, columns }) => ({
        id,
        title,
        definition,
        params: [...params],
        columns: columns.map(({ name, unit, title: heading, definition: meaning, nullable }) => ({
          name,
          unit,
          title: heading,
          definition: meaning,
          nullable,
        })),
      })),
    'metrics.run': (ask) => asking(async (shop) => runMetric(await deps(shop), ask)),
    'metrics.table': (ask) => asking(async (shop) => runMetricTable(await deps(shop), ask)),
    'metrics.explain': ({ metric_id, column, row, ...ask }) =>
      asking(async ({ db }) => explainFigure(db.reader, metric_id, { ...ask, settings: await readSettings(catalog) }, column, row)),
    'analytics.recompute': async ({ dataset_id }, call_id) => {
      if (dataset_id !== null) await readyDataset(dataset_id)
      const { cache } = owner.early
      for (const { name } of (await cache?.list()) ?? []) await cache?.remove(name)
      return newJob({ job_id: call_id, job_type: 'recompute', filename: null, dataset_id, work: { type: 'recompute', settings: {} } })
    },
    'explore.sql': async ({ sql, query_id }, call_id) => {
      const abort = new AbortController()
      exploring.set(query_id ?? call_id, abort)
      try {
        return await asking(({ db }) => explore(db.explorer, sql, abort.signal))
      } catch (error) {
        await owner.mend()
        throw error
      } finally {
        exploring.delete(query_id ?? call_id)
      }
    },
    'explore.cancel': async ({ query_id }) => {
      exploring.get(query_id)?.abort()
      return { query_id }
    },
    'rows.source': async ({ dataset_id, row_no }) => sourceRow(owner.early, await dataset(dataset_id), row_no),
    'products.list': () => asking(({ db }) => productNames(db.reader)),
    'filter.options': () => asking(({ db }) => filterOptions(db.reader)),
    'aliases.list': () => asking(async ({ db }) => listAliases(db.reader, await readAliases(catalog))),
    'aliases.decide': async ({ decide, undo }, call_id) =>
      newJob({ job_id: call_id, job_type: 'merge', filename: null, dataset_id: null, work: { type: 'aliases', decide, undo } }),
    ...actionHandlers(owner.early, owner.now, (work) => asking(async (shop) => work(await deps(shop)))),
    'settings.get': () => readSettings(catalog),
    'settings.put': async (wanted, call_id) => {
      const before = await readSettings(catalog)
      const follows = (name: string) => (RECOMPUTED as readonly string[]).includes(name)
      const change = Object.fromEntries(Object.entries(wanted).filter(([name]) => !follows(name)))
      const recompute = Object.fromEntries(
        Object.entries(wanted).filter(([name, value]) => follows(name) && value !== undefined && value !== before[name as keyof Settings]),
      )
      const settings = await writeSettings(catalog, change)
      if (Object.keys(recompute).length > 0)
        await newJob({
          job_id: call_id,
          job_type: 'recompute',
          filename: null,
          dataset_id: null,
          work: { type: 'recompute', settings: recompute },
        })
      if (Object.keys(change).length === 0) return settings
      await asking(refreshOverview).catch(() => {}) // the next start does it
      await owner.early.events.tell({ type: 'data_changed', data: { settings: true } })
      return settings
    },
  }
}

/** A dataset's name as a file can have it: `sales - March` for the sheet March of sales.xlsx. */
function downloadName({ name, origin }: Pick<StoredDataset, 'name' | 'origin'>): string {
  const stem = (part: string) => part.replace(/\.[^.]+$/, '')
  const parts = origin?.table ? [stem(origin.filename), ...origin.path] : [stem(name)]
  return parts.join(' - ').replace(/[\\/:*?"<>|›\s]+/g, ' ')
}

/** A file of corrections is named after the first file, however often its rows are corrected. */
function correctedName(dataset: StoredDataset): string {
  const name = downloadName(dataset)
  return name.endsWith('-corrected') ? `${name}.csv` : `${name.replace(/-rejected$/, '')}-corrected.csv`
}

function mappable(dataset: StoredDataset, mapping: Mapping): void {
  if (dataset.recognition === null || (dataset.status !== 'needs_mapping' && dataset.status !== 'ready'))
    throw new LucidError('conflict', `The dataset is ${dataset.status}.`, { details: { status: dataset.status } })
  validateMapping(mapping, dataset.recognition.header)
}
