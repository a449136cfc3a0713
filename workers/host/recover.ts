import { readAliases } from '../../src/catalog/aliases'
import { commit } from '../../src/catalog/engine-record'
import { actionTables, keepActions } from '../../src/catalog/keep-actions'
import type { StoredDataset, StoredJob } from '../../src/catalog/records'
import { readSettings } from '../../src/catalog/settings'
import { incomingLock } from '../../src/domain/channels'
import { isOpenStatus } from '../../src/domain/job'
import { sql } from '../db/sql'
import { removeDataset } from '../ingest/derive/remove-dataset'
import { followDecisions } from './follow-decisions'
import { purgeLoading } from './load-dataset'
import { dropRaw, takeIn } from './raw-files'
import { rebuild } from './rebuild'
import { type Found, planRecovery, type RecoveryPlan } from './recovery-plan'
import { actionsThatStay } from './sample-end'
import type { Shop } from './shop'

/** Names of the Web Locks that any context of this origin holds. */
export type HeldLocks = () => Promise<ReadonlySet<string | undefined>>
const heldLocks: HeldLocks = async () => new Set((await navigator.locks.query()).held?.map(({ name }) => name))

async function look({ catalog, db, files }: Shop, locks: HeldLocks): Promise<Found & { jobs: StoredJob[]; datasets: StoredDataset[] }> {
  const jobs = (await catalog.jobs.toArray()).filter(({ status }) => isOpenStatus(status))
  const datasets = await catalog.datasets.toArray()
  const held = await locks()
  const sizes = async (folder: 'incoming' | 'raw') => {
    try {
      return new Map((await files.list(folder)).map(({ name, bytes }) => [name, bytes]))
    } catch (error) {
      // files are refused: what was committed is there, but cannot be seen now; to go on would mean to call it lost
      if (datasets.some(({ status }) => status !== 'failed')) throw error
      return new Map<string, number>()
    }
  }
  return {
    jobs,
    datasets,
    engine: await db.all<{ dataset_id: string; mapping_version: number }>(
      sql`SELECT dataset_id, mapping_version FROM dataset ORDER BY dataset_id`,
    ),
    incoming: await sizes('incoming'),
    raw: await sizes('raw'),
    // jobs whose tab is copying their file at this moment
    receiving: new Set(jobs.filter(({ job_id }) => held.has(incomingLock(job_id))).map(({ job_id }) => job_id)),
  }
}

/**
 * Makes DuckDB, Dexie and OPFS agree again at the start of an owner, and tells the user what became of interrupted work. Gives the jobs
 * to run again. Safe to be killed at any point and done again.
 */
export async function recover(shop: Shop, locks: HeldLocks = heldLocks): Promise<{ restart: string[]; receiving: string[] }> {
  await purgeLoading(shop.db)
  const found = await look(shop, locks)
  const plan = planRecovery(found)
  await removeUncommitted(shop, plan)
  await rebuild(
    shop,
    plan.rebuild.map((dataset_id) => found.datasets.find((one) => one.dataset_id === dataset_id) as StoredDataset),
  )
  await mendModels(shop)
  await settleDatasets(shop, plan)
  for (const job_id of plan.take_in) {
    const { work } = found.jobs.find((one) => one.job_id === job_id) as StoredJob
    if (work.type === 'import' && work.received) await takeIn(shop, work.received, async () => {})
  }
  for (const job_id of plan.roll_back) await rollBack(shop, found.jobs.find((one) => one.job_id === job_id) as StoredJob)
  for (const job_id of plan.done) {
    const job = found.jobs.find((one) => one.job_id === job_id) as StoredJob
    await shop.board.complete(job_id, await doneAlready(shop, job))
  }
  for (const name of plan.delete_incoming) await shop.files.remove('incoming', name)
  for (const name of plan.delete_raw) await dropRaw(shop, name)
  for (const job_id of plan.restart) {
    const job = found.jobs.find((one) => one.job_id === job_id) as StoredJob
    // a job that had not begun was never interrupted
    if (job.status === 'running')
      await shop.events.tell({
        type: 'recovered',
        job_id,
        dataset_id: job.dataset_id,
        data: { action: 'restarted', filename: job.filename },
      })
  }
  return { restart: plan.restart, receiving: [...found.receiving] }
}

/** Takes out of DuckDB what Dexie does not know as committed, and brings back what it lacks. For an owner whose commit was torn apart. */
export async function resync(shop: Shop): Promise<void> {
  await purgeLoading(shop.db)
  const found = await look(shop, heldLocks)
  const plan = planRecovery(found)
  await removeUncommitted(shop, plan)
  await rebuild(
    shop,
    plan.rebuild.map((dataset_id) => found.datasets.find((one) => one.dataset_id === dataset_id) as StoredDataset),
  )
  await mendModels(shop)
}

/** Merges of products and models follow what was decided and the facts that are there now; a start that finds both whole does nothing. */
async function mendModels({ db, catalog }: Shop): Promise<void> {
  const decisions = { settings: await readSettings(catalog), aliases: await readAliases(catalog) }
  await db.transaction(() => followDecisions(db, decisions))
}

async function removeUncommitted({ db }: Shop, plan: RecoveryPlan): Promise<void> {
  if (plan.remove.length === 0) return
  await db.transaction(async () => {
    for (const dataset_id of plan.remove) await removeDataset(db, dataset_id)
  })
  await db.checkpoint()
}

async function settleDatasets({ catalog, db, epoch }: Shop, plan: RecoveryPlan): Promise<void> {
  const ends = await catalog.datasets.bulkGet(plan.finish_delete)
  const stays = ends.some((dataset) => dataset?.is_sample) ? await actionsThatStay(db) : null
  await commit(catalog, epoch, [catalog.datasets, ...(stays ? actionTables(catalog) : [])], async () => {
    if (stays) await keepActions(catalog, stays)
    await catalog.datasets.bulkDelete([...plan.forget, ...plan.finish_delete])
    for (const dataset_id of plan.ask_again) await catalog.datasets.update(dataset_id, { status: 'needs_mapping' })
    for (const dataset_id of plan.lost)
      await catalog.datasets.update(dataset_id, {
        status: 'failed',
        error: { code: 'not_found', message: 'The kept copy of this file is gone from the device.', hint: 'Drop the file again.' },
      })
  })
}

async function doneAlready({ catalog }: Shop, { work }: StoredJob): Promise<Record<string, unknown>> {
  const sha256 = work.type === 'import' ? (work.received?.sha256 ?? '') : ''
  const dataset = await catalog.datasets.where('file_sha256').equals(sha256).first()
  return { dataset_id: dataset?.dataset_id, duplicate: false, needs_mapping: false, row_count: dataset?.counts?.ok ?? 0 }
}

async function rollBack({ board, events, catalog }: Shop, job: StoredJob): Promise<void> {
  const { job_id, filename, work } = job
  if (work.type === 'rebuild') return await catalog.jobs.delete(job_id)
  await board.fail(job_id, {
    code: 'owner_lost',
    message: 'The tab was closed before the whole file was copied. Nothing was changed.',
    hint: 'Drop the file again.',
  })
  await events.tell({ type: 'recovered', job_id, data: { action: 'rolled_back', filename } })
}
