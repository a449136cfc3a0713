import type { Answer } from '../../workers/host/wire'
import { openCatalog } from '../catalog/catalog'
import { readOverview } from '../catalog/overview'
import { EVENTS_CHANNEL, type EventMessage } from '../domain/channels'
import { CONTRACT_VERSION } from '../domain/contract-version'
import type { EngineCall, MadeTable, Method, Params, Received, Result, WantedPart } from '../domain/engine'
import { fromErrorShape, LucidError } from '../domain/errors'
import type { OverviewSnapshot } from '../domain/overview'
import { EngineStateStore } from './engine-state'
import { followPage } from './page-lifecycle'
import { startWorker } from './start-worker'
import { WorkerLink } from './worker-link'

const state = new EngineStateStore()
const link = new WorkerLink(startWorker, state, {
  visible: () => document.visibilityState === 'visible',
  controlled: () => Boolean(navigator.serviceWorker?.controller),
})

/** Starts this tab's engine. Calls made before wait for it. Once per page. */
export function startEngine(): void {
  if (link.running) return
  link.start()
  followPage(link)
}

const call: EngineCall = async <M extends Method>(method: M, params: Params<M>) => {
  const answer = await link.call({ call_id: crypto.randomUUID(), contract_version: CONTRACT_VERSION, method, params })
  return unwrap(answer) as Result<M>
}

/**
 * Copies a file in and starts its import; of a packed file, that of each table in it. Resolves when the engine has the whole file (or knew it already); the import goes on as the
 * job. The job exists from the first byte, and can be cancelled. `more` = another file of the same drop comes next. Rejects with LucidError, the job then says the same.
 */
async function importFile(
  file: File,
  options: { is_sample: boolean; made?: MadeTable; part?: WantedPart; more?: boolean },
): Promise<Received> {
  const job_id = crypto.randomUUID()
  const accepted = unwrap(await link.receive(file, { ...options, job_id, uploaded_at: new Date().toISOString() })) as Received
  // without it the browser may drop everything when the disk runs low; asked once there is something to lose
  if (navigator.storage?.persisted && !(await navigator.storage.persisted())) void navigator.storage.persist()
  return accepted
}

/** Every event of every tab, from now on. Returns the way to stop. */
function onEvent(listener: (event: EventMessage) => void): () => void {
  const channel = new BroadcastChannel(EVENTS_CHANNEL)
  channel.onmessage = (message: MessageEvent<EventMessage>) => listener(message.data)
  return () => channel.close()
}

export const engine = {
  call,
  importFile,
  onEvent,
  state,
  /** Takes the engine from an owner that does not answer. What it had not committed is rolled back. */
  takeOver: () => link.takeOver(),
}

/** The Overview as last committed, read on this thread: it can be painted before any worker is up. Null before the first import. */
export async function readOverviewSnapshot(): Promise<OverviewSnapshot | null> {
  try {
    return await readOverview(openCatalog())
  } catch {
    return null // storage refused: there is nothing to paint early, and the engine will say why
  }
}

function unwrap(answer: Answer): unknown {
  if ('moved' in answer) throw new LucidError('owner_lost', 'The engine moved to another tab.')
  if (!answer.ok) throw fromErrorShape(answer.error)
  return answer.value
}
