import { engine } from '../../client'

/** How long the rest of a first visit is waited for, in ms. */
const LATEST = 20_000
/** How often is looked whether files are still read, in ms. */
const LOOK_EVERY = 500

/** Resolves when the engine is up and no file is being read, when nothing goes on without a service worker, or after LATEST; never rejects. */
export async function firstRest(): Promise<void> {
  const latest = performance.now() + LATEST
  await Promise.race([engineUp(), after(LATEST)])
  while (performance.now() < latest && !engine.state.get().needs_service_worker && (await isReading())) await after(LOOK_EVERY)
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
  const jobs = await Promise.race([engine.call('jobs.list', {}).catch(() => []), after(LATEST).then(() => [])])
  return jobs.some(({ status }) => status === 'queued' || status === 'running')
}

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
