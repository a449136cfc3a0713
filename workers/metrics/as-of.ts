import type { Database } from '../db/database'
import { sql } from '../db/sql'

/**
 * The default as-of date: the last sale date over all datasets (domain.md 0.4); days after upload + 1 never became facts.
 * Null without sales. It means the end of that day.
 * Read from the live facts, which are the lines of sales_line, because the view's joins would cost more than the answer.
 */
export async function defaultAsOf(db: Database): Promise<string | null> {
  const [row] = await db.all<{ as_of: string | null }>(sql`SELECT CAST(max(date) AS VARCHAR) AS as_of FROM sales_fact WHERE state = 0`)
  return row?.as_of ?? null
}
