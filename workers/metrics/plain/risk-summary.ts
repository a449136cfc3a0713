import type { Row } from '../../../src/domain/metric'
import { byCodePoint } from '../made-shop'
import { assessed } from './batch-risk'
import { at, iso, weekday } from './days'
import { sum } from './numbers'
import type { World } from './world'

export function riskSummary(w: World): Row[] {
  const by = String(w.ask.args.by ?? 'store')
  const column = { store: 'store_id', category: 'category', supplier: 'supplier', week: 'week', all: null }[by] as string | null
  const rows = assessed({ ...w, ask: { ...w.ask, args: { ...w.ask.args, limit: 1e9 } } }).map((row) => ({
    ...row,
    week: row.expiry_date === null ? null : iso(at(String(row.expiry_date)) - weekday(at(String(row.expiry_date)))),
  })) as Row[]
  const names = [...new Set(rows.map((row) => (column === null ? null : (row[column] ?? null))))]
  const groups = names.map((name): Row => {
    const all = rows.filter((row) => column === null || (row[column] ?? null) === name)
    const lying = all.filter(({ status }) => ['ACTIVE', 'EXPIRED', 'UNDATED'].includes(String(status)))
    const of = (status: string) => lying.filter((row) => row.status === status)
    const total = (from: Row[], what: string) => sum(from.map((row) => Number(row[what] ?? 0)))
    const worth = (what: string) => (lying.length > 0 && lying.every(({ unit_cost }) => unit_cost === null) ? null : total(lying, what))
    const keys = { store_id: null, category: null, supplier: null, week: null }
    return {
      ...keys,
      ...(column !== null && { [column]: name }),
      batches: lying.length,
      on_hand: total(all, 'on_hand'),
      units: total(lying, 'qty'),
      stock_value: worth('stock_value'),
      at_risk_units: total(lying, 'at_risk_units'),
      at_risk_value: worth('at_risk_value'),
      expected_unsold_units: total(of('ACTIVE'), 'expected_unsold_units'),
      expired_units: total(of('EXPIRED'), 'qty'),
      expired_value: worth('expired_value'),
      undated_batches: of('UNDATED').length,
      undated_value: worth('undated_value'),
      ...Object.fromEntries(['critical', 'high', 'medium', 'low'].map((band) => [band, lying.filter((row) => row.band === band).length])),
    }
  })
  const text = (row: Row) => String((column && row[column]) ?? '')
  if (by === 'week') return groups.sort((a, b) => byCodePoint(String(a.week ?? '9999'), String(b.week ?? '9999')))
  return groups.sort((a, b) => Number(b.at_risk_value) - Number(a.at_risk_value) || byCodePoint(text(a), text(b)))
}
