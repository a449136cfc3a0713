// biome-ignore-all lint/style/noNonNullAssertion: plain loops over lists that are known to be filled

import type { Row } from '../../../src/domain/metric'
import { atMost, demandDistribution, expectedLeft } from '../../risk/demand-distribution'
import { byCodePoint } from '../made-shop'
import { enoughFor } from './chances'
import { at, weekday } from './days'
import { plainDemand } from './demand'
import { category, product } from './lines'
import { lyingIn } from './lying'
import { sum } from './numbers'
import { countedOn } from './stock'
import { asOf, type World } from './world'

const HALF: Record<string, number> = { Dairy: 5 }

export function assessed(w: World): Row[] {
  const as_of = asOf(w)
  const demand = plainDemand(w)
  const { args, filter } = w.ask
  const number = (name: string, usual: number) => Number(args[name] ?? usual)
  const share = number('fefo_share', 1)
  const stores = [...new Set(w.goods.stock.filter(({ date }) => date <= as_of).map(({ store_id }) => store_id))]
  const rows = demand
    .filter(
      ({ store_id, sku_id }) =>
        stores.includes(store_id) &&
        (filter.store_id.length === 0 || filter.store_id.includes(store_id)) &&
        (filter.sku_id.length === 0 || filter.sku_id.includes(sku_id)) &&
        (filter.category.length === 0 || (category(sku_id) !== null && filter.category.includes(category(sku_id)!))),
    )
    .sort((a, b) => byCodePoint(a.store_id, b.store_id) || byCodePoint(a.sku_id, b.sku_id))
    .flatMap((place) => {
      const discount = number('discount_pct', 0)
      const elasticity: Record<string, number> = { Dairy: -1.5, Snacks: -2.2 }
      const times =
        discount === 0 ? 1 : Math.min(5, Math.round((1 - discount / 100) ** (elasticity[category(place.sku_id) ?? ''] ?? -1.6) * 1e6) / 1e6)
      const level = place.level / place.unit
      const counted_on = countedOn(w, place.store_id) as string
      const over = (days: number) => times * level * sum(Array.from({ length: days }, (_, i) => place.f[weekday(at(as_of) + 1 + i)]!))
      const spread = (mu: number) => (level > 0 ? place.phi * (1 + mu / times / level / place.n_eff) : place.phi)
      const all = lyingIn(w, place).filter((one) => one.is_counted || one.lies !== 0)
      let short = -sum(all.map(({ lies }) => Math.min(0, lies)))
      const qty = all.map((one) => {
        const expired = one.expiry !== null && one.expiry < as_of
        const taken = one.lies > 0 && !expired ? Math.min(short, one.lies) : 0
        short -= taken
        return one.lies - taken
      })
      const queue = all.flatMap((one, i) => (one.expiry !== null && one.expiry >= as_of && qty[i]! > 0 ? [i] : []))
      const days = (i: number) => Math.max(0, at(all[i]!.expiry!) - at(as_of) - number('removal_lead_days', 0))
      const loss = (units: number, mu: number) => expectedLeft(demandDistribution(mu, spread(mu)), units)
      const below = (c: number, mu: number) => atMost(demandDistribution(mu, spread(mu)), Math.ceil(c - 1e-9) - 1)
      const units = (i: number) => qty[i]! / place.unit
      let reached = 0
      let lost = 0
      let expected = 0
      const outlook = new Map(
        queue.map((i, rank) => {
          const mu = over(days(i))
          const ahead = reached
          reached += units(i)
          const lost_now = Math.max(lost, reached - mu)
          const expected_now = Math.max(expected, loss(reached, mu))
          const behind = sum(queue.slice(rank).map(units))
          const mix = (first: number, last: number) => share * first + (1 - share) * last
          const result = {
            mu,
            rank: rank + 1,
            ahead,
            needed: reached - expected,
            waste: mix(lost_now - lost, Math.min(units(i), Math.max(0, behind - mu))),
            unsold: mix(expected_now - expected, loss(behind, mu) - loss(behind - units(i), mu)),
            p: mix(below(reached - expected, mu), below(behind, mu)),
          }
          lost = lost_now
          expected = expected_now
          return [i, result]
        }),
      )
      return all.map((one, i): Row => {
        const left = one.expiry === null ? null : at(one.expiry) - at(as_of)
        const found = outlook.get(i)
        const half = HALF[category(place.sku_id) ?? ''] ?? 14
        const status =
          one.lies < 0
            ? 'NEGATIVE'
            : one.lies === 0
              ? 'ZERO'
              : left !== null && left < 0
                ? 'EXPIRED'
                : found
                  ? 'ACTIVE'
                  : qty[i]! > 0
                    ? 'UNDATED'
                    : 'NETTED'
        const urgency = Math.floor(2 ** (-(left ?? 0) / half) * 1e6 + 0.5) / 1e6
        const score = found
          ? Math.floor(
              Math.floor(100 * (0.55 * Math.min(1, found.unsold / units(i)) + 0.3 * found.p + 0.15 * found.p * urgency) * 1e6 + 0.5) / 1e6 +
                0.5,
            )
          : status === 'EXPIRED'
            ? 100
            : null
        const risk = found ? Math.min(units(i), Math.ceil(found.waste - 1e-9)) * place.unit : status === 'EXPIRED' ? 0 : null
        const worth = (n: number) => (one.cost === null ? null : n * one.cost)
        return {
          store_id: place.store_id,
          ...product(place.sku_id),
          batch_id: one.batch,
          expiry_date: one.expiry,
          days_to_expiry: left,
          on_hand: one.counted,
          expected_sales_to_expiry: found ? qty[i]! - found.waste * place.unit : status === 'EXPIRED' ? 0 : null,
          expected_unsold_units: found ? found.unsold * place.unit : status === 'EXPIRED' ? one.lies : null,
          at_risk_units: risk,
          at_risk_value: risk === null ? null : risk === 0 ? 0 : worth(risk),
          p_unsold: found ? found.p : status === 'EXPIRED' ? 1 : null,
          risk_score: score,
          band: score === null ? null : score >= 80 ? 'critical' : score >= 60 ? 'high' : score >= 30 ? 'medium' : 'low',
          status,
          received_date: one.received,
          expiry_from: null, // batch-risk.test.ts has some
          supplier: supplierOf(w, place.store_id, place.sku_id, one.batch),
          qty: status === 'NEGATIVE' ? one.lies : qty[i]!,
          daily_units: place.level,
          demand_class: place.kind,
          sell_days: found ? days(i) : null,
          expected_demand: found ? found.mu * place.unit : null,
          dispersion: found ? spread(found.mu) : null,
          ahead_units: found ? found.ahead * place.unit : null,
          needed_units: found ? found.needed * place.unit : null,
          fefo_rank: found?.rank ?? null,
          half_life: half,
          sale_unit: place.unit,
          unit_cost: one.cost,
          cost_basis: one.basis,
          stock_value: worth(Math.max(0, status === 'NEGATIVE' ? one.lies : qty[i]!)),
          expired_value: status === 'EXPIRED' ? worth(one.lies) : 0,
          undated_value: status === 'UNDATED' ? worth(qty[i]!) : 0,
          counted_on,
          count_age: at(as_of) - at(counted_on),
          confidence: place.kind !== 'new' && place.level > 0 && at(as_of) - at(counted_on) <= 14 ? 'usual' : 'low',
          is_counted: one.is_counted,
        }
      })
    })
  return rows.sort(
    (a, b) =>
      Number(b.risk_score ?? -1) - Number(a.risk_score ?? -1) ||
      Number(b.at_risk_value) + Number(b.expired_value) - Number(a.at_risk_value) - Number(a.expired_value),
  )
}

/** Of the newest delivery of the batch that names one, else of the newest in the store. */
function supplierOf(w: World, store_id: string, sku_id: string, batch_id: string): string | null {
  const own = w.goods.deliveries.filter(
    (one) => one.store_id === store_id && one.sku_id === sku_id && one.date <= asOf(w) && one.supplier !== null,
  )
  const newest = (all: typeof own) =>
    all
      .map(({ date, supplier }) => date + supplier)
      .sort(byCodePoint)
      .at(-1)
      ?.slice(10) ?? null
  return (batch_id === '' ? null : newest(own.filter(({ batch }) => batch === batch_id))) ?? newest(own)
}

/** Without the words: risk-reasons.test.ts has them. */
export const batchRisk = (w: World): Row[] => assessed(w).slice(0, Number(w.ask.args.limit ?? 100_000))

/** The chances of the demand that the named batch meets, whole units. */
export function demandChances(w: World): Row[] {
  const { batch = '', expiry = '' } = w.ask.args
  const row = assessed({ ...w, ask: { ...w.ask, args: { ...w.ask.args, limit: 1e9 } } }).find(
    (one) => one.batch_id === batch && (one.expiry_date ?? '') === expiry,
  )
  if (!row || row.expected_demand === null) return []
  const unit = Number(row.sale_unit)
  const demand = demandDistribution(Number(row.expected_demand) / unit, Number(row.dispersion))
  const [low, high] = [enoughFor(demand, 0.001), enoughFor(demand, 0.999)]
  const width = Math.ceil((high - low + 1) / 40)
  const bins = Array.from({ length: Math.ceil((high - low + 1) / width) }, (_, i) => low + i * width)
  return bins.map((from, i) => {
    const to = i === bins.length - 1 ? Number.POSITIVE_INFINITY : from + width - 1
    const chance = (to === Number.POSITIVE_INFINITY ? 1 : atMost(demand, to)) - (i === 0 ? 0 : atMost(demand, from - 1))
    const last = from + width - 1
    return {
      store_id: row.store_id!,
      sku_id: row.sku_id!,
      from_units: from * unit,
      to_units: last * unit,
      chance,
      is_enough: last >= Math.ceil(Number(row.needed_units) / unit - 1e-9),
    }
  })
}
