import type { Row } from '../../domain/metric'

export const WAYS = ['model', 'ma28', 'snaive'] as const
export type Way = (typeof WAYS)[number]

/** A row of the metric forecast-health. */
export interface ForecastRow extends Row {
  demand_class: string
  method: Way
  trials: number
  units: number
  rmsse: number | null
  wape: number | null
  bias: number | null
  pinball_50: number | null
  pinball_90: number | null
  coverage_80: number
  is_used: boolean
  average_is_better: boolean
}

export const forecastRows = (rows: readonly Row[] | undefined): readonly ForecastRow[] => (rows ?? []) as readonly ForecastRow[]

/** Share of the units sold up to which too many or too few foretold are nothing to speak of. */
const LEVEL = 0.05
/** On which side it foretold: every sentence on the page says the same. */
export const sideOf = (bias: number | null | undefined): 'high' | 'low' | 'level' =>
  (bias ?? 0) > LEVEL ? 'high' : (bias ?? 0) < -LEVEL ? 'low' : 'level'

/** Kinds of demand in the order in which people meet them, all together first. */
const ORDER = ['all', 'smooth', 'erratic', 'intermittent', 'lumpy', 'new']
export const kindsOf = (rows: readonly ForecastRow[]): string[] =>
  [...new Set(rows.map(({ demand_class }) => demand_class))].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))

/** Pinball loss at the middle and at the top, by which ways are compared; null without a sale. */
export const lossOf = (row: ForecastRow | undefined): number | null =>
  row === undefined || row.pinball_50 === null || row.pinball_90 === null ? null : row.pinball_50 + row.pinball_90

export const rowOf = (rows: readonly ForecastRow[], kind: string, way: Way): ForecastRow | undefined =>
  rows.find(({ demand_class, method }) => demand_class === kind && method === way)
