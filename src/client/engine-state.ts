import type { TabState } from '../../workers/host/tab-engine'

export type EngineState = TabState

export const STARTING: EngineState = {
  phase: 'starting',
  ready: false,
  in_memory: false,
  needs_service_worker: false,
  epoch: 0,
  error: null,
}

/** The state of this tab's engine for `useSyncExternalStore`. */
export class EngineStateStore {
  private current = STARTING
  private readonly listeners = new Set<() => void>()

  readonly get = (): EngineState => this.current
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
  set(next: EngineState): void {
    this.current = next
    for (const listener of this.listeners) listener()
  }
}
