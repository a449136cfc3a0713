import type { EngineEvent } from '../domain/job'
import type { Catalog } from './catalog'

/** Events of other kinds than progress that are kept for tabs that come back. */
const KEPT = 1_000
/** The same for the progress of jobs that have ended: enough for one that was away for a minute or two. */
const PROGRESS_KEPT = 500

/** Gives the events their ids; ids rise over all tabs. */
export async function appendEvents(catalog: Catalog, events: readonly Omit<EngineEvent, 'id'>[]): Promise<EngineEvent[]> {
  const ids = await catalog.events.bulkAdd([...events], { allKeys: true })
  return events.map((event, i) => ({ ...event, id: ids[i] as number }))
}

/** Events after `after_id`, oldest first. */
export const eventsSince = (catalog: Catalog, after_id: number): Promise<EngineEvent[]> =>
  catalog.events.where('id').above(after_id).toArray()

/** Drops the progress of jobs that ended, and what is too old to be missed by anyone. The newest event always stays: ids must go on rising. */
export async function pruneEvents(catalog: Catalog, ended_job_ids: readonly string[]): Promise<void> {
  const newest = (await catalog.events.orderBy('id').last())?.id ?? 0
  if (ended_job_ids.length > 0)
    await catalog.events
      .where('job_id')
      .anyOf([...ended_job_ids])
      .and((event) => event.type === 'file_progress' && event.id <= newest - PROGRESS_KEPT)
      .delete()
  await catalog.events
    .where('id')
    .belowOrEqual(newest - KEPT)
    .delete()
}
