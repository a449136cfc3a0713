import { useSyncExternalStore } from 'react'
import type { MadeTable } from './domain/engine'

/** A PDF that waits for a person to look at it. */
export interface WaitingInvoice {
  id: number
  file: File
  /** takes the table that was made of it, like a dropped file */
  take: (table: File, made: MadeTable) => Promise<void>
}

let waiting: readonly WaitingInvoice[] = []
let next_id = 1
const listeners = new Set<() => void>()

function set(next: readonly WaitingInvoice[]): void {
  waiting = next
  for (const listener of listeners) listener()
}

/** Puts PDFs in line to be reviewed. Nothing of them is kept until a person says so. */
export const queueInvoices = (files: readonly File[], take: WaitingInvoice['take']): void =>
  set([...waiting, ...files.map((file) => ({ id: next_id++, file, take }))])

export const doneWithInvoice = (id: number): void => set(waiting.filter((one) => one.id !== id))
export const dropAllInvoices = (): void => set([])

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
/** PDFs dropped in this tab that wait for review, the first first. Lives as long as the page. */
export const useWaitingInvoices = (): readonly WaitingInvoice[] => useSyncExternalStore(subscribe, () => waiting)

/** True for a file that is a PDF by what it begins with; some programs write a mark of order or blanks before it. */
export async function isPdf(file: Blob): Promise<boolean> {
  const head = new TextDecoder('latin1').decode(await file.slice(0, 1024).arrayBuffer())
  return /^(?:\u00ef\u00bb\u00bf)?[\s\0]*%PDF-/.test(head)
}
