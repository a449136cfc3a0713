import { METHODS, type Method } from '../../src/domain/engine'
import type { ErrorShape } from '../../src/domain/errors'
import type { Answer, Envelope } from './wire'
import { jobOf } from './wire'

export type Target = (envelope: Envelope) => Promise<Answer>

interface Pending {
  envelope: Envelope
  /** epoch of the owner that got it; null = nobody has it */
  sent: number | null
  since: number
  resolve: (answer: Answer) => void
}

/**
 * A tab's calls on their way to whoever owns the engine. At a change of owner, calls that only read are sent again; one that changes
 * something may or may not have run, so it is answered owner_lost with the job to look at. Nothing times out.
 */
export class CallRouter {
  private readonly pending = new Map<string, Pending>()
  private epoch: number | null = null
  private target: Target | null = null

  constructor(private readonly now: () => number) {}

  call(envelope: Envelope): Promise<Answer> {
    return new Promise((resolve) => {
      const one: Pending = { envelope, sent: null, since: this.now(), resolve }
      this.pending.set(envelope.call_id, one)
      this.send(one)
    })
  }

  /** The owner of `epoch` can be reached, by `target`. */
  connect(epoch: number, target: Target): void {
    if (this.epoch === epoch && this.target !== null) return
    this.epoch = epoch
    this.target = target
    for (const one of [...this.pending.values()]) {
      if (one.sent !== null && one.sent !== epoch && !reads(one.envelope.method)) this.settle(one, lost(one.envelope))
      else if (one.sent !== epoch) this.send(one)
    }
  }

  /** A new owner is known but cannot be reached yet; what went to the one before is settled by `connect`. */
  disconnect(): void {
    this.target = null
  }

  /** Answers the calls that have waited longer than `ms` for an owner; `all` = also those that one has got, because no owner is left. */
  giveUp(ms: number, all: boolean, error: ErrorShape): void {
    for (const one of [...this.pending.values()])
      if (this.now() - one.since > ms && (all || one.sent === null)) this.settle(one, { ok: false, error })
  }

  /** ms that the oldest unanswered call has waited; 0 when there is none */
  waiting(): number {
    let oldest = this.now()
    for (const one of this.pending.values()) oldest = Math.min(oldest, one.since)
    return this.now() - oldest
  }

  private send(one: Pending): void {
    const { target, epoch } = this
    if (target === null || epoch === null) return
    one.sent = epoch
    target(one.envelope).then(
      (answer) => {
        if (one.sent !== epoch || !this.pending.has(one.envelope.call_id)) return
        if ('moved' in answer) one.sent = null
        else this.settle(one, answer)
      },
      (error) => {
        if (one.sent === epoch) this.settle(one, { ok: false, error: { code: 'internal', message: String(error) } })
      },
    )
  }

  private settle(one: Pending, answer: Answer): void {
    this.pending.delete(one.envelope.call_id)
    one.resolve(answer)
  }
}

const reads = (method: string): boolean => METHODS[method as Method]?.reads ?? true

function lost(envelope: Envelope): Answer {
  const job_id = jobOf(envelope)
  return {
    ok: false,
    error: {
      code: 'owner_lost',
      message: 'The tab that was doing this went away before it answered.',
      hint: 'Look at the job: it was finished, restarted or rolled back.',
      ...(job_id === undefined ? {} : { details: { job_id } }),
    },
  }
}
