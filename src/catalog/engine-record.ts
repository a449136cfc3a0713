import type { Table } from 'dexie'
import { LucidError } from '../domain/errors'
import type { Catalog } from './catalog'
import { type EngineRecord, FIRST_ENGINE_RECORD } from './records'

export async function engineRecord(catalog: Catalog): Promise<EngineRecord> {
  return (await catalog.engine.get('engine')) ?? FIRST_ENGINE_RECORD
}

/** Begins a new epoch and gives its record. Every later commit of an older epoch fails. */
export function beginEpoch(catalog: Catalog): Promise<EngineRecord> {
  return catalog.transaction('rw', catalog.engine, async () => {
    const record = await engineRecord(catalog)
    const next = { ...record, epoch: record.epoch + 1 }
    await catalog.engine.put(next)
    return next
  })
}

/**
 * One atomic, durable change by the owner of `epoch`. Throws owner_lost, with nothing written, when another owner has taken over:
 * a context that slept through a take-over cannot commit when it wakes.
 */
export function commit<T>(
  catalog: Catalog,
  epoch: number,
  tables: readonly Table[],
  change: (record: EngineRecord) => Promise<T>,
): Promise<T> {
  return catalog.transaction('rw', [catalog.engine, ...tables], async () => {
    const record = await engineRecord(catalog)
    if (record.epoch !== epoch) throw new LucidError('owner_lost', `Epoch ${epoch} ended; ${record.epoch} has begun.`)
    return await change(record)
  })
}
