import { useSyncExternalStore } from 'react'
import { engineUp } from './engine-up'
import { firstRest } from './first-rest'

/** How long the start of an engine is waited for, in ms. */
const ENGINE_LATEST = 10_000
/** After how long, in ms, a new version that was asked for and is not in charge yet is told as late: it takes well under a second. */
const UPDATE_LATE = 10_000

export type ServiceWorkerState = {
  /** a new version is installed and waits for the reload */
  waiting: boolean
  /** everything that Lucid needs is stored: true from the first complete install on */
  offline_ready: boolean
  /** became ready during this visit: worth a word */
  just_ready: boolean
  /** `asked`: by the user, and under way. `late`: asked for, and still kept from taking over (another tab, a request that does not end) */
  update: 'none' | 'asked' | 'late'
}

let state: ServiceWorkerState = { waiting: false, offline_ready: false, just_ready: false, update: 'none' }
let activate: (() => void) | null = null
const listeners = new Set<() => void>()

function set(change: Partial<ServiceWorkerState>): void {
  state = { ...state, ...change }
  for (const listener of listeners) listener()
}

/** Registers the service worker of the built app. It never takes over by itself: a waiting version is used after `updateNow`. */
export async function registerServiceWorker(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const { Workbox } = await import('workbox-window')
  const worker = new Workbox('/service-worker.js')
  let reload_asked = false
  worker.addEventListener('waiting', () => set({ waiting: true }))
  worker.addEventListener('activated', (event) => set({ offline_ready: true, just_ready: !event.isUpdate }))
  worker.addEventListener('controlling', () => {
    if (reload_asked) window.location.reload()
  })
  activate = () => {
    reload_asked = true
    worker.messageSkipWaiting()
  }
  // filling the store takes seconds of a processor that a first visit needs for its own figures
  if (!navigator.serviceWorker.controller) await firstRest()
  try {
    const registration = await worker.register()
    if (registration?.active) set({ offline_ready: true })
  } catch (error) {
    // no service worker (private window, full disk): everything works while the page is open and online
    console.warn('The service worker could not be registered.', error)
  }
}

/**
 * Switches to the waiting version and reloads the page once it is in charge. An engine that is still starting is waited for: what it fetches from the old version while that one is
 * being ended starts it again, and the browser then keeps it for as long as it likes. A version that comes late still reloads the page.
 */
export async function updateNow(): Promise<void> {
  set({ update: 'asked' })
  await Promise.race([engineUp(), new Promise((resolve) => setTimeout(resolve, ENGINE_LATEST))])
  activate?.()
  setTimeout(() => set({ update: 'late' }), UPDATE_LATE)
}

export function useServiceWorker(): ServiceWorkerState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )
}
