import { weighedDemand } from '../risk/demand-distribution'
import type { PlaceDemand } from './place'

/** Terms beyond which demand is counted in blocks of units, so that a mistyped quantity costs no time. */
const MOST_SPREAD = 5000

/** E[(stock - D)+] as a function of the stock, up to a stock: nothing up to the least demand, straight from one block of units to the next, all but the mean above the most. */
interface Unsold {
  /** in blocks */
  from: number
  block: number
  /** what is left, in blocks, at from, from + 1, ...: `values` from `start` to before `end` */
  values: Float64Array
  start: number
  end: number
  up_to: number
}

/** Memory for the many tables of one product, taken in pages. */
class Pages {
  private page = new Float64Array(0)
  private used = 0

  /** Where so many numbers can be written. */
  take(length: number): { values: Float64Array; start: number } {
    if (this.used + length > this.page.length) {
      this.page = new Float64Array(Math.max(length, Math.min(65_536, Math.max(1024, 2 * this.page.length))))
      this.used = 0
    }
    const start = this.used
    this.used += length
    return { values: this.page, start }
  }
}

/** For demand of mean `mu` and variance `phi` x mu and stocks `up_to` so many units: summed up once, then looked up. */
function unsoldOf(mu: number, phi: number, up_to: number, pages: Pages): Unsold {
  const block = Math.max(1, Math.ceil(Math.sqrt(phi * mu) / MOST_SPREAD), Math.ceil(phi / MOST_SPREAD))
  const most = up_to / block + 1
  const demand = weighedDemand(mu / block, block === 1 ? phi : Math.max(1, phi / block), most)
  const length = Math.min(demand.end - demand.start, Math.max(0, Math.floor(most) - demand.from + 1)) + 1
  const { values, start } = pages.take(length)
  let chance = 0
  let left = 0
  values[start] = 0
  for (let i = 1; i < length; i++) {
    chance += (demand.values[demand.start + i - 1] as number) / demand.sum
    left += chance
    values[start + i] = left
  }
  return { from: demand.from, block, values, start, end: start + length, up_to }
}

function leftOf({ from, block, values, start, end }: Unsold, stock: number): number {
  const above = stock / block - from
  if (above <= 0) return 0
  const whole = Math.floor(above)
  const at = start + whole
  if (at >= end - 1) return block * ((values[end - 1] as number) + (above - (end - 1 - start)))
  const here = values[at] as number
  return above === whole ? block * here : block * (here + (above - whole) * ((values[at + 1] as number) - here))
}

/** Chances of no demand, of 1, 2, ... units, each a little too small. By powers, whose last digits differ between machines: for what is compared only, never for what is told. */
function leastDemands(mu: number, phi: number): number[] {
  if (mu <= 0) return [1]
  const poisson = phi <= 1 + 1e-9
  const r = mu / (phi - 1)
  const chances = [(poisson ? Math.exp(-mu) : phi ** -r) * (1 - 1e-9)]
  for (let k = 0; k < 3; k++) chances.push((chances[k] as number) * (poisson ? mu / (k + 1) : ((k + r) / (k + 1)) * (1 - 1 / phi)))
  return chances
}

export interface Lot {
  qty: number
  sell_days: number
}

/** The demand of a place, with one table for each length of time that is asked for. `most`: units that are hardly ever exceeded by a stock that is asked for. */
export class Shelf {
  private readonly tables = new Map<number, Unsold>()
  private readonly boosted = new Map<number, Map<number, Unsold>>()
  private readonly lows = new Map<number, { mu: number; chances: readonly number[] }>()

  constructor(
    private readonly demand: PlaceDemand,
    private readonly most = 0,
    private readonly pages = new Pages(),
  ) {}

  /** One shelf for each demand; their tables share memory. */
  static all(demands: readonly PlaceDemand[], most: number): Shelf[] {
    const pages = new Pages()
    return demands.map((demand) => new Shelf(demand, most, pages))
  }

  /** E[(stock - D)+] over so many days. */
  unsold(stock: number, sell_days: number): number {
    let table = this.tables.get(sell_days)
    if (table === undefined || stock > table.up_to) {
      table = this.tableOf(sell_days, 1, stock)
      this.tables.set(sell_days, table)
    }
    return leftOf(table, stock)
  }

  /** The same where `boost` times as much sells while the dispersion stays (domain.md 6, markdown). */
  unsoldAt(stock: number, sell_days: number, boost: number): number {
    if (boost === 1) return this.unsold(stock, sell_days)
    let tables = this.boosted.get(sell_days)
    if (!tables) {
      tables = new Map()
      this.boosted.set(sell_days, tables)
    }
    let table = tables.get(boost)
    if (table === undefined || stock > table.up_to) {
      table = this.tableOf(sell_days, boost, stock)
      tables.set(boost, table)
    }
    return leftOf(table, stock)
  }

  /** No more than unsoldAt, and needs no table: what would be left if exactly the mean were sold. */
  unsoldAtLeast(stock: number, sell_days: number, boost: number): number {
    return Math.max(0, stock - boost * this.demand.over(sell_days))
  }

  /** No more than what wasteWith gives for one lot more, and needs no table for its days. */
  wasteWithAtLeast(lots: readonly Lot[], { qty, sell_days }: Lot): number {
    let stock = 0
    let waste = 0
    let i = 0
    for (; i < lots.length && (lots[i] as Lot).sell_days <= sell_days; i++) {
      stock += (lots[i] as Lot).qty
      waste = Math.max(waste, this.unsold(stock, (lots[i] as Lot).sell_days))
    }
    stock += qty
    waste = Math.max(waste, this.leftAtLeast(stock, sell_days))
    for (; i < lots.length; i++) {
      stock += (lots[i] as Lot).qty
      waste = Math.max(waste, this.unsold(stock, (lots[i] as Lot).sell_days))
    }
    return waste
  }

  /** What is left of a stock at least: by the mean, or by the chances of the least demands, which count where the stock is small. */
  private leftAtLeast(stock: number, sell_days: number): number {
    let low = this.lows.get(sell_days)
    if (low === undefined) {
      const mu = this.demand.over(sell_days)
      low = { mu, chances: leastDemands(mu, this.demand.dispersion(mu)) }
      this.lows.set(sell_days, low)
    }
    let left = 0
    for (let k = 0; k < low.chances.length && k < stock; k++) left += (stock - k) * (low.chances[k] as number)
    return Math.max(left, stock - low.mu)
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
      const left = this.unsold(stock, sell_days)
      if (left > waste) waste = left
    }
    return waste
  }

  /** The same with more lots put where their days belong, behind those with as many; `more` by their days, the first `count` of them. Asked for every unit that may be moved, so nothing is copied. */
  wasteWith(lots: readonly Lot[], more: readonly Lot[], count = more.length): number {
    let stock = 0
    let waste = 0
    for (let i = 0, k = 0; i < lots.length || k < count; ) {
      const own = lots[i]
      const other = k < count ? more[k] : undefined
      const next = own !== undefined && (other === undefined || own.sell_days <= other.sell_days) ? own : (other as Lot)
      if (next === own) i++
      else k++
      stock += next.qty
      const left = this.unsold(stock, next.sell_days)
      if (left > waste) waste = left
    }
    return waste
  }

  private tableOf(sell_days: number, boost: number, stock: number): Unsold {
    const mu = this.demand.over(sell_days)
    return unsoldOf(mu * boost, this.demand.dispersion(mu), Math.max(this.most, 2 * stock), this.pages)
  }
}
