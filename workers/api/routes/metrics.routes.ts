import { z } from 'zod'
import { MetricInfo } from '../../../src/domain/metric'
import { defineRoute, json } from '../route'

export default defineRoute({
  method: 'get',
  path: '/metrics',
  title: 'Every metric',
  note: 'Ids, parameters with defaults and bounds, and columns with units. Each is answered at /analytics/{dataset_id}/{metric_id}.',
  answers: { 200: { says: 'In order of the id.', schema: z.array(MetricInfo) } },
  answer: async ({ engine }) => json(await engine.call('metrics.list', {})),
})
