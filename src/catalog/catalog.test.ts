import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { EngineEvent } from '../domain/job'
import { DEFAULT_SETTINGS } from '../domain/settings'
import { type Catalog, openCatalog } from './catalog'
import { beginEpoch, commit, engineRecord } from './engine-record'
import { appendEvents, eventsSince, pruneEvents } from './events'
import { readSettings, writeSettings } from './settings'

let catalog: Catalog
let serial = 0
beforeEach(() => {
  catalog = openCatalog(`test-${serial++}`)
})
afterEach(() => catalog.delete())

const event = (type: EngineEvent['type'], job_id: string | null): Omit<EngineEvent, 'id'> => ({
  type,
  at: '2026-11-20T00:00:00Z',
  job_id,
  dataset_id: null,
  data: {},
})

test('an owner whose epoch ended cannot commit, and leaves nothing behind when it tries', async () => {
  const mine = await beginEpoch(catalog)
  const next = await beginEpoch(catalog)
  expect([mine.epoch, next.epoch]).toEqual([1, 2])
  const late = commit(catalog, mine.epoch, [catalog.mappings], async (record) => {
    await catalog.engine.put({ ...record, data_version: 99 })
  })
  await expect(late).rejects.toMatchObject({ shape: { code: 'owner_lost' } })
  await commit(catalog, next.epoch, [], (record) => catalog.engine.put({ ...record, data_version: 1 }))
  expect(await engineRecord(catalog)).toMatchObject({ epoch: 2, data_version: 1, db_file: 'lucid.db' })
})

test('event ids rise for ever, also after progress was pruned; what was told lately stays', async () => {
  await appendEvents(catalog, [event('file_progress', 'a')])
  await appendEvents(catalog, [event('file_progress', 'b')])
  await pruneEvents(catalog, ['a'])
  expect((await eventsSince(catalog, 0)).map((e) => e.id)).toEqual([1, 2])
  await catalog.events.bulkAdd(Array.from({ length: 499 }, () => event('file_progress', 'c')))
  const [done] = await appendEvents(catalog, [event('file_complete', 'a')])
  expect(done?.id).toBe(502)
  await pruneEvents(catalog, ['a'])
  expect((await eventsSince(catalog, 0))[0]).toMatchObject({ id: 2, job_id: 'b' })
  await pruneEvents(catalog, ['b'])
  expect((await eventsSince(catalog, 0))[0]).toMatchObject({ id: 3, job_id: 'c' })
  await catalog.events.bulkAdd(Array.from({ length: 501 }, () => event('job_changed', 'd')))
  await pruneEvents(catalog, [])
  expect(await eventsSince(catalog, 0)).toHaveLength(1_000)
})

test('settings start from the defaults and keep what was not changed', async () => {
  expect(await readSettings(catalog)).toEqual(DEFAULT_SETTINGS)
  expect(await writeSettings(catalog, { currency: 'EUR' })).toEqual({ ...DEFAULT_SETTINGS, currency: 'EUR' })
  await expect(writeSettings(catalog, { week_start: 9 })).rejects.toThrow()
  expect(await readSettings(catalog)).toMatchObject({ currency: 'EUR', week_start: 1 })
})
