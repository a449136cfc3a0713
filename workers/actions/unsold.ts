import { demandDistribution } from '../risk/demand-distribution'
import type { PlaceDemand } from './place'

/** Terms beyond which demand is counted in blocks of units, so that a mistyped quantity costs no time. */
const MOST_SPREAD = 5000

/** E[(stock - D)+] as a function of the stock, for demand of mean `mu` and variance `phi` x mu: summed up once, then looked up. */
export function unsoldOf(mu: number, phi: number): (stock: number) => number {
  const block = Math.max(1, Math.ceil(Math.sqrt(phi * mu) / MOST_SPREAD), Math.ceil(phi / MOST_SPREAD))
  const { from, terms } = demandDistribution(mu / block, block === 1 ? phi : Math.max(1, phi / block))
  const chance = new Float64Array(terms.length + 1)
  const moment = new Float64Array(terms.length + 1)
  for (let i = 0; i < terms.length; i++) {
    const term = terms[i] as number
    chance[i + 1] = (chance[i] as number) + term
    moment[i + 1] = (moment[i] as number) + term * i
  }
  return (stock) => {
    const above = stock / block - from
    if (above <= 0) return 0
    const below = Math.min(terms.length, Math.ceil(above))
    return block * (above * (chance[below] as number) - (moment[below] as number))
  }
}

export interface Lot {
  qty: number
  sell_days: number
}

/** The demand of a place, with one table for each length of time that is asked for. */
export class Shelf {
  private readonly tables = new Map<number, (stock: number) => number>()

  constructor(private readonly demand: PlaceDemand) {}

  /** E[(stock - D)+] over so many days. `boost` times as much sells while the dispersion stays (domain.md 6, markdown). */
  unsold(stock: number, sell_days: number, boost = 1): number {
    const key = sell_days * 1e7 + Math.round(boost * 1e6)
    let table = this.tables.get(key)
    if (!table) {
      const mu = this.demand.over(sell_days)
      table = unsoldOf(mu * boost, this.demand.dispersion(mu))
      this.tables.set(key, table)
    }
    return table(stock)
  }

  /** What is expected to be left of each lot and all before it: W^ of domain.md 5.3. `lots` in selling order. */
  wasteUpTo(lots: readonly Lot[]): number[] {
    let stock = 0
    let waste = 0
    return lots.map(({ qty, sell_days }) => {
      stock += qty
      waste = Math.max(waste, this.unsold(stock, sell_days))
      return waste
    })
  }

  waste(lots: readonly Lot[]): number {
    let stock = 0
    let waste = 0
    for (const { qty, sell_days } of lots) {
      stock += qty
      waste = Math.max(waste, this.unsold(stock, sell_days))
    }
    return waste
  }

  /** The same with more lots put where their days belong, behind those with as many. Asked for every unit that may be moved, so nothing is copied. */
  wasteWith(lots: readonly Lot[], more: readonly Lot[]): number {
    const coming = more.length > 1 ? [...more].sort((a, b) => a.sell_days - b.sell_days) : more
    let stock = 0
    let waste = 0
    for (let i = 0, k = 0; i < lots.length || k < coming.length; ) {
      const [own, other] = [lots[i], coming[k]]
      const next = own !== undefined && (other === undefined || own.sell_days <= other.sell_days) ? own : (other as Lot)
      if (next === own) i++
      else k++
      stock += next.qty
      waste = Math.max(waste, this.unsold(stock, next.sell_days))
    }
    return waste
  }
}
