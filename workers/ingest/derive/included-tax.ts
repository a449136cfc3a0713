import type { Database } from '../../db/database'
import { sql } from '../../db/sql'

/** Makes the database say how much GST is inside amounts without tax, in basis points. True = it said something else; products are then to be described anew. */
export async function setIncludedTax(db: Database, pct: number): Promise<boolean> {
  const bp = Math.round(pct * 100)
  const [known] = await db.all<{ bp: number }>(sql`SELECT bp FROM included_tax`)
  if ((known?.bp ?? 0) === bp) return false
  await db.run(sql`DELETE FROM included_tax; INSERT INTO included_tax VALUES (${bp})`)
  return true
}
