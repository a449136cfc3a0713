import type { EngineCall, Received } from '../../src/domain/engine'
import type { SaidOfFile } from '../../src/domain/mapping'

/** What the routes need of the engine, wherever it lives. Every call rejects with LucidError; engine_unavailable when no tab has the engine. */
export interface ApiEngine {
  call: EngineCall
  /** Keeps what arrives, piece by piece, on the device. Nothing is left behind when it rejects. */
  keep(pieces: AsyncIterable<Uint8Array>): Promise<KeptUpload>
  /** Calls back whenever an event was told, by any tab. Returns the way to stop. */
  onEvent(listener: () => void): () => void
}

/** An upload that has arrived whole. One of the two must be called. */
export interface KeptUpload {
  bytes: number
  /** hands it to the engine, as a dropped file, with what was said of it */
  start(filename: string, said?: SaidOfFile): Promise<Received>
  discard(): Promise<void>
}
