import { engine } from '../../client'

/** Resolves when the engine of this page answers, or will not without a service worker or at all; never rejects. */
export function engineUp(): Promise<void> {
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
