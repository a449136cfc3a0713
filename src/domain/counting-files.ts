import type { Dataset } from './dataset'
import type { DatasetKind } from './mapping'

type Known = Pick<Dataset, 'status' | 'kind' | 'counts'>

/** Whether a file that was read has rows, and none of them counts: it is there, and brings no figure. */
export const countsForNothing = ({ status, counts }: Pick<Known, 'status' | 'counts'>): boolean =>
  status === 'ready' && counts !== null && counts.ok === 0 && counts.total > 0

/** The kinds of the files that figures are made from. */
export const kindsThatCount = (datasets: readonly Known[]): ReadonlySet<DatasetKind | null> =>
  new Set(datasets.filter((one) => one.status === 'ready' && !countsForNothing(one)).map(({ kind }) => kind))
