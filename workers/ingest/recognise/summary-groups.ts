/** What a row of a stock summary says: quantity in 1/1000, worth in 1/10000; null = its cell is empty. */
export interface Figures {
  qty: number | null
  worth: number | null
}

export interface SummaryGroups {
  /** of each row the row that heads its group; null: it is in none */
  parents: readonly (number | null)[]
  /** groups of several rows whose worth adds up: what no list of goods does by chance */
  proven: number
}

/** Worth is rounded on every line, so the sum of many may be off by as many halves of a hundredth. */
const HALF_CENT = 50
const SLACK = 20
/** Rows in no group may be this share of a table whose groups have groups in them. */
const MOST_LOOSE = 0.2
/** Where figures below the row are negative a sum that is too large can come back, and only groups of so many rows are found. */
const MOST_IN_GROUP = 2000

/**
 * The groups of a summary that writes a total above the rows it adds up, once or several times over ("Stock group" above items above batches): a row heads
 * the rows below it when each figure that it states is their sum. null where the table is not made of such groups, or where what is left of it is not the
 * table's own `total`.
 */
export function summaryGroups(rows: readonly Figures[], total: Figures | null): SummaryGroups | null {
  const sums = new Sums(rows)
  for (const nested of [false, true]) {
    const parents = sums.groups(nested)
    const heads = new Set(parents.filter((parent) => parent !== null))
    const loose = parents.filter((parent, at) => parent === null && !heads.has(at)).length
    if (heads.size === 0 || loose > (nested ? MOST_LOOSE * rows.length : 0)) continue
    const leaves = rows.filter((_, at) => !heads.has(at))
    if (total && !addsUp(total, sumOf(leaves), leaves.length)) continue
    return { parents, proven: provenGroups(rows, parents) }
  }
  return null
}

/** In one walk over the rows: a list of batches has thousands of groups by chance. */
function provenGroups(rows: readonly Figures[], parents: readonly (number | null)[]): number {
  const worth_below = new Map<number, number>()
  rows.forEach(({ worth }, at) => {
    const parent = parents[at] ?? null
    if (parent !== null && worth !== null && worth !== 0) worth_below.set(parent, (worth_below.get(parent) ?? 0) + 1)
  })
  return [...worth_below].filter(([head, lines]) => lines >= 2 && (rows[head]?.worth ?? null) !== null).length
}

/** Finds for every row where its group ends, from the last row to the first, so that a group can be made of groups. */
class Sums {
  private readonly ends: number[]
  /** figures of the rows, 0 where a cell is empty: every row is added up for thousands of others */
  private readonly qty: Float64Array
  private readonly worth: Float64Array
  /** what the rows from here on can take off a sum, 0 or less */
  private readonly less_qty: Float64Array
  private readonly less_worth: Float64Array

  constructor(private readonly rows: readonly Figures[]) {
    this.qty = Float64Array.from(rows, ({ qty }) => qty ?? 0)
    this.worth = Float64Array.from(rows, ({ worth }) => worth ?? 0)
    this.less_qty = negativeBelow(this.qty)
    this.less_worth = negativeBelow(this.worth)
    this.ends = rows.map((_, at) => at + 1)
  }

  /** The parent of each row. Groups of groups are found where `nested`; else every group is made of rows. */
  groups(nested: boolean): (number | null)[] {
    const { rows, ends } = this
    const parents = rows.map((): number | null => null)
    const alone = (at: number): number => at + 1
    for (let at = rows.length - 1; at >= 0; at--) {
      const end = nested ? (this.endOf(at, (k) => ends[k] ?? k + 1) ?? this.endOf(at, alone)) : this.endOf(at, alone)
      ends[at] = end ?? at + 1
    }
    const open = (from: number, to: number, parent: number | null): void => {
      for (let at = from; at < to; at = nested || parent === null ? (ends[at] as number) : at + 1) {
        parents[at] = parent
        if (nested || parent === null) open(at + 1, ends[at] as number, at)
      }
    }
    open(0, rows.length, null)
    return parents
  }

  /** The row behind the group that this row heads; null: it heads none. */
  private endOf(head: number, next: (at: number) => number): number | null {
    const stated = this.rows[head] as Figures
    if (!stated.qty && !stated.worth) return null
    const wanted_qty = stated.qty ?? Number.NaN
    const wanted_worth = stated.worth ?? Number.NaN
    let qty = 0
    let worth = 0
    let lines = 0
    for (let at = head + 1; at < this.qty.length; at = next(at)) {
      qty += this.qty[at] as number
      worth += this.worth[at] as number
      lines++
      const fits_qty = stated.qty === null || qty === wanted_qty
      if (fits_qty && (stated.worth === null || Math.abs(worth - wanted_worth) <= slack(lines))) return next(at)
      const [least_qty, least_worth] = [this.less_qty[at + 1] as number, this.less_worth[at + 1] as number]
      if (qty + least_qty > wanted_qty || worth + least_worth > wanted_worth + slack(lines)) return null
      if (lines >= MOST_IN_GROUP && (least_qty < 0 || least_worth < 0)) return null
    }
    return null
  }
}

/** Of each place, and of the one behind the last, the sum of the negative figures from there on. */
function negativeBelow(figures: Float64Array): Float64Array {
  const sums = new Float64Array(figures.length + 1)
  for (let at = figures.length - 1; at >= 0; at--) sums[at] = (sums[at + 1] as number) + Math.min(0, figures[at] as number)
  return sums
}

const slack = (lines: number): number => SLACK + HALF_CENT * lines

function addsUp(stated: Figures, { qty, worth }: { qty: number; worth: number }, lines: number): boolean {
  if (stated.qty === null && stated.worth === null) return false
  return (stated.qty === null || stated.qty === qty) && (stated.worth === null || Math.abs(stated.worth - worth) <= slack(lines))
}

const sumOf = (rows: readonly Figures[]): { qty: number; worth: number } => ({
  qty: rows.reduce((sum, { qty }) => sum + (qty ?? 0), 0),
  worth: rows.reduce((sum, { worth }) => sum + (worth ?? 0), 0),
})
