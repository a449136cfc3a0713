import { inItsWay } from '../../domain/in-its-way'
import type { Row } from '../../domain/metric'

/** A row of the metric batch-risk, as the Expiry pages read it. */
export interface BatchRow extends Row {
  store_id: string
  sku_id: string
  product_name: string | null
  category: string | null
  batch_id: string
  expiry_date: string | null
  days_to_expiry: number | null
  on_hand: number
  qty: number
  expected_unsold_units: number | null
  at_risk_units: number | null
  at_risk_value: number | null
  p_unsold: number | null
  risk_score: number | null
  band: 'critical' | 'high' | 'medium' | 'low' | null
  status: 'ACTIVE' | 'EXPIRED' | 'UNDATED' | 'NETTED' | 'ZERO' | 'NEGATIVE'
  reasons: string
  supplier: string | null
  daily_units: number
  sell_days: number | null
  expected_demand: number | null
  ahead_units: number | null
  fefo_rank: number | null
  unit_cost: number | null
  cost_basis: string | null
  expired_value: number | null
  undated_value: number | null
  counted_on: string
  count_age: number
  confidence: 'usual' | 'low'
}

export const batchRows = (rows: readonly Row[] | undefined): readonly BatchRow[] => (rows ?? []) as readonly BatchRow[]
export const batchKey = (row: BatchRow): string => `${row.store_id} ${row.sku_id} ${row.batch_id} ${row.expiry_date}`

/** What is lost with it, at cost: what has expired, else what will not sell. */
export const moneyOf = (row: BatchRow): number | null => (row.status === 'EXPIRED' ? row.expired_value : row.at_risk_value)
/** What has expired, else what will not sell. */
export const unitsOf = (row: BatchRow): number | null => (row.status === 'EXPIRED' ? row.qty : row.at_risk_units)

/** `TOO_MANY=22 OLD_COUNT=20` as codes with their numbers. */
export function reasonsOf(row: BatchRow): { code: string; value: number | null }[] {
  return row.reasons.split(' ').flatMap((one) => {
    const [code, value] = one.split('=')
    return code ? [{ code, value: value === undefined ? null : Number(value) }] : []
  })
}

/** Why it stands where it does, as keys of `expiry:reason` with their numbers. Those that are sold before it are named where they are the reason. */
export function whyOf(row: BatchRow): { code: string; value: number | null; ahead?: number }[] {
  const ahead = inItsWay(row)
  if (ahead === 0) return reasonsOf(row)
  return reasonsOf(row).flatMap(({ code, value }) =>
    code === 'BATCHES_AHEAD' ? [] : code === 'TOO_MANY' ? [{ code: 'TOO_MANY_AHEAD', value, ahead }] : [{ code, value }],
  )
}
