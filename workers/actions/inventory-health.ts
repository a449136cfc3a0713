import type { Row } from '../../src/domain/metric'

/** Value of the stock in the one bucket that each of its units falls in (domain.md 6, inventory health). Major units. */
export interface InventoryHealth {
  healthy: number
  excess: number
  dead: number
  at_risk: number
  expired: number
  total: number
  /** healthy share in percent; null without stock */
  health: number | null
  uncosted_units: number
}

/**
 * `rows` of batch-risk; `dead`: keys of the stores and products that are dead; `level`: base units a day of a store and product; `excess_days`: days of sales that stock may
 * cover. Expired goes before at risk, dead, excess and healthy; excess is what expires last.
 */
export function inventoryHealth(
  rows: readonly Row[],
  { dead, level, excess_days }: { dead: ReadonlySet<string>; level: (store_id: string, sku_id: string) => number; excess_days: number },
): InventoryHealth {
  const sums = { healthy: 0, excess: 0, dead: 0, at_risk: 0, expired: 0 }
  let uncosted_units = 0
  const places = new Map<string, Row[]>()
  for (const row of rows) {
    const key = placeName(row.store_id, row.sku_id)
    const own = places.get(key)
    if (own) own.push(row)
    else places.set(key, [row])
  }
  for (const [key, own] of places) {
    const [{ store_id, sku_id }] = own as [Row]
    const on_hand = own.reduce((sum, row) => sum + Number(row.on_hand), 0)
    const last_first = own
      .filter((row) => Number(row.qty) > 0)
      .sort(
        (a, b) =>
          later(a.expiry_date, b.expiry_date) ||
          Number(b.fefo_rank ?? 0) - Number(a.fefo_rank ?? 0) ||
          (String(a.batch_id) < String(b.batch_id) ? 1 : -1),
      )
    const parts = last_first.map((row) => {
      const qty = Number(row.qty)
      const expired = row.status === 'EXPIRED' ? qty : 0
      const at_risk = row.status === 'ACTIVE' ? Math.min(qty, Number(row.at_risk_units)) : 0
      return { cost: row.unit_cost as number | null, expired, at_risk, rest: qty - expired - at_risk }
    })
    const spoken_for = parts.reduce((sum, { expired, at_risk }) => sum + expired + at_risk, 0)
    let excess = Math.max(0, on_hand - excess_days * level(String(store_id), String(sku_id)) - spoken_for)
    const is_dead = dead.has(key)
    for (const { cost, expired, at_risk, rest } of parts) {
      if (cost === null) {
        uncosted_units += expired + at_risk + rest
        continue
      }
      sums.expired += cost * expired
      sums.at_risk += cost * at_risk
      if (is_dead) {
        sums.dead += cost * rest
        continue
      }
      const too_many = Math.min(rest, excess)
      excess -= too_many
      sums.excess += cost * too_many
      sums.healthy += cost * (rest - too_many)
    }
  }
  const total = sums.healthy + sums.excess + sums.dead + sums.at_risk + sums.expired
  return { ...sums, total, health: total > 0 ? (100 * sums.healthy) / total : null, uncosted_units }
}

export const placeName = (store_id: unknown, sku_id: unknown): string => JSON.stringify([store_id, sku_id])

/** Later days first, no date before them all: it is sold last. */
const later = (a: unknown, b: unknown): number => (a === b ? 0 : a === null ? -1 : b === null ? 1 : String(a) < String(b) ? 1 : -1)
