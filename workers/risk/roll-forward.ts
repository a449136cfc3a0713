import { type LyingBatch, sellingOrder } from './assess-batches'

/** What happened to one store and product on a day after its last stock count; base units. */
export interface Move {
  day: number
  /** a delivery (below 0: sent back to the supplier) of a batch */
  came?: { batch_id: string; expiry: number | null; qty: number }
  /** sold less returned */
  gone?: number
}

/**
 * The batches at the end of the last move: deliveries come before the sales of their day, and sales take what expires first of what is still good that day, batches without
 * a date last (domain.md 5.1). Returned goods go back to what is sold next. More sold than there was leaves nothing. Every delivered batch is among `batches`, with what the
 * count found of it, or 0; they are not changed.
 */
export function rollForward<T extends LyingBatch>(batches: readonly T[], moves: readonly Move[]): T[] {
  const all = batches.map((batch) => ({ ...batch }))
  const take = (qty: number, from: readonly T[]): number => {
    let wanted = qty
    for (const batch of from) {
      const taken = Math.min(wanted, Math.max(0, batch.on_hand))
      batch.on_hand = tidy(batch.on_hand - taken)
      wanted -= taken
    }
    return wanted
  }
  const good = (day: number) => all.filter(({ expiry }) => expiry === null || expiry >= day).sort(sellingOrder)
  const in_order = [...moves].sort((a, b) => a.day - b.day || (a.came ? 0 : 1) - (b.came ? 0 : 1))
  for (const { day, came, gone } of in_order) {
    if (came) {
      const known = all.find(({ batch_id, expiry }) => batch_id === came.batch_id && (came.expiry === null || expiry === came.expiry))
      if (came.qty < 0) take(-came.qty, [...(known ? [known] : []), ...good(day)])
      else if (known) known.on_hand = tidy(known.on_hand + came.qty)
    }
    if (gone !== undefined && gone > 0) take(gone, good(day))
    if (gone !== undefined && gone < 0) {
      const back = good(day)[0] ?? all[0]
      if (back) back.on_hand = tidy(back.on_hand - gone)
    }
  }
  return all
}

/** Quantities are whole thousandths; sums of them stay so. */
const tidy = (units: number): number => Math.round(units * 1000) / 1000
