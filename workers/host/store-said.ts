import type { Database } from '../db/database'
import { sql } from '../db/sql'
import { nameNorm } from '../ingest/recognise/names'

/** Stores that are offered as the answer to which one a file is from. */
const MOST_OFFERED = 200

/** Codes of the stores that committed files name, in code-point order. */
export async function storesKnown(db: Database): Promise<string[]> {
  const rows = await db.all<{ store_id: string }>(
    sql`SELECT DISTINCT store_id FROM store_key WHERE store_name IS NOT NULL ORDER BY store_id LIMIT ${MOST_OFFERED}`,
  )
  return rows.map(({ store_id }) => store_id)
}

/**
 * The code of the store that a person calls `said`: by its code, else by a name that one store alone has; `said` itself where neither is known. Asked
 * once, when it is said: what a dataset keeps must not depend on what came after it.
 */
export async function storeSaid(db: Database, said: string): Promise<string> {
  const name = nameNorm(said)
  const known = await db.all<{ store_id: string; name_norm: string; store_name: string }>(
    sql`SELECT DISTINCT store_id, name_norm, store_name FROM store_key WHERE store_name IS NOT NULL ORDER BY store_id, name_norm, store_name`,
  )
  const by_code = known.find(({ name_norm }) => name_norm === name)
  if (by_code) return by_code.store_id
  const [only, ...others] = new Set(known.filter(({ store_name }) => nameNorm(store_name) === name).map(({ store_id }) => store_id))
  return only !== undefined && others.length === 0 ? only : said.trim()
}
