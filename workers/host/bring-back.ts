import type { StoredDataset } from '../../src/catalog/records'
import { readSettings } from '../../src/catalog/settings'
import { LucidError } from '../../src/domain/errors'
import { abortable } from './abortable'
import type { ProvenOrder } from './date-evidence'
import { type ReadingHooks, readDataset } from './read-dataset'
import type { Shop } from './shop'

/**
 * Reads a committed dataset back into DuckDB from its raw file, to the same figures: with the mapping, the version and the remembered date
 * order that it was committed with. Dexie is not touched.
 */
export async function bringBack(shop: Shop, dataset: StoredDataset, hooks: ReadingHooks): Promise<void> {
  const source = await shop.files.source('raw', dataset.file_sha256)
  if (!source) throw new LucidError('not_found', `The kept copy of ${dataset.name} is gone.`)
  const { locale } = await readSettings(shop.catalog)
  const proven = dataset.profile?.date_evidence === 'remembered' ? (dataset.date_order as ProvenOrder) : null
  const { mapping, mapping_version } = dataset
  await shop.db.transaction(() =>
    readDataset(
      abortable(shop.db, hooks.signal),
      { dataset, source, mapping, mapping_version, remembered: () => null, proven: () => proven, locale },
      hooks,
    ),
  )
  await shop.db.checkpoint()
}
