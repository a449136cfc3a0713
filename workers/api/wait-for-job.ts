import type { Job } from '../../src/domain/job'
import type { ApiEngine } from './engine'

export const hasEnded = ({ status }: Job): boolean => status === 'completed' || status === 'failed' || status === 'cancelled'

/** Without news for so long, the job is looked at anyway, in ms: its owner may have gone. */
const LOOK_EVERY = 2_000

/** The job as soon as `enough` says so, or after `patience_ms` as it is then. */
export async function waitForJob(engine: ApiEngine, job_id: string, enough: (job: Job) => boolean, patience_ms?: number): Promise<Job> {
  let wake = () => {}
  let late = false
  const stop = engine.onEvent(() => wake())
  const patience =
    patience_ms === undefined
      ? undefined
      : setTimeout(() => {
          late = true
          wake()
        }, patience_ms)
  try {
    for (;;) {
      const news = new Promise<void>((resolve) => {
        wake = resolve
      })
      const job = await engine.call('jobs.get', { job_id })
      if (enough(job) || late) return job
      const clock = setTimeout(wake, LOOK_EVERY)
      await news
      clearTimeout(clock)
    }
  } finally {
    clearTimeout(patience)
    stop()
  }
}
