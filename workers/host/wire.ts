import type { Method } from '../../src/domain/engine'
import type { ErrorShape } from '../../src/domain/errors'

/** One call as it crosses any boundary. `call_id` is made by the page and stays the same when the call is sent again. */
export interface Envelope {
  call_id: string
  contract_version: number
  method: string
  params: unknown
}

/** `moved`: this owner is handing over and has not begun the call; the next owner may be asked. */
export type Answer = { ok: true; value: unknown } | { ok: false; error: ErrorShape } | { moved: true }

/** What the owner of `epoch` says about itself, to all. */
export interface OwnerNotice {
  type: 'owner'
  epoch: number
  contract_version: number
  /** whether the page around the owner can be seen */
  visible: boolean
  engine: 'opening' | 'ready' | 'in_memory' | 'failed'
}

/** Everything said on CONTROL_CHANNEL. */
export type ControlMessage =
  | OwnerNotice
  /** opens (or finds open) the RPC channel of this client */
  | { type: 'attach'; client_id: string }
  | { type: 'attached'; client_id: string; epoch: number }
  /** a visible tab wants to know whether the owner lives, and to have the engine if nobody looks at the owner */
  | { type: 'ask'; client_id: string }
  | { type: 'stay'; client_id: string; epoch: number; why: 'visible' | 'busy' }
  /** the lock is about to be free for `client_id`; the others step back */
  | { type: 'handing_over'; epoch: number; client_id: string }
  /** a tab has begun to copy a file; its owner watches over what becomes of it */
  | { type: 'receiving'; job_id: string }
  | { type: 'cancel_receiving'; job_id: string }

export const jobOf = (envelope: Envelope): string | undefined => {
  const { job_id } = (envelope.params ?? {}) as { job_id?: unknown }
  if (typeof job_id === 'string') return job_id
  // these make a job that is named after the call, so that it can be found when the answer is lost
  const makes_job: readonly string[] = [
    'datasets.delete',
    'datasets.set_mapping',
    'analytics.recompute',
    'imports.receive',
  ] satisfies Method[]
  return makes_job.includes(envelope.method) ? envelope.call_id : undefined
}
