import { LucidError } from '../../src/domain/errors'
import type { MetricDefinition } from './metric'

/** Every metric is one file beside this one; dropping it in is all there is to do. In code-point order of the id. */
const files = import.meta.glob<MetricDefinition>('./*.metric.ts', { eager: true, import: 'default' })

export const METRICS: readonly MetricDefinition[] = Object.values(files).sort((a, b) => (a.id < b.id ? -1 : 1))

/** Throws not_found. */
export function metricById(id: string): MetricDefinition {
  const found = METRICS.find((metric) => metric.id === id)
  if (!found)
    throw new LucidError('not_found', `There is no metric "${id}".`, {
      details: { metric_id: id, known: METRICS.map((metric) => metric.id) },
    })
  return found
}
