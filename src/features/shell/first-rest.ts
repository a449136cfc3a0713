import { engine } from '../../client'
import { isOpenStatus } from '../../domain/job'
import { engineUp } from './engine-up'

/** How long the rest of a first visit is waited for, in ms. */
const LATEST = 20_000
/** How often is looked whether files are still read, in ms. */
const LOOK_EVERY = 500

/** Resolves when the engine is up and no file is being read, when nothing goes on without a service worker, or after LATEST; never rejects. */
export async function firstRest(): Promise<void> {
  let is_over = false
  const late = after(LATEST).then(() => {
    is_over = true
  })
  const rest = async () => {
    await engineUp()
    while (!is_over && !engine.state.get().needs_service_worker && (await isReading())) await after(LOOK_EVERY)
  }
  await Promise.race([rest(), late])
}

async function isReading(): Promise<boolean> {
  const jobs = await engine.call('jobs.list', {}).catch(() => [])
  return jobs.some(({ status }) => isOpenStatus(status))
}

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
