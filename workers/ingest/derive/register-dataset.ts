import type { Database } from '../../db/database'
import { sql } from '../../db/sql'

export interface DatasetKey {
  dataset_id: string
  kind: string
  source: string
  exported_at: string | null
  uploaded_at: string
  mapping_version: number
}

/** Gives a dataset its local number. Numbers are never reused while the database lives and mean nothing outside it. */
export async function registerDataset(db: Database, key: DatasetKey): Promise<number> {
  const [added] = await db.all<{ dataset_no: number }>(sql`INSERT INTO dataset
    SELECT coalesce(max(dataset_no), 0) + 1, ${key.dataset_id}, ${key.kind}, ${key.source}, ${key.exported_at}, ${key.uploaded_at}, ${key.mapping_version}, NULL
    FROM dataset RETURNING dataset_no`)
  return added?.dataset_no ?? 1
}
