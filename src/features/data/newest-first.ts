import type { Job } from '../../domain/job'
import type { News } from './news'

/** Jobs that ended and other news in one order, newest first: the word about the file that was dropped last is the one looked for. */
export function newestFirst(jobs: readonly Job[], news: readonly News[]): (Job | News)[] {
  const at = (one: Job | News) => ('job_id' in one ? one.created_at : one.at)
  return [...jobs, ...news].sort((a, b) => (at(a) < at(b) ? 1 : at(a) > at(b) ? -1 : 0))
}
