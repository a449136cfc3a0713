import { useSyncExternalStore } from 'react'
import { loadSampleShop } from './sample-shop'

/** `done` counts files handed to the engine, 1-based; 0 before the first. */
export type SampleLoad = { state: 'idle' | 'failed' } | { state: 'loading'; done: number; total: number }

let current: SampleLoad = { state: 'idle' }
const listeners = new Set<() => void>()

function set(next: SampleLoad): void {
  current = next
  for (const listener of listeners) listener()
}

/** Loads the sample shop, once at a time; useSampleLoad tells how far it is and whether it failed. Never throws. */
export async function startSampleShop(): Promise<void> {
  if (current.state === 'loading') return
  set({ state: 'loading', done: 0, total: 0 })
  try {
    await loadSampleShop((done, total) => set({ state: 'loading', done, total }))
    set({ state: 'idle' })
  } catch {
    set({ state: 'failed' })
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const useSampleLoad = (): SampleLoad => useSyncExternalStore(subscribe, () => current)
