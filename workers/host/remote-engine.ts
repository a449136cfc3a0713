import { CONTROL_CHANNEL, ENGINE_LOCK, EVENTS_CHANNEL, type EventMessage, incomingLock } from '../../src/domain/channels'
import { CONTRACT_VERSION, type EngineCall, type Method, type Params, type Received, type Result } from '../../src/domain/engine'
import { type ErrorShape, fromErrorShape, LucidError } from '../../src/domain/errors'
import type { SaidOfFile } from '../../src/domain/mapping'
import { FileStore } from '../db/opfs'
import { CallRouter } from './call-router'
import { holdClientLock, rpcTarget } from './rpc'
import type { ControlMessage } from './wire'

/** A page that has just been opened needs so long until its engine can be seen, in ms. */
const OWNER_WITHIN = 3_000
/** An owner that is there must have let a caller in within this time; a frozen tab does not. In ms. */
const LET_IN_WITHIN = 10_000
/** Both, while a page of Lucid is in sight: browsers freeze none that is, so it is only slow to start. In ms. */
const IN_SIGHT_WITHIN = 60_000
/** How much of an upload is held in memory before it is written, in bytes. */
const WRITE_BYTES = 1024 ** 2

/**
 * The engine for a context that never owns it, such as the service worker: one more client of whichever tab does. Unlike a tab's calls, these end:
 * with engine_unavailable when no tab has the engine, or its tab does not answer.
 */
export class RemoteEngine {
  private readonly client_id = crypto.randomUUID()
  private readonly router = new CallRouter(() => performance.now())
  private readonly control = new BroadcastChannel(CONTROL_CHANNEL)
  private readonly events = new BroadcastChannel(EVENTS_CHANNEL)
  private readonly listeners = new Set<(event: EventMessage) => void>()
  private readonly files = new FileStore()
  private link: { epoch: number; close: () => void } | null = null
  private epoch = 0
  private held: Promise<void> | null = null
  private watching: ReturnType<typeof setInterval> | null = null
  private last_seen = performance.now()
  private waiting = 0

  /** `inSight`: whether somebody looks at a page of Lucid. */
  constructor(private readonly inSight: () => Promise<boolean>) {
    this.control.onmessage = (event: MessageEvent<ControlMessage>) => this.hear(event.data)
    this.events.onmessage = (event: MessageEvent<EventMessage>) => {
      for (const listener of [...this.listeners]) listener(event.data)
    }
  }

  readonly call: EngineCall = async <M extends Method>(method: M, params: Params<M>): Promise<Result<M>> =>
    (await this.send(method, params, crypto.randomUUID())) as Result<M>

  /** Every event of every tab, from now on. Returns the way to stop. */
  onEvent(listener: (event: EventMessage) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Writes what arrives to `incoming/`, under a lock that tells a starting owner to leave it alone. Rejects with nothing left behind. */
  async keep(pieces: AsyncIterable<Uint8Array>) {
    const upload_id = crypto.randomUUID()
    const unlock = await lock(incomingLock(upload_id))
    const discard = async () => {
      await this.files.remove('incoming', upload_id).catch(() => {})
      unlock()
    }
    try {
      const bytes = await this.write(upload_id, pieces)
      return {
        bytes,
        discard,
        start: async (filename: string, said?: SaidOfFile): Promise<Received> => {
          try {
            const params = {
              job_id: crypto.randomUUID(),
              upload_id,
              filename,
              uploaded_at: new Date().toISOString(),
              ...(said && { said }),
            }
            return (await this.send('imports.receive', params, crypto.randomUUID())) as Received
          } finally {
            await discard()
          }
        },
      }
    } catch (error) {
      await discard()
      throw error
    }
  }

  private async write(upload_id: string, pieces: AsyncIterable<Uint8Array>): Promise<number> {
    const writer = await this.files.write('incoming', upload_id)
    const buffer = new Uint8Array(WRITE_BYTES)
    let filled = 0
    let bytes = 0
    try {
      for await (const piece of pieces) {
        bytes += piece.byteLength
        for (let from = 0; from < piece.byteLength; ) {
          const more = piece.subarray(from, from + buffer.length - filled)
          buffer.set(more, filled)
          filled += more.length
          from += more.length
          if (filled < buffer.length) continue
          await writer.write(buffer)
          filled = 0
        }
      }
      if (filled > 0) await writer.write(buffer.subarray(0, filled))
      await writer.close()
      return bytes
    } catch (error) {
      await writer.abort().catch(() => {})
      throw error
    }
  }

  private async send(method: Method, params: unknown, call_id: string): Promise<unknown> {
    this.waiting++
    this.watch()
    try {
      await this.attach()
      const answer = await this.router.call({ call_id, contract_version: CONTRACT_VERSION, method, params })
      if ('moved' in answer) throw new LucidError('owner_lost', 'The engine moved to another tab.')
      if (!answer.ok) throw fromErrorShape(answer.error)
      return answer.value
    } finally {
      this.waiting--
    }
  }

  private async attach(): Promise<void> {
    this.held ??= holdClientLock(this.client_id)
    await this.held
    if (!this.link) this.say({ type: 'attach', client_id: this.client_id })
  }

  private hear(message: ControlMessage): void {
    if (message.type === 'owner' && message.epoch >= this.epoch) {
      this.epoch = message.epoch
      if (this.link?.epoch === message.epoch) return
      this.unlink()
      if (this.waiting > 0) this.say({ type: 'attach', client_id: this.client_id })
    } else if (message.type === 'attached' && message.client_id === this.client_id && message.epoch >= this.epoch) {
      if (this.link?.epoch === message.epoch) return
      this.epoch = message.epoch
      this.link?.close()
      const { target, close } = rpcTarget(this.client_id, message.epoch)
      this.link = { epoch: message.epoch, close }
      this.router.connect(message.epoch, target)
    }
  }

  /** Looks after the calls that wait, while there are any. */
  private watch(): void {
    if (this.watching) return
    this.last_seen = performance.now()
    this.watching = setInterval(() => void this.look(), 200)
  }

  private async look(): Promise<void> {
    if (this.waiting === 0) {
      if (this.watching) clearInterval(this.watching)
      this.watching = null
      return
    }
    const { held = [], pending = [] } = await navigator.locks.query()
    const now = performance.now()
    if ([...held, ...pending].some(({ name }) => name === ENGINE_LOCK)) this.last_seen = now
    const unseen = now - this.last_seen
    const in_sight = (unseen > OWNER_WITHIN || this.router.waiting() > LET_IN_WITHIN) && (await this.inSight())
    const owner_within = in_sight ? IN_SIGHT_WITHIN : OWNER_WITHIN
    if (unseen > owner_within) {
      this.unlink()
      this.router.giveUp(owner_within, true, NOBODY)
    } else this.router.giveUp(in_sight ? IN_SIGHT_WITHIN : LET_IN_WITHIN, false, SILENT)
  }

  /** What was linked is gone: the next call asks to be let in again. */
  private unlink(): void {
    this.router.disconnect()
    this.link?.close()
    this.link = null
  }

  private say(message: ControlMessage): void {
    this.control.postMessage(message)
  }
}

const NOBODY: ErrorShape = {
  code: 'engine_unavailable',
  message: 'No tab of Lucid is open, so nobody can answer.',
  hint: 'Open Lucid in a tab of this browser, then ask again.',
}
const SILENT: ErrorShape = {
  code: 'engine_unavailable',
  message: 'The tab that has the engine does not answer; the browser may have put it to sleep.',
  hint: 'Bring a tab of Lucid to the front, then ask again.',
}

/** Takes a lock; gives the way to let it go. */
function lock(name: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    navigator.locks.request(name, () => new Promise<void>((release) => resolve(release))).catch(reject)
  })
}
