import { useSyncExternalStore } from 'react'
import type { ErrorShape } from '../../domain/errors'

/** What became of interrupted work: it runs again, nothing of it was kept, or it is as it was. */
export type Recovered = 'restarted' | 'rolled_back' | 'rebuilt'

/** What became of a file when no job tells it: one already there, one that could not be received, one whose reading was interrupted. */
export type News = { id: number; name: string; at: string } & (
  | { what: 'duplicate'; dataset_id: string | null; dropped_at: string | null }
  | { what: 'refused'; error: ErrorShape }
  | { what: 'recovered'; action: Recovered }
)
type NewNews = News extends infer Item ? (Item extends News ? Omit<Item, 'id' | 'at'> : never) : never

type State = {
  news: readonly News[]
  /** files dropped while the sample shop is loaded, waiting for the person to say whether to keep both */
  waiting: readonly File[]
  /** jobs that began with a drop in this tab: only these open their questions by themselves and tell their end */
  own_jobs: ReadonlySet<string>
  /** jobs, and names of files, whose message was dismissed; remembered on this device */
  dismissed: ReadonlySet<string>
}

const KEY = 'lucid.dismissed'
const KEPT = 200

let state: State = { news: [], waiting: [], own_jobs: new Set(), dismissed: new Set(readDismissed()) }
let next_id = 1
const listeners = new Set<() => void>()

function set(change: Partial<State>): void {
  state = { ...state, ...change }
  for (const listener of listeners) listener()
}

export function tell(item: NewNews): void {
  const same = (other: News) => other.name === item.name && other.what === item.what
  set({ news: [...state.news.filter((other) => !same(other)), { ...item, id: next_id++, at: new Date().toISOString() }] })
}
/** Takes an item of news away; the failed job that says the same stays away with it. */
export function forget({ id, name }: News): void {
  set({ news: state.news.filter((item) => item.id !== id) })
  dismiss(fileKey(name))
}
export const holdFiles = (files: readonly File[]): void => set({ waiting: [...state.waiting, ...files] })
export const releaseFiles = (): readonly File[] => {
  const files = state.waiting
  set({ waiting: [] })
  return files
}
export const ownJob = (job_id: string): void => set({ own_jobs: new Set(state.own_jobs).add(job_id) })
export const isOwnJob = (job_id: string): boolean => state.own_jobs.has(job_id)
export const fileKey = (name: string): string => `file:${name}`
export function dismiss(key: string): void {
  set({ dismissed: new Set(state.dismissed).add(key) })
  keepDismissed()
}
/** The file is dropped again: whatever becomes of it is news. */
export function expectNews(name: string): void {
  const dismissed = new Set(state.dismissed)
  if (!dismissed.delete(fileKey(name))) return
  set({ dismissed })
  keepDismissed()
}

function readDismissed(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? kept.filter((key): key is string => typeof key === 'string') : []
  } catch {
    return [] // storage refused, or written by someone else: messages show once more
  }
}
function keepDismissed(): void {
  try {
    localStorage.setItem(KEY, JSON.stringify([...state.dismissed].slice(-KEPT)))
  } catch {
    // storage refused: dismissed for as long as the page lives
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
/** What this tab has to say about the files dropped in it. Lives as long as the page. */
export const useNews = (): State => useSyncExternalStore(subscribe, () => state)
