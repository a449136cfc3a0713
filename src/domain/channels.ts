import type { EngineEvent } from './job'

/** Names by which the contexts of one origin find each other. None carries a version: an old and a new tab must see one another. */
export const ENGINE_LOCK = 'lucid-engine'
export const EVENTS_CHANNEL = 'lucid-events'
export const CONTROL_CHANNEL = 'lucid-control'
/** Held by a tab as long as it lives. */
export const clientLock = (client_id: string) => `lucid-client-${client_id}`
/** Held while a tab copies a file into `incoming/<job_id>`. */
export const incomingLock = (job_id: string) => `lucid-incoming-${job_id}`
/** One channel per client and owner: what a former owner still hears can never reach a call meant for the next one. */
export const rpcChannel = (client_id: string, epoch: number) => `lucid-rpc-${client_id}-${epoch}`

/** What travels on EVENTS_CHANNEL. */
export type EventMessage = EngineEvent
