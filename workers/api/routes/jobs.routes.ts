import { z } from 'zod'
import { Job } from '../../../src/domain/job'
import { eventStream } from '../event-stream'
import { defineRoute, json, type Route } from '../route'

const params = z.object({ job_id: z.string() })

const oneJob = (path: string): Route =>
  defineRoute({
    method: 'get',
    path,
    title: 'A job',
    takes: { params },
    answers: { 200: { says: 'How far it is, or how it ended.', schema: Job } },
    errors: { 404: 'There is no such job.' },
    answer: async ({ engine, params: { job_id } }) => json(await engine.call('jobs.get', { job_id })),
  })

export default [
  oneJob('/jobs/{job_id}'),
  oneJob('/status/{job_id}'),
  defineRoute({
    method: 'delete',
    path: '/jobs/{job_id}',
    title: 'Cancel a job',
    note: 'What the job had done is rolled back. Cancelling one that has ended changes nothing.',
    takes: { params },
    answers: { 200: { says: 'The job as it is after the request; it is `cancelled` a moment later.', schema: Job } },
    errors: { 404: 'There is no such job.' },
    answer: async ({ engine, params: { job_id } }) => {
      await engine.call('jobs.cancel', { job_id })
      return json(await engine.call('jobs.get', { job_id }))
    },
  }),
  defineRoute({
    method: 'get',
    path: '/jobs/events',
    title: 'Events as they happen',
    note: 'Server-sent events for EventSource: file_progress, file_complete, file_error, job_changed, data_changed, owner_changed, recovered. Ids rise; a reader that comes back with Last-Event-ID (EventSource does) misses nothing that is kept (the last 1,000, the progress of jobs that ended the last 500), and is told with `gap` when it was away for longer. `after` asks for the events after an id without a header: a page whose EventSource was closed by the browser (readyState 2, when the service worker was stopped) opens another one with the last id that it heard.',
    takes: { query: z.object({ after: z.coerce.number().int().min(0).optional() }) },
    answers: { 200: { says: 'A stream that does not end.', media: ['text/event-stream'] } },
    errors: { 422: 'after is not a number.' },
    answer: async ({ engine, query, request }) => {
      const last = Number(request.headers.get('Last-Event-ID') ?? Number.NaN)
      const known = Number.isInteger(last) && last >= 0 ? last : query.after
      const after = known ?? (await newest(engine))
      return eventStream(engine, after, known !== undefined)
    },
  }),
]

async function newest(engine: Parameters<Route['answer']>[0]['engine']): Promise<number> {
  return (await engine.call('events.since', { after_id: 0 })).at(-1)?.id ?? 0
}
