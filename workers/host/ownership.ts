import { CONTROL_CHANNEL, ENGINE_LOCK } from '../../src/domain/channels'
import type { ControlMessage } from './wire'

/** What the election of the owner may ask of the tab that has the engine. */
export interface Reign {
  /** May a visible tab have the engine? `busy` = not while a job runs, later by itself. */
  yields(): 'now' | 'visible' | 'busy'
  /** Finishes what runs, closes the database; the lock is let go when it resolves. */
  stop(): Promise<void>
  /** Ends everything in this turn: the lock is gone already. */
  kill(): void
}

export interface OwnershipEvents {
  /** This tab holds the lock. Rejecting lets it go again. */
  begin(): Promise<Reign>
  /** This tab's lock was stolen; it is not to be trusted with the engine any more. */
  stolen(): void
  /** A visible tab asked and the owner did not answer in time; false again once it is heard of. */
  silent(is: boolean): void
}

/** A hidden owner has so long to answer a visible tab, in ms. */
const ANSWER_WITHIN = 2_000

/**
 * Who owns the engine: whoever holds one Web Lock, so never two and never by vote. All tabs wait in its queue; when the owner's tab dies the
 * next is granted at once. A hidden owner hands over to a visible tab that asks.
 */
export class Ownership {
  private reign: Reign | null = null
  private release: (() => void) | null = null
  private waiting: AbortController | null = null
  private unanswered: ReturnType<typeof setTimeout> | null = null
  /** the tab that the lock was promised to; others step back until then */
  private promised: { to: string; until: number } | null = null
  private wanted_by: string | null = null
  private epoch = 0

  constructor(
    private readonly client_id: string,
    private readonly control: BroadcastChannel,
    private readonly events: OwnershipEvents,
    private readonly now: () => number,
  ) {}

  get owns(): boolean {
    return this.reign !== null
  }

  contend(how: 'queue' | 'steal' = 'queue'): void {
    this.waiting?.abort()
    const waiting = new AbortController()
    this.waiting = waiting
    const request = how === 'steal' ? { steal: true } : { signal: waiting.signal }
    navigator.locks
      .request(ENGINE_LOCK, request, () => this.hold(waiting))
      .then(
        () => {
          if (this.waiting === waiting) this.contend()
        },
        (error: unknown) => {
          if (waiting.signal.aborted) return
          const reign = this.reign
          this.reign = null
          reign?.kill()
          // an AbortError without our own abort is the lock being stolen
          if (error instanceof DOMException && error.name === 'AbortError') this.events.stolen()
          else setTimeout(() => this.contend(), 1_000)
        },
      )
  }

  /** Asks the owner for the engine, or for a sign of life. */
  ask(): void {
    if (this.reign !== null) return
    this.say({ type: 'ask', client_id: this.client_id })
    this.unanswered ??= setTimeout(() => {
      this.unanswered = null
      if (this.reign === null) this.events.silent(true)
    }, ANSWER_WITHIN)
  }

  /** Takes the lock from an owner that does not answer. */
  takeOver(): void {
    if (this.reign === null) this.contend('steal')
  }

  /** To be told everything that is said on the control channel. */
  hear(message: ControlMessage): void {
    if ('epoch' in message && message.epoch >= this.epoch) {
      this.epoch = message.epoch
      this.heard()
    }
    if (message.type === 'ask' && this.reign !== null) this.answer(message.client_id, this.reign)
    if (message.type === 'handing_over' && message.client_id !== this.client_id) {
      this.promised = { to: message.client_id, until: this.now() + ANSWER_WITHIN }
      this.contend() // to the end of the queue
    }
  }

  /** A job ended: a visible tab that was told to wait can have the engine now. */
  free(): void {
    const { wanted_by, reign } = this
    if (wanted_by === null || reign === null) return
    if (reign.yields() === 'now') this.handOver(wanted_by)
    else if (reign.yields() === 'visible') this.wanted_by = null
  }

  setEpoch(epoch: number): void {
    this.epoch = epoch
  }

  private async hold(waiting: AbortController): Promise<void> {
    if (this.waiting !== waiting) return
    if (this.promised && this.now() < this.promised.until) {
      await new Promise((resolve) => setTimeout(resolve, 50))
      return // to the end of the queue again
    }
    this.heard()
    const released = new Promise<void>((resolve) => {
      this.release = resolve
    })
    this.reign = await this.events.begin()
    await released
  }

  private answer(client_id: string, reign: Reign): void {
    const yields = reign.yields()
    if (yields === 'now') this.handOver(client_id)
    else {
      if (yields === 'busy') this.wanted_by = client_id
      this.say({ type: 'stay', client_id, epoch: this.epoch, why: yields })
    }
  }

  private handOver(client_id: string): void {
    const { reign, release } = this
    if (reign === null) return
    this.reign = null
    this.wanted_by = null
    this.promised = { to: client_id, until: this.now() + ANSWER_WITHIN }
    this.say({ type: 'handing_over', epoch: this.epoch, client_id })
    void reign.stop().finally(() => {
      this.promised = { to: client_id, until: this.now() + 500 }
      release?.()
    })
  }

  private heard(): void {
    if (this.unanswered !== null) clearTimeout(this.unanswered)
    this.unanswered = null
    this.events.silent(false)
  }

  private say(message: ControlMessage): void {
    this.control.postMessage(message)
  }
}

export const openControl = (): BroadcastChannel => new BroadcastChannel(CONTROL_CHANNEL)
