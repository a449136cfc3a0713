import type { Database } from '../../db/database'
import { sql } from '../../db/sql'

export interface Alias {
  from_sku: string
  into_sku: string
}

/** Makes the table of merged products say `aliases`, which are resolved: no product that goes is one that others go to. True = it said something else before. */
export async function setAliases(db: Database, aliases: readonly Alias[]): Promise<boolean> {
  const known = await db.all<{ from_sku: string; into_sku: string }>(sql`SELECT from_sku, into_sku FROM alias ORDER BY from_sku`)
  const text = (all: readonly Alias[]) => JSON.stringify(all.map(({ from_sku, into_sku }) => [from_sku, into_sku]))
  if (text(known) === text(aliases)) return false
  await db.run(sql`DELETE FROM alias`)
  for (const { from_sku, into_sku } of aliases) await db.run(sql`INSERT INTO alias VALUES (${from_sku}, ${into_sku})`)
  return true
}
