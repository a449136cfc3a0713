import * as Comlink from 'comlink'
import { clientLock, rpcChannel } from '../../src/domain/channels'
import type { Target } from './call-router'
import type { Answer, Envelope } from './wire'

interface Rpc {
  call(envelope: Envelope): Promise<Answer>
}

/** The owner's ends of the RPC channels: one per client, closed when that client is gone. Plain data only. */
export class RpcServer {
  private readonly channels = new Map<string, BroadcastChannel>()

  constructor(
    private readonly epoch: number,
    private readonly target: Target,
  ) {}

  attach(client_id: string): void {
    if (this.channels.has(client_id)) return
    const channel = new BroadcastChannel(rpcChannel(client_id, this.epoch))
    this.channels.set(client_id, channel)
    const rpc: Rpc = { call: (envelope) => this.target(envelope) }
    Comlink.expose(rpc, channel)
    // the client holds this lock as long as it lives
    void navigator.locks.request(clientLock(client_id), { mode: 'shared' }, () => {
      channel.close()
      this.channels.delete(client_id)
    })
  }

  close(): void {
    for (const channel of this.channels.values()) channel.close()
    this.channels.clear()
  }
}

/** A client's end. Ready once the owner has said `attached`. */
export function rpcTarget(client_id: string, epoch: number): { target: Target; close: () => void } {
  const channel = new BroadcastChannel(rpcChannel(client_id, epoch))
  const remote = Comlink.wrap<Rpc>(channel)
  return {
    target: (envelope) => remote.call(envelope),
    close: () => {
      // Comlink would do it when the proxy is collected, on a channel that is closed by then
      remote[Comlink.releaseProxy]()
      channel.close()
    },
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
