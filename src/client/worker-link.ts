import * as Comlink from 'comlink'
import type { ReceiveOptions, TabEngine } from '../../workers/host/tab-engine'
import type { Answer, Envelope } from '../../workers/host/wire'
import type { Method } from '../domain/engine'
import { METHOD_READS } from '../domain/method-reads'
import { type EngineStateStore, STARTING } from './engine-state'

interface Waiting {
  envelope: Envelope
  resolve: (answer: Answer) => void
}

/**
 * The page's line to its own engine.worker. The worker can be ended and started again under the callers: what only reads is asked again,
 * the rest is answered owner_lost.
 */
export class WorkerLink {
  private worker: Worker | null = null
  private tab: Comlink.Remote<TabEngine> | null = null
  private readonly calls = new Map<string, Waiting>()
  private readonly receiving = new Map<string, (answer: Answer) => void>()
  private early: ((tab: Comlink.Remote<TabEngine>) => unknown)[] = []

  constructor(
    private readonly startWorker: () => Worker,
    private readonly state: EngineStateStore,
    private readonly page: { visible: () => boolean; controlled: () => boolean },
  ) {}

  get running(): boolean {
    return this.worker !== null
  }

  start(): void {
    if (this.worker) return
    const worker = this.startWorker()
    const tab = Comlink.wrap<TabEngine>(worker)
    this.worker = worker
    this.tab = tab
    worker.addEventListener('error', (event) => {
      if (this.worker !== worker) return
      const message = event.message || 'The engine worker could not be loaded.'
      this.state.set({ ...this.state.get(), phase: 'unavailable', error: { code: 'engine_unavailable', message } })
    })
    worker.addEventListener('message', (event: MessageEvent) => {
      // the worker's lock was stolen: it is not to be trusted with anything any more
      if (event.data === 'lucid:restart' && this.worker === worker) this.restart()
    })
    void tab.start(
      { visible: this.page.visible(), controlled: this.page.controlled() },
      Comlink.proxy((state) => {
        if (this.worker === worker) this.state.set(state)
      }),
    )
    for (const { envelope } of [...this.calls.values()]) this.send(envelope)
    for (const begin of this.early.splice(0)) begin(tab)
  }

  /** Ends the worker in this very turn, so that its locks and file handles are free for other tabs. */
  stop(): void {
    if (!this.worker) return
    this.worker.terminate()
    this.worker = null
    this.tab = null
    this.state.set(STARTING)
    for (const { envelope, resolve } of [...this.calls.values()]) {
      if (METHOD_READS[envelope.method as Method]) continue
      this.calls.delete(envelope.call_id)
      resolve(lost(undefined))
    }
    for (const [job_id, resolve] of [...this.receiving]) {
      this.receiving.delete(job_id)
      resolve(lost(job_id))
    }
  }

  restart(): void {
    this.stop()
    this.start()
  }

  call(envelope: Envelope): Promise<Answer> {
    return new Promise((resolve) => {
      this.calls.set(envelope.call_id, { envelope, resolve })
      this.send(envelope)
    })
  }

  receive(file: File, options: ReceiveOptions): Promise<Answer> {
    return new Promise((resolve) => {
      this.receiving.set(options.job_id, resolve)
      const settle = (answer: Answer) => {
        if (this.receiving.delete(options.job_id)) resolve(answer)
      }
      const begin = (tab: Comlink.Remote<TabEngine>) => tab.receive(file, options).then(settle, (error) => settle(internal(error)))
      if (this.tab) void begin(this.tab)
      else this.early.push(begin) // dropped before the engine was started: a file is taken as soon as it can be
    })
  }

  setVisible(visible: boolean): void {
    void this.tab?.setVisible(visible)
  }
  setControlled(): void {
    void this.tab?.setControlled()
  }
  async takeOver(): Promise<void> {
    await this.tab?.takeOver()
  }

  private send(envelope: Envelope): void {
    const { tab } = this
    const settle = (answer: Answer) => {
      const waiting = this.calls.get(envelope.call_id)
      if (tab !== this.tab || !waiting) return
      this.calls.delete(envelope.call_id)
      waiting.resolve(answer)
    }
    tab?.call(envelope).then(settle, (error) => settle(internal(error)))
  }
}

const internal = (error: unknown): Answer => ({ ok: false, error: { code: 'internal', message: String(error) } })
const lost = (job_id: string | undefined): Answer => ({
  ok: false,
  error: {
    code: 'owner_lost',
    message: 'This tab was put to sleep before the answer came.',
    hint: 'Look at the jobs, then do it again if it was not done.',
    ...(job_id === undefined ? {} : { details: { job_id } }),
  },
})
