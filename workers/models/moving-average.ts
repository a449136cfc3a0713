/** One delivery, in the order in which it came. Quantities in milli-units, cost in 1/10000 of the major unit. */
export interface Receipt {
  /** what was there before it came; negative where more was sold than had come */
  balance_before: number
  qty: number
  unit_cost: number
}

/**
 * The moving average cost after each delivery (domain.md 3.8, 12 Metrics), in 1/10000, not rounded: what is there is averaged with what comes.
 * Where nothing is left, or less than nothing, the average starts again at the delivery's cost. Sales do not move it.
 */
export function movingAverage(receipts: readonly Receipt[]): number[] {
  let average: number | null = null
  return receipts.map(({ balance_before, qty, unit_cost }) => {
    average = average === null || balance_before <= 0 ? unit_cost : (balance_before * average + qty * unit_cost) / (balance_before + qty)
    return average
  })
}
