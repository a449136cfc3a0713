import 'fake-indexeddb/auto'
import { createHash } from 'node:crypto'
import { readAliases } from '../../src/catalog/aliases'
import { openCatalog } from '../../src/catalog/catalog'
import { beginEpoch } from '../../src/catalog/engine-record'
import type { StoredJob } from '../../src/catalog/records'
import { readSettings } from '../../src/catalog/settings'
import type { AliasDecision } from '../../src/domain/alias'
import { toErrorShape } from '../../src/domain/errors'
import type { Mapping, SaidOfFile } from '../../src/domain/mapping'
import type { Settings } from '../../src/domain/settings'
import { bytesSource } from '../db/byte-source'
import { openNodeDatabase } from '../db/open-node'
import { memoryCache } from '../metrics/cache-store'
import { accept } from './accept'
import { actionHandlers } from './action-handlers'
import type { ChangeHooks } from './apply-change'
import { atRest } from './at-rest'
import { EventLog } from './event-log'
import { Gate } from './gate'
import { JobBoard } from './job-board'
import { JobRunner } from './job-runner'
import { recover } from './recover'
import { committedDatasets, metricDeps, type Shop, type ShopFiles } from './shop'
import { doWork, undoWork } from './work'

export interface Dropped {
  name: string
  text: string
  uploaded_at?: string
  said?: SaidOfFile
}

/** Where a test kills the owner. */
export type Killed = 'before_commit' | 'committed' | 'checkpointed' | 'ready'

export const UPLOADED = '2026-11-20T10:00:00.000Z'
let serial = 0

/** The owner's side of the host on the real engine in Node, with files in memory and Dexie over fake-indexeddb. */
export async function openTestShop() {
  const catalog = openCatalog(`shop-${serial++}`)
  const now = () => UPLOADED
  const events = new EventLog(catalog, now)
  const stored = new Map<string, Uint8Array>()
  const key = (folder: string, name: string) => `${folder}/${name}`
  const files: ShopFiles = {
    list: async (folder) =>
      [...stored]
        .filter(([path]) => path.startsWith(`${folder}/`))
        .map(([path, bytes]) => ({ name: path.slice(folder.length + 1), bytes: bytes.byteLength })),
    size: async (folder, name) => stored.get(key(folder, name))?.byteLength ?? null,
    source: async (folder, name) => {
      const bytes = stored.get(key(folder, name))
      return bytes ? bytesSource(bytes) : null
    },
    move: async (from, to) => {
      stored.set(key(to.folder, to.name), stored.get(key(from.folder, from.name)) as Uint8Array)
      stored.delete(key(from.folder, from.name))
    },
    remove: async (folder, name) => void stored.delete(key(folder, name)),
  }
  let shop!: Shop
  /** A new owner over what is stored; `database: 'lost'` = the DuckDB file is gone. Gives the jobs that were done again. */
  const start = async (database: 'kept' | 'lost') => {
    const { epoch } = await beginEpoch(catalog)
    const node = database === 'lost' || !shop ? await openNodeDatabase() : shop.db.explorer
    const db = Object.assign(node, { reader: node, explorer: node })
    const board = new JobBoard(catalog, events, epoch, { ms: () => Date.parse(UPLOADED), iso: now })
    shop = { db, catalog, files, events, board, gate: new Gate(), epoch, cache: memoryCache() }
    const { restart } = await recover(shop, async () => new Set())
    for (const job_id of restart) await run(job_id)
    return restart
  }
  const run = async (job_id: string, kill?: Killed): Promise<StoredJob | undefined> => {
    const job = (await shop.board.start(job_id)) as StoredJob
    const hooks: ChangeHooks = {
      progress: () => {},
      signal: new AbortController().signal,
      uncancellable: () => {},
      step: async (name) => {
        if (name === kill) throw new Error('killed')
      },
    }
    try {
      await shop.board.complete(job_id, await doWork(shop, job, hooks))
    } catch (error) {
      if (kill) return undefined
      await undoWork(shop, job)
      await shop.board.fail(job_id, toErrorShape(error))
    }
    return await shop.board.get(job_id)
  }
  const receive = async (name: string, text: string, uploaded_at = UPLOADED, said?: SaidOfFile, more = false) => {
    const bytes = new TextEncoder().encode(text)
    const job_id = `job-${serial++}`
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    stored.set(key('incoming', job_id), bytes)
    const received = {
      job_id,
      filename: name,
      bytes: bytes.byteLength,
      sha256,
      uploaded_at,
      is_sample: false,
      ...(said && { said }),
      ...(more && { more }),
    }
    await shop.board.create({ job_id, job_type: 'import', filename: name, dataset_id: null, work: { type: 'import', received } })
    return await accept(shop, received)
  }
  await start('lost')
  return {
    get shop() {
      return shop
    },
    stored,
    start,
    run,
    /** What the runner sees to when no job waits. */
    rest: () => atRest(shop, () => false),
    receive,
    /** Drops a file and imports it. */
    async drop(name: string, text: string, kill?: Killed, uploaded_at?: string, said?: SaidOfFile) {
      const accepted = await receive(name, text, uploaded_at, said)
      return { ...accepted, job: accepted.duplicate ? undefined : await run(accepted.job_id, kill) }
    },
    /** Drops files at once, as a person drops a folder; the runner reads and commits them together. Gives the jobs as they ended, in that order. */
    async dropTogether(
      dropped: readonly Dropped[],
      around: { begun?: (runner: JobRunner) => void; step?: (name: string) => unknown } = {},
    ) {
      const job_ids: string[] = []
      for (const [i, { name, text, uploaded_at, said }] of dropped.entries()) {
        const accepted = await receive(name, text, uploaded_at, said, i < dropped.length - 1)
        if (!accepted.duplicate) job_ids.push(accepted.job_id)
      }
      const { board } = shop
      const commits: string[][] = []
      board.progress = async (ids, to, step) => {
        if (step === 'before_commit') commits.push([ids].flat())
        if (step) await around.step?.(step)
        return JobBoard.prototype.progress.call(board, ids, to, step)
      }
      await new Promise<void>((resolve) => {
        const idle = async () => resolve()
        const runner = new JobRunner(
          shop,
          { ended: async () => {}, failed: async () => {}, idle },
          { commit_every: 600_000, next_within: 1_000 },
        )
        around.begun?.(runner)
        for (const job_id of job_ids) runner.enqueue(job_id)
      })
      return { jobs: (await catalog.jobs.bulkGet(job_ids)) as StoredJob[], commits }
    },
    /** Reads a dataset with a mapping that a person decided. */
    async readAs(dataset_id: string, mapping: Mapping) {
      const job_id = `job-${serial++}`
      await shop.board.create({ job_id, job_type: 'import', filename: null, dataset_id, work: { type: 'read_again', dataset_id, mapping } })
      return await run(job_id)
    },
    /** Says of products that they are one, or two, or takes it back. */
    async decide(said: { decide?: AliasDecision[]; undo?: string[] }, kill?: Killed) {
      const job_id = `job-${serial++}`
      const work = { type: 'aliases' as const, decide: said.decide ?? [], undo: said.undo ?? [] }
      await shop.board.create({ job_id, job_type: 'merge', filename: null, dataset_id: null, work })
      return await run(job_id, kill)
    },
    /** Changes settings that stored rows or models follow. */
    async set(settings: Partial<Settings>, kill?: Killed) {
      const job_id = `job-${serial++}`
      const work = { type: 'recompute' as const, settings }
      await shop.board.create({ job_id, job_type: 'recompute', filename: null, dataset_id: null, work })
      return await run(job_id, kill)
    },
    async remove(dataset_id: string, kill?: Killed) {
      const job_id = `job-${serial++}`
      await catalog.datasets.update(dataset_id, { doomed: true })
      await shop.board.create({ job_id, job_type: 'delete', filename: null, dataset_id, work: { type: 'delete', dataset_id } })
      return await run(job_id, kill)
    },
  }
}

/** What pages ask of a test shop about its actions. */
export const actionsOf = (shop: Shop) =>
  actionHandlers(
    shop,
    () => UPLOADED,
    async (work) => {
      const { db, catalog } = shop
      const [settings, datasets, aliases] = [await readSettings(catalog), await committedDatasets(catalog), await readAliases(catalog)]
      return work(await metricDeps(shop, { db, settings, datasets, aliases, data_version: 1 }))
    },
  )
