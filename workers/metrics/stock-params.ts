import type { MetricParam } from '../../src/domain/metric'

/** Thresholds of Settings that several metrics of stock follow. */
export const EXCESS_DAYS: MetricParam = {
  name: 'excess_days',
  type: 'integer',
  default: 90,
  min: 1,
  max: 3650,
  setting: 'excess_days',
  definition: 'Days of sales that stock may cover; what is beyond is excess.',
}
export const DEAD_DAYS: MetricParam = {
  name: 'dead_days',
  type: 'integer',
  default: 90,
  min: 1,
  max: 3650,
  setting: 'dead_days',
  definition: 'Days without a sale after which stock is dead.',
}
