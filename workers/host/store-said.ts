import type { Database } from '../db/database'
import { sql } from '../db/sql'
import { nameNorm } from '../ingest/recognise/names'
import type { KnownStore } from '../ingest/recognise/store-in-name'

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

/** Stores that a file's name may say: those of committed files by all their spellings, and of files that are loaded and wait for their commit. */
export async function storesByName(db: Database): Promise<KnownStore[]> {
  const rows = await db.all<{ store_id: string; names: string[] }>(sql`
    SELECT arg_min(store_id, (store_name IS NULL, raw_name)) AS store_id, list_distinct(flatten(list([raw_name, coalesce(store_name, raw_name), store_id]))) AS names
    FROM store_key WHERE name_norm <> 'main' GROUP BY name_norm ORDER BY name_norm LIMIT ${MOST_OFFERED}`)
  return rows.map(({ store_id, names }) => ({ store_id, names }))
}
