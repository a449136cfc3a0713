import { type DemandClass, demandClass, demandShape } from './demand-class'
import { meanOf, medianOf, seldomSold, smoothed } from './level'
import { PROFILE_DAYS, type WeekdayProfile, weekdayOf } from './weekday-profile'

/** Days that a level is estimated from (domain.md 4.1). */
export const SERIES_DAYS = 365
/** A day beyond so many units, or so many times the median day with a sale, counts as that many. */
const SPIKE_UNITS = 5
const SPIKE_TIMES = 10
/** Days that a smoothed level is worth, (2 - alpha) / alpha; the weight of the prior of a new product, in days. */
export const SMOOTHED_DAYS = 19
export const PRIOR_DAYS = 14

/** Days of the plain average that the model is measured against, and that takes its place where it is better. */
export const AVERAGE_DAYS = 28

/** The days of one place that demand is told from, oldest first, the last one being the as-of day. */
export interface PlaceSeries {
  /** units (as counted) by calendar day, from the later of first_seen and as_of - 364 on */
  units: ArrayLike<number>
  /** true on days without stock; null where none is known */
  out: ArrayLike<boolean | number> | null
  /** the as-of day, from 1970-01-01 */
  as_of: number
  profile: WeekdayProfile
}

export interface SeriesFigures {
  /** observed days: with stock, on open weekdays */
  n: number
  sale_days: number
  adi: number | null
  cv2: number | null
  demand_class: DemandClass
  /** null for `new`, whose level needs the other products (newLevel) */
  level: number | null
  /** units of the observed days, spikes cut */
  sum: number
  /** variance / mean of the last 84 observed days by weekday; null without two days and a sale */
  phi: number | null
  /** the observed days that phi is of */
  phi_days: number
}

/** Units that a day counts for at most in a level, by the median of the days with a sale. */
export const spikeCap = (median: number | null): number => Math.max(SPIKE_UNITS, SPIKE_TIMES * (median ?? 0))

/** Class, level and dispersion of one place (domain.md 4.1 to 4.4, 12 Demand). */
export function seriesFigures({ units, out, as_of, profile }: PlaceSeries): SeriesFigures {
  const { length } = units
  const { sold, factors, recent, nonzero } = scratchOf(length)
  let [n, sale_days, phi_days] = [0, 0, 0]
  let weekday = weekdayOf(as_of - length + 1)
  for (let i = 0; i < length; i++, weekday = weekday === 6 ? 0 : weekday + 1) {
    const factor = profile[weekday] as number
    if (factor === 0 || out?.[i]) continue
    const y = units[i] as number
    sold[n] = y
    factors[n++] = factor
    if (y > 0) nonzero[sale_days++] = y
    if (length - i <= PROFILE_DAYS) recent[phi_days++] = y / factor
  }
  const cap = spikeCap(medianOf(nonzero.subarray(0, sale_days)))
  let first = 0
  while (first < n && !((sold[first] as number) > 0)) first++
  const shape = demandShape(sold.subarray(first, n))
  const kind = demandClass(shape, n, sale_days)
  let level: number | null = null
  if (kind !== 'new') {
    const even = factors.subarray(first, n) // written over what is read no more
    for (let i = first; i < n; i++) even[i - first] = Math.min(sold[i] as number, cap) / (factors[i] as number)
    level = kind === 'smooth' || kind === 'erratic' ? smoothed(even) : seldomSold(even)
  }
  let sum = 0
  for (let i = 0; i < n; i++) sum += Math.min(sold[i] as number, cap)
  const phi = dispersion(recent.subarray(0, phi_days))
  return { n, sale_days, adi: shape.adi, cv2: shape.cv2, demand_class: kind, level, sum, phi, phi_days }
}

interface Scratch {
  sold: Float64Array
  factors: Float64Array
  recent: Float64Array
  nonzero: Float64Array
}
// kept: told of every store and product one after the other
let scratch: Scratch = {
  sold: new Float64Array(0),
  factors: new Float64Array(0),
  recent: new Float64Array(0),
  nonzero: new Float64Array(0),
}
function scratchOf(length: number): Scratch {
  if (scratch.sold.length < length) {
    const numbers = () => new Float64Array(Math.max(length, SERIES_DAYS))
    scratch = { sold: numbers(), factors: numbers(), recent: numbers(), nonzero: numbers() }
  }
  return scratch
}

/** Sample variance / mean; null without two values or without a sale. */
export function dispersion(y: ArrayLike<number>): number | null {
  if (y.length < 2) return null
  const mean = meanOf(y)
  if (!(mean > 0)) return null
  let squares = 0
  for (let i = 0; i < y.length; i++) squares += ((y[i] as number) - mean) ** 2
  return squares / (y.length - 1) / mean
}

/** Days that a place's own dispersion is weighed against. */
const POOL_DAYS = 28
/** Of a shop without any estimate. */
export const USUAL_DISPERSION = 1.5

/** The dispersion of a place: its own, drawn to its category's, at least that of pure chance (domain.md 4.4). */
export function drawnDispersion({ phi, phi_days }: Pick<SeriesFigures, 'phi' | 'phi_days'>, pooled: number): number {
  if (phi === null) return Math.max(1, pooled)
  return Math.max(1, (phi_days * phi + POOL_DAYS * pooled) / (phi_days + POOL_DAYS))
}

/** The dispersion of a category over all stores, by days; null without an estimate. */
export function pooledDispersion(all: Iterable<Pick<SeriesFigures, 'phi' | 'phi_days'>>): number | null {
  let sum = 0
  let weight = 0
  for (const { phi, phi_days } of all) {
    if (phi === null) continue
    sum += (phi_days - 1) * phi
    weight += phi_days - 1
  }
  return weight > 0 ? sum / weight : null
}

/** The level of a new product: what it sold, drawn to the prior. Works without any day. */
export const newLevel = (prior: number, sum: number, n: number): number => (PRIOR_DAYS * prior + sum) / (PRIOR_DAYS + n)
