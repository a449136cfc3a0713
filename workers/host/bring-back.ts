import type { StoredDataset } from '../../src/catalog/records'
import { readSettings } from '../../src/catalog/settings'
import { LucidError } from '../../src/domain/errors'
import type { ProvenOrder } from './date-evidence'
import { admitDataset, loadDataset, purgeLoading, type ReadingHooks } from './load-dataset'
import type { Shop } from './shop'

/**
 * Reads a committed dataset back into DuckDB from its raw file, to the same figures: with the mapping, the version and the remembered date
 * order that it was committed with. Dexie is not touched.
 */
export async function bringBack({ catalog, db, files }: Shop, dataset: StoredDataset, hooks: ReadingHooks): Promise<void> {
  const source = await files.source('raw', dataset.file_sha256)
  if (!source) throw new LucidError('not_found', `The kept copy of ${dataset.name} is gone.`)
  const { locale } = await readSettings(catalog)
  const proven = dataset.profile?.date_evidence === 'remembered' ? (dataset.date_order as ProvenOrder) : null
  const { mapping, mapping_version } = dataset
  try {
    const reading = { dataset, source, mapping, mapping_version, remembered: () => null, proven: () => proven, locale }
    const loaded = await loadDataset(db, reading, hooks)
    await db.transaction(() => admitDataset(db, loaded))
  } catch (error) {
    await purgeLoading(db)
    throw error
  }
  await db.checkpoint()
}
