import { z } from 'zod'
import { Dataset, DatasetStatus, HealthReport } from '../../../src/domain/dataset'
import { fromErrorShape, LucidError } from '../../../src/domain/errors'
import { Mapping } from '../../../src/domain/mapping'
import { defineRoute, json } from '../route'
import { CSV, fileHeaders } from '../table'
import { hasEnded, waitForJob } from '../wait-for-job'

const params = z.object({ dataset_id: z.string() })
const DatasetLine = Dataset.pick({
  dataset_id: true,
  name: true,
  format: true,
  source_type: true,
  kind: true,
  status: true,
  health_score: true,
}).extend({
  row_count: z.number().int().nullable(),
  created_at: z.string(),
})
const MISSING = 'There is no such dataset.'

export default [
  defineRoute({
    method: 'get',
    path: '/datasets',
    title: 'What was dropped in',
    takes: { query: z.strictObject({ status: DatasetStatus.optional(), source_type: z.string().optional() }) },
    answers: { 200: { says: 'Newest first.', schema: z.array(DatasetLine) } },
    errors: { 422: 'The status is not one of a dataset.' },
    answer: async ({ engine, query: { status, source_type } }) => {
      const all = await engine.call('datasets.list', {})
      const wanted = all.filter((one) => (!status || one.status === status) && (!source_type || one.source_type === source_type))
      return json(
        wanted.map(({ dataset_id, name, format, source_type, kind, status, counts, health_score, uploaded_at }) => ({
          dataset_id,
          name,
          format,
          source_type,
          kind,
          status,
          row_count: counts?.ok ?? null,
          health_score,
          created_at: uploaded_at,
        })),
      )
    },
  }),
  defineRoute({
    method: 'get',
    path: '/datasets/{dataset_id}',
    title: 'One dataset, whole',
    takes: { params },
    answers: { 200: { says: 'With its mapping, what was recognised, and its counts.', schema: Dataset } },
    errors: { 404: MISSING },
    answer: async ({ engine, params: { dataset_id } }) => json(await engine.call('datasets.get', { dataset_id })),
  }),
  defineRoute({
    method: 'delete',
    path: '/datasets/{dataset_id}',
    title: 'Delete a dataset',
    note: 'Answers when it is gone and every metric is as if it had never been there.',
    takes: { params },
    answers: { 200: { says: 'It is gone.', schema: z.object({ success: z.literal(true) }) } },
    errors: { 404: MISSING, 409: 'It is being imported: cancel the job instead.' },
    answer: async ({ engine, params: { dataset_id } }) => {
      const { job_id } = await engine.call('datasets.delete', { dataset_id })
      const job = await waitForJob(engine, job_id, hasEnded)
      if (job.error) throw fromErrorShape(job.error)
      if (job.status !== 'completed') throw new LucidError('cancelled', 'The delete was cancelled.', { details: { job_id } })
      return json({ success: true })
    },
  }),
  defineRoute({
    method: 'get',
    path: '/datasets/{dataset_id}/report',
    title: 'The data-health report',
    takes: { params },
    answers: { 200: { says: 'Counts, score and its parts, findings with examples, how the file was read.', schema: HealthReport } },
    errors: { 404: MISSING, 409: 'It is not ready.' },
    answer: async ({ engine, params: { dataset_id } }) => json(await engine.call('datasets.report', { dataset_id })),
  }),
  defineRoute({
    method: 'get',
    path: '/datasets/{dataset_id}/rejects.csv',
    title: 'The rejected rows',
    note: 'File, row number, original cells, code and reason; safe to open in a spreadsheet.',
    takes: { params },
    answers: { 200: { says: 'A file; only its header when no row was rejected.', media: [CSV] } },
    errors: { 404: MISSING, 409: 'It is not ready.' },
    answer: async ({ engine, params: { dataset_id } }) => {
      const { filename, csv } = await engine.call('datasets.rejects', { dataset_id })
      return new Response(csv, { headers: fileHeaders(filename, `${CSV}; charset=utf-8`) })
    },
  }),
  defineRoute({
    method: 'put',
    path: '/datasets/{dataset_id}/mapping',
    title: 'Read a file again with another mapping',
    note: 'Answers the questions of a file in needs_mapping, too. The mapping is remembered for files with the same header.',
    takes: { params, body: Mapping },
    answers: { 202: { says: 'The job.', schema: z.object({ job_id: z.string(), status: z.string() }) } },
    errors: { 404: MISSING, 409: 'It is being imported, or failed.', 422: 'The mapping does not fit the file, field by field.' },
    answer: async ({ engine, params: { dataset_id }, body }) => {
      const { job_id } = await engine.call('datasets.set_mapping', { dataset_id, mapping: body })
      const { status } = await engine.call('jobs.get', { job_id })
      return json({ job_id, status }, 202)
    },
  }),
]
