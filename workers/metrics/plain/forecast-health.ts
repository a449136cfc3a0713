// biome-ignore-all lint/style/noNonNullAssertion: plain loops over lists that are known to be filled

import type { Row } from '../../../src/domain/metric'
import { demandDistribution } from '../../risk/demand-distribution'
import { enoughFor } from './chances'
import { at, iso, weekday } from './days'
import { plainDemand } from './demand'
import { type Place, same } from './lines'
import { mean, sum } from './numbers'
import { asOf, type World } from './world'

/** Three forecasts of 28 days, each with what was known then, beside what was sold. */
export function forecastHealth(w: World): Row[] {
  const today = at(asOf(w))
  const sold = (one: Place, d: number) =>
    sum(w.all.filter((line) => same(one)(line) && line.line_type === 'SALE' && at(line.date) === d).map(({ qty }) => qty))
  type Way = { days: number[]; spread: (mu: number) => number }
  const trials: { kind: string; y: number[]; scale: number; ways: Record<string, Way> }[] = []
  for (const origin of [today - 84, today - 56, today - 28]) {
    for (const one of plainDemand({ ...w, ask: { ...w.ask, as_of: iso(origin) } })) {
      const age = Math.min(365, origin - at(one.seen) + 1)
      const before = Array.from({ length: age }, (_, i) => sold(one, origin - age + 1 + i) / 1000 / one.unit)
      const from = before.findIndex((y) => y > 0)
      if (age < 28 || from < 0) continue
      const steps = before.slice(from)
      const jumps = steps.slice(1).map((y, i) => (y - steps[i]!) ** 2)
      const level = one.level / one.unit
      const way = (days: number[], worth: number): Way => {
        const m = mean(days)
        return { days, spread: (mu) => (m > 0 ? one.phi * (1 + mu / m / worth) : one.phi) }
      }
      const ahead = Array.from({ length: 28 }, (_, i) => origin + 1 + i)
      trials.push({
        kind: one.kind,
        y: ahead.map((d) => sold(one, d) / 1000 / one.unit),
        scale: jumps.length > 0 ? mean(jumps) : 0,
        ways: {
          model: {
            days: ahead.map((d) => level * one.f[weekday(d)]!),
            spread: (mu) => (level > 0 ? one.phi * (1 + mu / level / one.n_eff) : one.phi),
          },
          ma28: way(
            ahead.map(() => mean(before.slice(-28))),
            28,
          ),
          snaive: way(
            ahead.map((_, i) => before.slice(-7)[i % 7]!),
            7,
          ),
        },
      })
    }
  }
  if (trials.length === 0) return []
  const upto = (mu: number, phi: number, share: number) => enoughFor(demandDistribution(mu, phi), share)
  const loss = (y: number, q: number, share: number) => (y >= q ? share * (y - q) : (1 - share) * (q - y))
  return ['all', ...new Set(trials.map(({ kind }) => kind))].sort().flatMap((kind) => {
    const own = trials.filter((one) => kind === 'all' || one.kind === kind)
    const rows = ['model', 'ma28', 'snaive'].map((method): Row => {
      const each = own.map(({ y, ways, scale }) => {
        const { days, spread } = ways[method]!
        const quantile = (share: number) => days.map((m) => upto(m, spread(m), share))
        const [q50, q90] = [quantile(0.5), quantile(0.9)]
        const mu = sum(days)
        return {
          units: sum(y),
          off: sum(y.map((one, i) => Math.abs(one - days[i]!))),
          over: sum(y.map((one, i) => days[i]! - one)),
          p50: sum(y.map((one, i) => loss(one, q50[i]!, 0.5))),
          p90: sum(y.map((one, i) => loss(one, q90[i]!, 0.9))),
          rmsse: scale > 0 ? Math.sqrt(mean(y.map((one, i) => (one - days[i]!) ** 2)) / scale) : null,
          inside: sum(y) >= upto(mu, spread(mu), 0.1) && sum(y) <= upto(mu, spread(mu), 0.9),
        }
      })
      const units = sum(each.map((one) => one.units))
      const share = (of: 'off' | 'over' | 'p50' | 'p90') => (units > 0 ? sum(each.map((one) => one[of])) / units : null)
      const errors = each.flatMap(({ rmsse }) => rmsse ?? [])
      return {
        demand_class: kind,
        method,
        trials: own.length,
        units,
        rmsse: errors.length > 0 ? mean(errors) : null,
        wape: share('off'),
        bias: share('over'),
        pinball_50: share('p50'),
        pinball_90: share('p90'),
        coverage_80: each.filter(({ inside }) => inside).length / own.length,
        is_used: method === 'model',
      }
    })
    const lost = (row: Row | undefined) => Number(row?.pinball_50 ?? 0) + Number(row?.pinball_90 ?? 0)
    return rows.map((row) => ({ ...row, average_is_better: Number(row.trials) >= 60 && lost(rows[1]) < 0.98 * lost(rows[0]) }))
  })
}
