/** What of a batch decides whether others are why it stays: base units. */
export interface QueuedBatch {
  qty: number
  /** units of batches that are sold before it */
  ahead_units: number | null
  at_risk_units: number | null
  /** what is expected to sell while it keeps */
  expected_demand: number | null
}

/** Units that are sold before a batch, when they are why so much of it stays: alone it would sell more. Else 0. */
export function inItsWay({ qty, ahead_units, at_risk_units, expected_demand }: QueuedBatch): number {
  const stays_alone = Math.max(0, Math.ceil(qty - (expected_demand ?? 0)))
  return (at_risk_units ?? 0) > stays_alone ? (ahead_units ?? 0) : 0
}
