import type { MadeTable, WantedPart } from '../../src/domain/engine'
import type { ErrorShape } from '../../src/domain/errors'
import type { SaidOfFile } from '../../src/domain/mapping'
import type { Answer, Envelope } from './wire'

/** How a tab stands to the engine. */
export interface TabState {
  phase: 'starting' | 'owner' | 'client' | 'takeover_offered' | 'unavailable' | 'contract_mismatch'
  /** the database is open and holds what was committed */
  ready: boolean
  /** nothing of the database outlives the tab (files do): this browser refuses synchronous file handles */
  in_memory: boolean
  /** this host has the engine only packed, which a service worker must unpack: nothing goes on before there is one */
  needs_service_worker: boolean
  epoch: number
  error: ErrorShape | null
}

export interface ReceiveOptions {
  job_id: string
  is_sample: boolean
  /** ISO instant of the drop */
  uploaded_at: string
  /** the file is a table that Lucid itself wrote, out of this: an invoice that a person has reviewed */
  made?: MadeTable
  /** only this table of a packed file, hidden or not: one that was left out when the file was dropped */
  part?: WantedPart
  /** what was said of the file; it holds for each table in it */
  said?: SaidOfFile
  /** another file of the same drop comes next */
  more?: boolean
  /** the file goes as soon as it is received: nothing may read it longer */
  fleeting?: boolean
}

/** What a page can ask of its own engine.worker, over Comlink. Only plain data, but for the one listener. */
export interface TabEngine {
  start(options: { visible: boolean; controlled: boolean }, listener: (state: TabState) => void): Promise<void>
  call(envelope: Envelope): Promise<Answer>
  /** Copies the file in, hashing it, and hands it to the owner; of a packed file, each table in it. Answers Received. */
  receive(file: File, options: ReceiveOptions): Promise<Answer>
  setVisible(visible: boolean): void
  /** A service worker controls the page now: what the host itself does not have can be loaded. */
  setControlled(): void
  takeOver(): Promise<void>
}
