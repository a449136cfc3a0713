import type { Row } from '../../../src/domain/metric'
import { byCodePoint } from '../made-shop'
import { assessed } from './batch-risk'
import { same } from './lines'
import { sum } from './numbers'
import { deadStock } from './still-stock'
import { places } from './stock'
import type { World } from './world'

/** What is sold first: the date, unknown last; then the day it came, unknown first; then the number. */
const turn = (a: Row, b: Row): number =>
  byCodePoint(String(a.expiry_date ?? '9'), String(b.expiry_date ?? '9')) ||
  byCodePoint(String(a.received_date ?? ''), String(b.received_date ?? '')) ||
  byCodePoint(String(a.batch_id), String(b.batch_id))

export function inventoryHealth(w: World): Row[] {
  const { by = 'store', excess_days = 90, dead_days = 90 } = w.ask.args
  const column = { store: 'store_id', category: 'category', supplier: 'supplier', all: null }[String(by)] as string | null
  const batches = assessed(w) as (Row & { store_id: string; sku_id: string })[]
  const dead = deadStock({ ...w, ask: { ...w.ask, args: { days_threshold: dead_days, limit: 1e9 } } }) as typeof batches
  const shares = places(batches).flatMap((place) => {
    // the days that stock may cover are covered by what is sold first
    let covered = Number(excess_days) * Number(batches.find(same(place))?.daily_units)
    return batches
      .filter(same(place))
      .sort(turn)
      .map((row) => {
        const lies = ['ACTIVE', 'EXPIRED', 'UNDATED'].includes(String(row.status)) ? Number(row.qty) : 0
        const expired = row.status === 'EXPIRED' ? lies : 0
        const at_risk = expired > 0 ? 0 : Number(row.at_risk_units ?? 0)
        const left = lies - expired - at_risk
        const is_dead = dead.some(same(place))
        const healthy = is_dead ? 0 : Math.min(left, covered)
        covered -= healthy
        const cost = Number(row.unit_cost ?? 0)
        const excess = is_dead ? 0 : left - healthy
        return {
          row,
          lies,
          healthy: cost * healthy,
          excess: cost * excess,
          dead: is_dead ? cost * left : 0,
          at_risk: cost * at_risk,
          expired: cost * expired,
        }
      })
  })
  const nameOf = (row: Row) => (column === null ? null : (row[column] ?? null))
  return [...new Set(batches.map(nameOf))]
    .map((name): Row => {
      const own = shares.filter(({ row }) => nameOf(row) === name)
      const lying = own.filter(({ lies }) => lies > 0)
      const total = sum(lying.map(({ row, lies }) => Number(row.unit_cost ?? 0) * lies))
      const known = lying.length === 0 || lying.some(({ row }) => row.unit_cost !== null)
      const worth = (what: 'healthy' | 'excess' | 'dead' | 'at_risk' | 'expired') => (known ? sum(own.map((one) => one[what])) : null)
      return {
        store_id: null,
        category: null,
        supplier: null,
        ...(column !== null && { [column]: name }),
        batches: lying.length,
        on_hand: sum(own.map(({ row }) => Number(row.on_hand))),
        healthy: worth('healthy'),
        excess: worth('excess'),
        dead: worth('dead'),
        at_risk: worth('at_risk'),
        expired: worth('expired'),
        total: known ? total : null,
        health: total > 0 ? Number(worth('healthy')) / total : null,
        uncosted_units: sum(lying.filter(({ row }) => row.unit_cost === null).map(({ lies }) => lies)),
      }
    })
    .sort(
      (a, b) => Number(b.total) - Number(a.total) || byCodePoint(String((column && a[column]) ?? ''), String((column && b[column]) ?? '')),
    )
}
