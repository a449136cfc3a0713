import { type Catalog, openCatalog } from '../../src/catalog/catalog'
import { beginEpoch } from '../../src/catalog/engine-record'
import { readSettings } from '../../src/catalog/settings'
import { CONTRACT_VERSION, type ImportAccepted, type Received, type ReceivedPart } from '../../src/domain/engine'
import { LucidError, toErrorShape } from '../../src/domain/errors'
import { WASM_URL } from '../db/bundle'
import { FileStore } from '../db/opfs'
import { CallRouter } from './call-router'
import type { ComingFile } from './early-reading'
import { EventLog } from './event-log'
import { JobBoard } from './job-board'
import { EngineOwner } from './owner'
import { Ownership, openControl, type Reign } from './ownership'
import { type HandedOver, receive } from './receive'
import { holdClientLock, RpcServer, rpcTarget } from './rpc'
import type { ReceiveOptions, TabEngine, TabState } from './tab-engine'
import type { Answer, ControlMessage, Envelope, OwnerNotice } from './wire'

/** A call that waits longer than this makes its tab ask whether the owner lives, in ms. */
const ASK_AFTER = 2_000

/** The first visit downloads some 8 MB before the service worker takes over; after this the page says that it cannot go on, in ms. */
const LOADABLE_WITHIN = 120_000

/** One tab's side of the engine: owner or client, whichever the lock says; receives files in any case. */
export class Tab implements TabEngine {
  private readonly client_id = crypto.randomUUID()
  private readonly catalog: Catalog = openCatalog()
  private readonly files = new FileStore()
  private readonly events = new EventLog(this.catalog, () => new Date().toISOString())
  private readonly board = new JobBoard(this.catalog, this.events, null, { ms: () => Date.now(), iso: () => new Date().toISOString() })
  private readonly control = openControl()
  private readonly router = new CallRouter(() => performance.now())
  private readonly ownership: Ownership
  private readonly receiving = new Map<string, AbortController>()
  private listener: (state: TabState) => void = () => {}
  private state: TabState = { phase: 'starting', ready: false, in_memory: false, needs_service_worker: false, epoch: 0, error: null }
  private visible = true
  private owner: EngineOwner | null = null
  private server: RpcServer | null = null
  private notice: OwnerNotice | null = null
  private link: { epoch: number; close: () => void } | null = null
  private silent = false
  private controlled: Promise<void>
  private setControlledNow = () => {}

  constructor(private readonly restart: () => void) {
    this.controlled = new Promise((resolve) => {
      this.setControlledNow = resolve
    })
    this.ownership = new Ownership(
      this.client_id,
      this.control,
      { begin: () => this.begin(), stolen: () => this.stolen(), silent: (is) => this.setSilent(is) },
      () => performance.now(),
    )
  }

  async start({ visible, controlled }: { visible: boolean; controlled: boolean }, listener: (state: TabState) => void): Promise<void> {
    this.visible = visible
    this.listener = listener
    if (controlled) this.setControlledNow()
    this.control.onmessage = (event: MessageEvent<ControlMessage>) => this.hear(event.data)
    try {
      await holdClientLock(this.client_id)
    } catch (error) {
      this.setState({ phase: 'unavailable', error: toErrorShape(error) })
      return
    }
    this.ownership.contend()
    this.say({ type: 'attach', client_id: this.client_id })
    if (visible) this.ownership.ask()
    setInterval(() => {
      if (this.visible && this.router.waiting() > ASK_AFTER) this.ownership.ask()
    }, 1_000)
  }

  call(envelope: Envelope): Promise<Answer> {
    const { job_id } = (envelope.params ?? {}) as { job_id?: string }
    const mine = envelope.method === 'jobs.cancel' && job_id !== undefined ? this.receiving.get(job_id) : undefined
    if (mine) {
      mine.abort()
      return Promise.resolve({ ok: true, value: { job_id } })
    }
    return this.router.call(envelope)
  }

  async receive(file: File, options: ReceiveOptions): Promise<Answer> {
    const abort = new AbortController()
    const copying = new Set([options.job_id])
    let kept = false
    this.receiving.set(options.job_id, abort)
    const announce = (job_id: string) => {
      copying.add(job_id)
      this.receiving.set(job_id, abort)
      this.say({ type: 'receiving', job_id })
      this.owner?.watch(job_id)
    }
    try {
      const { files, board, catalog } = this
      const surroundings = {
        files,
        board,
        announce,
        signal: abort.signal,
        mappings: () => catalog.mappings.toArray(),
        locale: async () => (await readSettings(catalog)).locale,
        readEarly: (coming: ComingFile) => !options.fleeting && (this.owner?.readEarly(coming) ?? false),
      }
      const handed = await receive(file, options, surroundings, (params) => {
        this.receiving.delete(params.job_id)
        return this.router.call({ call_id: params.job_id, contract_version: CONTRACT_VERSION, method: 'imports.start', params })
      })
      const answer = receivedAnswer(handed)
      kept = 'ok' in answer && answer.ok && !(answer.value as Received).duplicate
      return answer
    } catch (error) {
      return { ok: false, error: toErrorShape(error) }
    } finally {
      for (const job_id of copying) this.receiving.delete(job_id)
      if (!kept) this.owner?.forgetEarly(options.job_id)
    }
  }

  setVisible(visible: boolean): void {
    this.visible = visible
    if (this.owner) this.announce()
    if (visible) this.ownership.ask()
    else this.setSilent(false)
    this.ownership.free()
  }

  setControlled(): void {
    this.setControlledNow()
  }

  async takeOver(): Promise<void> {
    this.ownership.takeOver()
  }

  private async begin(): Promise<Reign> {
    try {
      const record = await beginEpoch(this.catalog)
      this.dropLink()
      const owner = new EngineOwner(record, {
        catalog: this.catalog,
        files: this.files,
        events: this.events,
        visible: () => this.visible,
        loadable: () => this.loadable(),
        changed: () => this.announce(),
        free: () => this.ownership.free(),
        cancelReceiving: (job_id) => {
          this.receiving.get(job_id)?.abort()
          this.say({ type: 'cancel_receiving', job_id })
        },
        receive: (file, options) => this.receive(file, options),
      })
      this.owner = owner
      this.ownership.setEpoch(record.epoch)
      this.server = new RpcServer(record.epoch, (envelope) => owner.dispatch.call(envelope))
      this.setState({ epoch: record.epoch })
      this.announce()
      this.router.connect(record.epoch, (envelope) => owner.dispatch.call(envelope))
      void this.events.tell({ type: 'owner_changed', data: { epoch: record.epoch } })
      return {
        yields: () => owner.yields(),
        stop: async () => {
          await owner.stop()
          this.endReign(owner)
        },
        kill: () => {
          owner.kill()
          this.endReign(owner)
        },
      }
    } catch (error) {
      this.setState({ phase: 'unavailable', error: toErrorShape(error) })
      throw error
    }
  }

  private endReign(owner: EngineOwner): void {
    if (this.owner !== owner) return
    this.owner = null
    this.server?.close()
    this.server = null
    this.router.disconnect()
    this.setState({ phase: 'starting', ready: false })
  }

  private stolen(): void {
    this.control.close()
    this.restart()
  }

  private hear(message: ControlMessage): void {
    this.ownership.hear(message)
    if (message.type === 'owner') this.meet(message)
    else if (message.type === 'attach') this.letIn(message.client_id)
    else if (message.type === 'attached' && message.client_id === this.client_id) this.connect(message.epoch)
    else if (message.type === 'receiving') this.owner?.watch(message.job_id)
    else if (message.type === 'cancel_receiving') this.receiving.get(message.job_id)?.abort()
  }

  private letIn(client_id: string): void {
    if (!this.owner || !this.server) return
    this.server.attach(client_id)
    this.say({ type: 'attached', client_id, epoch: this.state.epoch })
    this.announce()
  }

  /** Takes in what the owner says about itself: its version, its epoch, and whether it can be seen. */
  private meet(notice: OwnerNotice): void {
    if (this.owner || notice.epoch < this.state.epoch) return
    const before = this.notice
    this.notice = notice
    if (notice.contract_version !== CONTRACT_VERSION) {
      const error = new LucidError('contract_mismatch', 'Another tab runs a different version of Lucid.', { hint: 'Reload this tab.' })
        .shape
      this.setState({ phase: 'contract_mismatch', epoch: notice.epoch, error })
      return
    }
    if (this.link?.epoch !== notice.epoch) {
      this.router.disconnect()
      this.setState({ epoch: notice.epoch })
      this.say({ type: 'attach', client_id: this.client_id })
    }
    this.show()
    // nobody looks at the owner's tab, somebody looks at this one
    const newly_hidden = !notice.visible && (before === null || before.visible || before.epoch !== notice.epoch)
    if (this.visible && newly_hidden) this.ownership.ask()
  }

  private connect(epoch: number): void {
    if (this.owner || this.link?.epoch === epoch || epoch < this.state.epoch) return
    this.dropLink()
    const { target, close } = rpcTarget(this.client_id, epoch)
    this.link = { epoch, close }
    this.setState({ epoch })
    this.router.connect(epoch, target)
    this.show()
  }

  private dropLink(): void {
    this.link?.close()
    this.link = null
    this.notice = null
  }

  private announce(): void {
    const { owner } = this
    if (!owner) return
    const { engine } = owner
    this.say({ type: 'owner', epoch: this.state.epoch, contract_version: CONTRACT_VERSION, visible: this.visible, engine })
    this.show()
  }

  private setSilent(is: boolean): void {
    if (this.silent === is) return
    this.silent = is
    this.show()
  }

  /** Works out the state that the page shows. */
  private show(): void {
    const { owner, notice } = this
    const engine = owner?.engine ?? notice?.engine ?? 'opening'
    if (this.state.phase === 'contract_mismatch' && !owner) return
    this.setState({
      phase:
        engine === 'failed'
          ? 'unavailable'
          : owner
            ? 'owner'
            : this.silent && this.visible
              ? 'takeover_offered'
              : this.link
                ? 'client'
                : 'starting',
      ready: engine === 'ready' || engine === 'in_memory',
      in_memory: engine === 'in_memory',
      error:
        engine === 'failed' ? (owner?.error ?? { code: 'engine_unavailable', message: 'The engine did not start in another tab.' }) : null,
    })
  }

  private setState(change: Partial<TabState>): void {
    const next = { ...this.state, ...change }
    if (JSON.stringify(next) === JSON.stringify(this.state)) return
    this.state = next
    this.listener(next)
  }

  private say(message: ControlMessage): void {
    this.control.postMessage(message)
  }

  /** A host that only keeps the compressed wasm answers 404; then the service worker, once it controls the page, has it unpacked. */
  private async loadable(): Promise<void> {
    const there = await Promise.race([
      this.controlled.then(() => true),
      fetch(WASM_URL, { method: 'HEAD' }).then(
        // a host may answer what it does not have with its start page
        (answer) => answer.ok && answer.headers.get('Content-Type') === 'application/wasm',
        () => false,
      ),
    ])
    if (there) return
    this.setState({ needs_service_worker: true })
    const never = new Promise<never>((_, reject) =>
      setTimeout(
        () =>
          reject(
            new LucidError('engine_unavailable', 'The engine could not be loaded.', {
              hint: 'Check the connection, then reload the page.',
            }),
          ),
        LOADABLE_WITHIN,
      ),
    )
    await Promise.race([this.controlled, never])
  }
}

/** What became of a dropped file, from what became of each table in it: the first speaks for the file when it could not be handed over. */
function receivedAnswer(handed: readonly HandedOver<Answer>[]): Answer {
  const parts = handed.flatMap(({ name, answer }): ReceivedPart[] =>
    'ok' in answer && answer.ok ? [{ ...(answer.value as ImportAccepted), name }] : [],
  )
  const [first] = parts
  if (first) return { ok: true, value: { ...first, parts } satisfies Received }
  return handed[0]?.answer ?? { ok: false, error: { code: 'internal', message: 'No table was handed over.' } }
}
