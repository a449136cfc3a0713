import { z } from 'zod'
import { LucidError } from '../../../src/domain/errors'
import { MetricResult } from '../../../src/domain/metric'
import { QuestionQuery, questionOf } from '../question'
import { defineRoute, json } from '../route'
import { CSV, formatOf, PARQUET, tableAnswer, typeOfUnit } from '../table'

export default [
  defineRoute({
    method: 'get',
    path: '/analytics/{dataset_id}/{metric_id}',
    title: 'The rows of a metric',
    note: 'dataset_id is `all` or one file’s: its lines after duplicates are taken out, with products, stores, stock and the default as_of of all files. Other query parameters are the metric’s own (GET /metrics). With .csv or .parquet behind the metric’s id, or that media type first in Accept, the rows come as a file. Columns are the metric’s (docs/metrics.md).',
    takes: {
      params: z.object({ dataset_id: z.string(), metric_id: z.string() }),
      query: QuestionQuery.catchall(z.string()),
    },
    answers: {
      200: { says: 'No data is `results: []`; too little is what there is, with a warning.', schema: MetricResult, media: [CSV, PARQUET] },
    },
    errors: { 404: 'There is no such metric or dataset.', 422: 'A parameter or date is wrong, field by field.' },
    answer: async ({ engine, params, query, request }) => {
      const { name, format } = formatOf(params.metric_id, request)
      const result = await engine.call('metrics.run', { metric_id: name, ...questionOf(params.dataset_id, query) })
      if (format === 'json') return json(result)
      const metric = (await engine.call('metrics.list', {})).find(({ id }) => id === name)
      if (!metric) throw new LucidError('not_found', `There is no metric "${name}".`)
      const columns = metric.columns.map((column) => ({ name: column.name, type: typeOfUnit(column.unit) }))
      return tableAnswer(format, `${name}-${result.as_of ?? 'empty'}`, columns, result.results, result)
    },
  }),
  defineRoute({
    method: 'post',
    path: '/jobs/analytics/{dataset_id}/recompute',
    title: 'Compute everything anew',
    note: 'Drops stored results; what goods cost and the Overview are computed by the job, metrics when they are next asked for. Figures do not change by it.',
    takes: { params: z.object({ dataset_id: z.string() }) },
    answers: { 202: { says: 'The job.', schema: z.object({ job_id: z.string(), status: z.string() }) } },
    errors: { 404: 'There is no such dataset.', 409: 'The dataset is not ready.' },
    answer: async ({ engine, params }) => {
      const { job_id } = await engine.call('analytics.recompute', { dataset_id: params.dataset_id === 'all' ? null : params.dataset_id })
      const { status } = await engine.call('jobs.get', { job_id })
      return json({ job_id, status }, 202)
    },
  }),
]
