import type { Database } from '../db/database'
import { LOADING } from '../db/schema'
import { raw, sql } from '../db/sql'

/** Rows of datasets that are all there. */
const ADMITTED = raw(`dataset_no NOT IN (SELECT dataset_no FROM dataset WHERE starts_with(dataset_id, '${LOADING}'))`)

/**
 * The newest day that the data tells of: the last sale or stock count over all datasets (domain.md 0.4); days after upload + 1 never became facts. Null without either.
 * Read from the facts, because the views' joins would cost more than the answer.
 */
export async function newestDay(db: Database): Promise<string | null> {
  const [row] = await db.all<{ day: string | null }>(sql`SELECT CAST(greatest(
    (SELECT max(date) FROM sales_fact WHERE state = 0 AND ${ADMITTED}), (SELECT max(date) FROM inventory_fact WHERE ${ADMITTED})) AS VARCHAR) AS day`)
  return row?.day ?? null
}
