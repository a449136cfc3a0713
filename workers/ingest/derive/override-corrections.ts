import type { Database } from '../../db/database'
import { LOADING } from '../../db/schema'
import { join, type Sql, sql } from '../../db/sql'

/**
 * Finds the corrected rows that do not count (overridden_row). A rejected row may be corrected again, and the file that rejected it may be read again
 * with other columns: its line counts once all the same. Of several accepted corrections of one row the newest file's counts; none does when the
 * corrected file no longer rejects the row. A function of the set of datasets; runs before duplicates are looked for.
 */
export async function overrideCorrections(db: Database): Promise<void> {
  const [any] = await db.all(sql`SELECT 1 FROM correction_row UNION ALL SELECT 1 FROM overridden_row LIMIT 1`)
  if (!any) return
  await db.run(sql`
    DELETE FROM overridden_row;
    INSERT INTO overridden_row
      WITH told AS (
        SELECT r.dataset_no, r.row_no, r.of_row, c.corrects, row_number() OVER (ORDER BY d.uploaded_at, d.dataset_id, r.row_no) AS place
        FROM correction_row r JOIN correction c USING (dataset_no) JOIN dataset d USING (dataset_no)
          ANTI JOIN (SELECT dataset_no, row_no FROM row_issue WHERE severity IN ('reject', 'set_aside')) i USING (dataset_no, row_no)
        WHERE NOT starts_with(d.dataset_id, ${LOADING})
      ), newest AS (
        SELECT corrects, of_row, arg_max(dataset_no, place) AS dataset_no FROM told GROUP BY ALL
      ), rejected AS (
        SELECT p.dataset_id AS corrects, i.row_no AS of_row FROM row_issue i JOIN dataset p USING (dataset_no) WHERE i.severity = 'reject'
      )
      SELECT t.dataset_no, t.row_no FROM told t JOIN newest n USING (corrects, of_row) LEFT JOIN rejected x USING (corrects, of_row)
      WHERE t.dataset_no <> n.dataset_no OR (x.of_row IS NULL AND t.corrects IN (SELECT dataset_id FROM dataset))
      ORDER BY t.dataset_no, t.row_no`)
}

/** SELECT of the days of these datasets' sales and of those that are corrected together with them: what a change of them can reach. */
export async function touchedDays(db: Database, dataset_nos: readonly number[]): Promise<Sql> {
  const asked = join(dataset_nos.map((no) => sql`${no}`))
  const together = await db.all<{ dataset_no: number }>(sql`
    WITH root AS (SELECT d.dataset_no, coalesce(c.corrects, d.dataset_id) AS dataset_id FROM dataset d LEFT JOIN correction c USING (dataset_no))
    SELECT DISTINCT o.dataset_no FROM root o JOIN root t USING (dataset_id) WHERE t.dataset_no IN (${asked}) ORDER BY o.dataset_no`)
  // numbers in the statement let the engine skip the rows of other files unread
  const ones = together.map((one) => sql`${one.dataset_no}`)
  return sql`SELECT DISTINCT date FROM sales_fact WHERE dataset_no IN (${ones.length > 0 ? join(ones) : asked})`
}
