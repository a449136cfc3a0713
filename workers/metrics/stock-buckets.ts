import type { Row } from '../../src/domain/metric'
import { placeKey } from './lying-batches'

/** In the order in which a unit falls into them, last to first. */
export const BUCKETS = ['healthy', 'excess', 'dead', 'at_risk', 'expired'] as const
export type Bucket = (typeof BUCKETS)[number]

/** A row of batch-risk and its base units in each bucket; all 0 where nothing lies. */
export interface BucketedBatch {
  row: Row
  units: Readonly<Record<Bucket, number>>
}

const NONE = { healthy: 0, excess: 0, dead: 0, at_risk: 0, expired: 0 }

/**
 * Every unit in the one bucket that it falls in: expired before at risk, dead, excess and healthy (domain.md 6, 12 Health). `rows` of batch-risk with
 * `is_dead`; `excess_days`: days of sales that stock may cover, beyond which it is excess, what is sold last at first. Place after place.
 */
export function stockBuckets(rows: readonly Row[], excess_days: number): BucketedBatch[] {
  const places = new Map<string, Row[]>()
  for (const row of rows) {
    const key = placeKey(row.store_id, row.sku_id)
    const own = places.get(key)
    if (own) own.push(row)
    else places.set(key, [row])
  }
  return [...places.values()].flatMap((own) => bucketsOf(own, excess_days))
}

function bucketsOf(own: readonly Row[], excess_days: number): BucketedBatch[] {
  const [{ is_dead, daily_units }] = own as [Row]
  const lying = own.filter(({ qty }) => Number(qty) > 0).sort(lastSoldFirst)
  const parts = lying.map((row) => {
    const qty = Number(row.qty)
    const expired = row.status === 'EXPIRED' ? qty : 0
    const at_risk = row.status === 'ACTIVE' ? Math.min(qty, Number(row.at_risk_units)) : 0
    return { row, expired, at_risk, rest: qty - expired - at_risk }
  })
  // what lies there now: since the count some of it was sold, and some came
  let too_many = Math.max(0, parts.reduce((sum, { rest }) => sum + rest, 0) - excess_days * Number(daily_units))
  const bucketed = parts.map(({ row, expired, at_risk, rest }): BucketedBatch => {
    if (is_dead) return { row, units: { ...NONE, expired, at_risk, dead: rest } }
    const excess = Math.min(rest, too_many)
    too_many -= excess
    return { row, units: { ...NONE, expired, at_risk, excess, healthy: rest - excess } }
  })
  return [...bucketed, ...own.filter(({ qty }) => Number(qty) <= 0).map((row) => ({ row, units: NONE }))]
}

/** Against the order of selling: first to expire, then first to come (unknown first), then by name; without a date last. */
const lastSoldFirst = (a: Row, b: Row): number =>
  later(a.expiry_date ?? '~', b.expiry_date ?? '~') || later(a.received_date ?? '', b.received_date ?? '') || later(a.batch_id, b.batch_id)

const later = (a: unknown, b: unknown): number => (String(a) < String(b) ? 1 : String(a) > String(b) ? -1 : 0)
