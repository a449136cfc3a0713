import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JobWork } from '../../src/catalog/records'
import { type Found, planRecovery } from './recovery-plan'

type D = Found['datasets'][number]
type J = Found['jobs'][number]
const dataset = (dataset_id: string, status: D['status'], over: Partial<D> = {}): D => ({
  dataset_id,
  file_sha256: `file-${dataset_id}`,
  status,
  doomed: false,
  mapping: null,
  mapping_version: 1,
  uploaded_at: `2026-11-20T00:00:0${dataset_id.charCodeAt(0) % 10}Z`,
  recognition: null,
  ...over,
})
const importWork = (id: string, bytes = 10): JobWork => ({
  type: 'import',
  received: { job_id: `job-${id}`, filename: 'f.csv', bytes, sha256: `file-${id}`, uploaded_at: '', is_sample: false },
})
const job = (id: string, work: JobWork, status: J['status'] = 'running'): J => ({ job_id: `job-${id}`, status, created_at: id, work })
const found = (over: Partial<Found>): Found => ({
  datasets: [],
  jobs: [],
  engine: [],
  incoming: new Map(),
  raw: new Map(),
  receiving: new Set(),
  ...over,
})
const NOTHING = planRecovery(found({}))

test('a clean start has nothing to do', () => {
  const plan = planRecovery(
    found({
      datasets: [dataset('a', 'ready'), dataset('b', 'needs_mapping')],
      jobs: [job('a', importWork('a'), 'completed')],
      engine: [{ dataset_id: 'a', mapping_version: 1 }],
      raw: new Map([
        ['file-a', 10],
        ['file-b', 10],
      ]),
    }),
  )
  expect(plan).toEqual(NOTHING)
})

test('killed between COMMIT and the Dexie write: the rows are taken out and the import done again', () => {
  const plan = planRecovery(
    found({
      datasets: [dataset('a', 'importing')],
      jobs: [job('a', importWork('a'))],
      engine: [{ dataset_id: 'a', mapping_version: 1 }],
      raw: new Map([['file-a', 10]]),
    }),
  )
  expect(plan).toEqual({ ...NOTHING, remove: ['a'], restart: ['job-a'] })
})

test('killed after the Dexie write: nothing is done again', () => {
  const plan = planRecovery(
    found({
      datasets: [dataset('a', 'ready')],
      jobs: [job('a', importWork('a'))],
      engine: [{ dataset_id: 'a', mapping_version: 1 }],
      raw: new Map([['file-a', 10]]),
    }),
  )
  expect(plan).toEqual({ ...NOTHING, done: ['job-a'] })
})

test('killed while copying: the half file goes, the job is rolled back; another tab that is still copying is left alone', () => {
  const plan = planRecovery(
    found({
      jobs: [job('a', { type: 'import', received: null }), job('b', { type: 'import', received: null })],
      incoming: new Map([
        ['job-a', 4],
        ['job-b', 4],
        ['job-z', 1],
      ]),
      receiving: new Set(['job-b']),
    }),
  )
  expect(plan).toEqual({ ...NOTHING, roll_back: ['job-a'], delete_incoming: ['job-a', 'job-z'] })
})

test('killed after the whole file was copied and before the owner had it: taken in and imported', () => {
  const plan = planRecovery(found({ jobs: [job('a', importWork('a'))], incoming: new Map([['job-a', 10]]) }))
  expect(plan).toEqual({ ...NOTHING, take_in: ['job-a'], restart: ['job-a'] })
})

test('the database file is gone: everything is rebuilt in upload order', () => {
  const plan = planRecovery(
    found({
      datasets: [
        dataset('b', 'ready', { uploaded_at: '2' }),
        dataset('a', 'ready', { uploaded_at: '2' }),
        dataset('c', 'ready', { uploaded_at: '1' }),
      ],
      raw: new Map([
        ['file-a', 1],
        ['file-b', 1],
        ['file-c', 1],
      ]),
    }),
  )
  expect(plan).toEqual({ ...NOTHING, rebuild: ['c', 'a', 'b'] })
})

test('killed while re-reading with another mapping: first what was committed, then the re-reading again', () => {
  const work: JobWork = {
    type: 'read_again',
    dataset_id: 'a',
    mapping: { kind: 'sales', columns: [], date_order: null, decimal_sep: null },
  }
  const plan = planRecovery(
    found({
      datasets: [dataset('a', 'ready')],
      jobs: [job('a', work)],
      engine: [{ dataset_id: 'a', mapping_version: 2 }],
      raw: new Map([['file-a', 1]]),
    }),
  )
  expect(plan).toEqual({ ...NOTHING, remove: ['a'], rebuild: ['a'], restart: ['job-a'] })
})

test('a delete that had begun is finished, whichever part was done', () => {
  const doomed = dataset('a', 'ready', { doomed: true })
  const raw = new Map([['file-a', 1]])
  expect(planRecovery(found({ datasets: [doomed], jobs: [job('a', { type: 'delete', dataset_id: 'a' })], raw }))).toEqual({
    ...NOTHING,
    restart: ['job-a'],
  })
  expect(planRecovery(found({ datasets: [doomed], engine: [{ dataset_id: 'a', mapping_version: 1 }], raw }))).toEqual({
    ...NOTHING,
    remove: ['a'],
    finish_delete: ['a'],
  })
  expect(planRecovery(found({ raw }))).toEqual({ ...NOTHING, delete_raw: ['file-a'] })
})

test('property: after the plan DuckDB holds exactly what was committed and can be read, and no file that is needed is deleted', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd')
  const datasets = fc.uniqueArray(
    fc.record({
      id,
      status: fc.constantFrom('importing', 'needs_mapping', 'ready', 'failed'),
      doomed: fc.boolean(),
      version: fc.integer({ min: 1, max: 2 }),
    }),
    { selector: (one) => one.id },
  )
  const jobs = fc.uniqueArray(fc.record({ id, status: fc.constantFrom('queued', 'running', 'completed') }), { selector: (one) => one.id })
  const engine = fc.uniqueArray(fc.record({ dataset_id: id, mapping_version: fc.integer({ min: 1, max: 2 }) }), {
    selector: (one) => one.dataset_id,
  })
  fc.assert(
    fc.property(datasets, jobs, engine, fc.uniqueArray(id), fc.uniqueArray(id), (ds, js, eng, raw, incoming) => {
      const state = found({
        datasets: ds.map((one) => dataset(one.id, one.status as D['status'], { doomed: one.doomed, mapping_version: one.version })),
        jobs: js.map((one) => job(one.id, importWork(one.id), one.status as J['status'])),
        engine: eng,
        raw: new Map(raw.map((name) => [`file-${name}`, 10])),
        incoming: new Map(incoming.map((name) => [`job-${name}`, 10])),
      })
      const plan = planRecovery(state)
      const after = new Map<string, number>(
        eng.filter((one) => !plan.remove.includes(one.dataset_id)).map((one) => [one.dataset_id, one.mapping_version]),
      )
      for (const dataset_id of plan.rebuild) after.set(dataset_id, ds.find((one) => one.id === dataset_id)?.version ?? 0)
      const wanted = new Map(
        ds
          .filter((one) => one.status === 'ready' && !one.doomed && !plan.lost.includes(one.id))
          .map((one) => [one.id as string, one.version]),
      )
      expect(new Map([...after].sort())).toEqual(new Map([...wanted].sort()))
      for (const dataset_id of plan.rebuild) expect(plan.delete_raw).not.toContain(`file-${dataset_id}`)
      for (const job_id of plan.restart) {
        expect(plan.delete_raw).not.toContain(job_id.replace('job-', 'file-'))
        expect(plan.delete_incoming).not.toContain(job_id)
      }
    }),
    { seed: 20261120, numRuns: 300 },
  )
})
