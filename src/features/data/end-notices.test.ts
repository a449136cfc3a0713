import { beforeEach, expect, test, vi } from 'vitest'
import type { EngineEvent } from '../../domain/job'

const { shown, listeners } = vi.hoisted(() => ({ shown: [] as unknown[][], listeners: [] as ((event: unknown) => void)[] }))
vi.mock('../../client', () => ({
  engine: {
    onEvent: (listener: (event: unknown) => void) => void listeners.push(listener),
    call: async (method: string) =>
      method === 'settings.get' ? { locale: 'en-IN' } : { counts: { total: 123_456, ok: 123_450, rejected: 4, set_aside: 2, warned: 0 } },
  },
}))
vi.mock('../../client/background-notices', () => ({ showNotice: async (...notice: unknown[]) => void shown.push(notice) }))
vi.mock('../../i18n/words/data', () => ({}))
vi.mock('../../i18n/words/taking', () => ({}))
vi.mock('i18next', () => ({ default: { t: (key: string, values?: object) => `${key} ${JSON.stringify(values ?? {})}` } }))

const { noticeEnds } = await import('./end-notices')
const { ownJob } = await import('./news')
noticeEnds()

const event = (change: object, type = 'file_complete') =>
  ({
    id: 1,
    type,
    at: '2026-11-20T10:00:00Z',
    job_id: 'mine',
    dataset_id: 'd1',
    data: {
      job: {
        job_id: 'mine',
        job_type: 'import',
        filename: 'march.csv',
        dataset_id: 'd1',
        status: 'completed',
        progress: { stage: 'done', fraction: 1, bytes_done: 1, bytes_total: 1, rows_done: 1, seconds_left: null },
        result: {},
        error: null,
        created_at: '',
        started_at: null,
        completed_at: null,
        ...change,
      },
    },
  }) as EngineEvent

const heard = async (one: EngineEvent, visibilityState = 'hidden') => {
  vi.stubGlobal('document', { visibilityState })
  for (const listener of listeners) listener(one)
  await new Promise((resolve) => setTimeout(resolve))
  return shown
}
beforeEach(() => {
  shown.length = 0
  ownJob('mine')
})

test('a file that was read while the tab is hidden is told with what was taken and what was not', async () => {
  expect(await heard(event({}))).toEqual([
    [
      'data:job.finished {"name":"march.csv"}',
      { body: 'taking:notices.counts {"ok":"1,23,450","rejected":"4","set_aside":"2"}', tag: 'mine', path: '/data/d1' },
    ],
  ])
})

test('a file that could not be read is told with the reason, one with questions without counts', async () => {
  const error = { code: 'E_NO_DATE', message: '' }
  expect(await heard(event({ status: 'failed', error, dataset_id: null }, 'file_error'))).toMatchObject([
    ['data:job.finished_failed {"name":"march.csv"}', { body: 'data:error.E_NO_DATE.title {}', path: '/data' }],
  ])
  shown.length = 0
  expect(await heard(event({ result: { needs_mapping: true } }))).toMatchObject([
    [expect.stringMatching(/finished_questions/), { body: '' }],
  ])
})

test('nothing is told of what somebody sees, has cancelled, or has begun in another tab', async () => {
  expect(await heard(event({}), 'visible')).toEqual([])
  expect(await heard(event({ status: 'cancelled' }, 'file_error'))).toEqual([])
  expect(await heard(event({ job_id: 'of another tab' }))).toEqual([])
  expect(await heard(event({ job_type: 'recompute' }))).toEqual([])
})
