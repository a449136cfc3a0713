import * as Comlink from 'comlink'
import { clientLock, rpcChannel } from '../../src/domain/channels'
import type { Target } from './call-router'
import type { Answer, Envelope } from './wire'

interface Rpc {
  call(envelope: Envelope): Promise<Answer>
}

/** One end of a channel. What Comlink still says after `close` (an answer nobody waits for, a collected proxy) is dropped. */
function openEnd(client_id: string, epoch: number): { endpoint: Comlink.Endpoint; close: () => void } {
  const channel = new BroadcastChannel(rpcChannel(client_id, epoch))
  let open = true
  return {
    endpoint: {
      postMessage: (message) => {
        if (open) channel.postMessage(message)
      },
      addEventListener: channel.addEventListener.bind(channel),
      removeEventListener: channel.removeEventListener.bind(channel),
    },
    close: () => {
      open = false
      channel.close()
    },
  }
}

/** The owner's ends of the RPC channels: one per client, closed when that client is gone. Plain data only. */
export class RpcServer {
  private readonly ends = new Map<string, () => void>()

  constructor(
    private readonly epoch: number,
    private readonly target: Target,
  ) {}

  attach(client_id: string): void {
    if (this.ends.has(client_id)) return
    const { endpoint, close } = openEnd(client_id, this.epoch)
    this.ends.set(client_id, close)
    const rpc: Rpc = { call: (envelope) => this.target(envelope) }
    Comlink.expose(rpc, endpoint)
    // the client holds this lock as long as it lives
    void navigator.locks.request(clientLock(client_id), { mode: 'shared' }, () => {
      close()
      this.ends.delete(client_id)
    })
  }

  close(): void {
    for (const close of this.ends.values()) close()
    this.ends.clear()
  }
}

/** A client's end. Ready once the owner has said `attached`. */
export function rpcTarget(client_id: string, epoch: number): { target: Target; close: () => void } {
  const { endpoint, close } = openEnd(client_id, epoch)
  const remote = Comlink.wrap<Rpc>(endpoint)
  return {
    target: (envelope) => remote.call(envelope),
    close,
  }
}

/** Takes the lock by which an owner sees that this client lives. Resolves once it is held; it is let go with the context. */
export function holdClientLock(client_id: string): Promise<void> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(clientLock(client_id), () => {
        resolve()
        return new Promise<void>(() => {})
      })
      .catch(reject)
  })
}
