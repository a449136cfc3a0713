import { engine } from '../../client'
import { isOpenStatus } from '../../domain/job'

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

function engineUp(): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      const { phase, ready, needs_service_worker } = engine.state.get()
      if (!ready && !needs_service_worker && phase !== 'unavailable') return
      stop()
      resolve()
    }
    const stop = engine.state.subscribe(look)
    look()
  })
}

async function isReading(): Promise<boolean> {
  const jobs = await engine.call('jobs.list', {}).catch(() => [])
  return jobs.some(({ status }) => isOpenStatus(status))
}

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
