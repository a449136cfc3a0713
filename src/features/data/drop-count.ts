import { useSyncExternalStore } from 'react'

/** How many files of the drops in this tab there are, and how many of them the engine has (or refused). Tables of a packed file count each. */
export interface DropCount {
  total: number
  handed: number
}

let current: DropCount = { total: 0, handed: 0 }
const listeners = new Set<() => void>()

function set(next: DropCount): void {
  current = next
  for (const listener of listeners) listener()
}

export const countFiles = (files: number): void => set({ ...current, total: current.total + files })
/** A file became so many tables, which the engine has now; one that was refused is over as one. */
export const countHanded = (tables: number): void => set({ total: current.total + tables - 1, handed: current.handed + tables })
/** All is over: the next drop is counted by itself. */
export const countNothing = (): void => set({ total: 0, handed: 0 })

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const useDropCount = (): DropCount => useSyncExternalStore(subscribe, () => current)
