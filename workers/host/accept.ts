import { commit } from '../../src/catalog/engine-record'
import type { ImportAccepted, ReceivedFile } from '../../src/domain/engine'
import { datasetId } from './dataset-id'
import { newDataset } from './new-dataset'
import { takeIn } from './raw-files'
import type { Shop } from './shop'

/**
 * Takes over a file that a tab has received: known bytes are answered as a duplicate, new ones become raw and a dataset that is being imported.
 */
export async function accept(
  { catalog, files, board, epoch }: Pick<Shop, 'catalog' | 'files' | 'board' | 'epoch'>,
  received: ReceivedFile,
): Promise<ImportAccepted> {
  const { job_id, sha256 } = received
  const dataset_id = await datasetId(sha256)
  const known = await catalog.datasets.get(dataset_id)
  if (known && !known.doomed && known.status !== 'failed') {
    await files.remove('incoming', job_id)
    await board.change(job_id, { dataset_id })
    const { status, counts } = known
    await board.complete(job_id, { dataset_id, duplicate: true, needs_mapping: status === 'needs_mapping', row_count: counts?.ok ?? 0 })
    return { job_id, dataset_id, duplicate: true }
  }
  await takeIn({ catalog, files }, received, async () => {
    await commit(catalog, epoch, [catalog.datasets], async () => {
      // one that is being deleted makes room first; the job then puts the new one
      if (!(await catalog.datasets.get(dataset_id))?.doomed) await catalog.datasets.put(newDataset(dataset_id, received))
    })
    await board.change(job_id, { dataset_id, status: 'queued', work: { type: 'import', received } })
  })
  return { job_id, dataset_id, duplicate: false }
}
