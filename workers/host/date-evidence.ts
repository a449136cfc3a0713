import type { DateEvidence } from '../../src/domain/dataset'

/** What is known of the dates of one dataset that is or will be committed. */
export interface DatedDataset {
  dataset_id: string
  header_signature: string
  date_order: 'YMD' | 'DMY' | 'MDY' | 'MIXED' | null
  date_evidence: DateEvidence
}
export type ProvenOrder = 'YMD' | 'DMY' | 'MDY'

const PROOF: readonly DateEvidence[] = ['settled', 'proven', 'other_column']
const WEAK: readonly DateEvidence[] = ['ordering', 'span', 'locale']

/**
 * The date order that files of this header have proven (domain.md 2.3, rule 2), null when none has or when they contradict one another.
 * A dataset that was itself read from memory proves nothing, so the answer does not depend on the order of import.
 */
export function provenOrder(datasets: readonly DatedDataset[], header_signature: string): ProvenOrder | null {
  const orders = new Set(
    datasets.filter((one) => one.header_signature === header_signature && PROOF.includes(one.date_evidence)).map((one) => one.date_order),
  )
  const [only] = orders
  return orders.size === 1 && only && only !== 'MIXED' ? only : null
}

/**
 * Datasets whose dates have to be read again because what other files of their header prove has changed: a weak guess that proof now
 * stands against or behind, or a remembered order whose proof is gone or other. In dataset_id order.
 */
export function toReadAgain(datasets: readonly DatedDataset[]): { dataset_id: string; order: ProvenOrder | null }[] {
  return datasets
    .flatMap((one) => {
      const order = provenOrder(datasets, one.header_signature)
      const stale = one.date_evidence === 'remembered' ? one.date_order !== order : WEAK.includes(one.date_evidence) && order !== null
      return stale ? [{ dataset_id: one.dataset_id, order }] : []
    })
    .sort((a, b) => (a.dataset_id < b.dataset_id ? -1 : 1))
}
