import type { Database } from '../../db/database'
import { ident, sql } from '../../db/sql'
import { stageSlice } from '../read/stage'
import { addDates, dateEvidence, type OrderEvidence } from '../recognise/date-order'
import { cell } from './columns'
import type { PassInput } from './pass'

const TABLE = 'other_date_text'
/** Distinct texts of a column that show whether it holds dates. */
const SHOWING = 200

/**
 * Orders of day and month that the file's other date columns prove, used or not (domain.md 2.3 (2)). Columns whose first texts are mostly
 * dates are read to the end or to their proof; a column that proves both orders says nothing.
 */
export async function otherDateOrders(db: Database, pass: PassInput): Promise<('DMY' | 'MDY')[]> {
  const own = pass.columns.first('date')
  const header = pass.shape.header
  let candidates = header.map((_, k) => k).filter((k) => k !== own)
  const evidence = new Map<number, OrderEvidence>()
  let first = true
  for (const slice of pass.scan.slices) {
    if (candidates.length === 0) break
    if (slice.first_row + slice.rows <= pass.rows_above || slice.too_long) continue
    await stageSlice(db, pass.source, pass.scan, slice, { table: TABLE, columns: candidates, width: header.length })
    const dated: number[] = []
    for (const k of candidates) {
      const texts = async (limit: number) =>
        (
          await db.all<{ text: string }>(
            sql`SELECT DISTINCT ${cell(k)} AS text FROM ${ident(TABLE)} WHERE file_row >= ${pass.rows_above} AND ${cell(k)} <> '' LIMIT ${limit}`,
          )
        ).map((row) => row.text)
      if (first && !mostlyDates(dateEvidence(await texts(SHOWING)))) continue
      const seen = evidence.get(k) ?? dateEvidence([])
      addDates(seen, dateEvidence(await texts(100_000)))
      evidence.set(k, seen)
      dated.push(k)
    }
    candidates = dated
    first = false
  }
  await db.run(sql`DROP TABLE IF EXISTS ${ident(TABLE)}`)
  return [...evidence.values()].flatMap((seen) => {
    if (seen.dmy_proof > 0 && seen.mdy_proof > 0) return []
    return seen.dmy_proof > 0 ? ['DMY' as const] : seen.mdy_proof > 0 ? ['MDY' as const] : []
  })
}

/** Dates written as day, month and year; bare numbers could be serials or anything. */
function mostlyDates(seen: OrderEvidence): boolean {
  const written = seen.dmy_proof + seen.mdy_proof + seen.ambiguous + seen.same_both_ways
  return (
    written > 0 && written >= 4 * seen.unreadable && Object.keys(seen.separators).every((separator) => separator !== '.' || written > 5)
  )
}
