/** Numbers in a list; where it would be longer they are looked up. */
const LONGEST_LIST = 20_000

/** A figure for each way and number of units, none before it is set. Asked for millions of times, so it is a plain list where that is not too long. */
export class ByWayAndUnits {
  private readonly list: Float64Array | null
  private readonly map = new Map<number, number>()

  constructor(
    ways: number,
    private readonly most_units: number,
  ) {
    const length = ways * (most_units + 1)
    this.list = length <= LONGEST_LIST ? new Float64Array(length).fill(Number.NaN) : null
  }

  get(way: number, units: number): number | undefined {
    const at = way * (this.most_units + 1) + units
    if (!this.list) return this.map.get(at)
    const value = this.list[at] as number
    return Number.isNaN(value) ? undefined : value
  }

  set(way: number, units: number, value: number): void {
    const at = way * (this.most_units + 1) + units
    if (this.list) this.list[at] = value
    else this.map.set(at, value)
  }
}
