import type { Dataset, HealthParts, ImportProfile, RowCounts } from '../../src/domain/dataset'
import { LucidError } from '../../src/domain/errors'
import type { Database } from '../db/database'
import { join, raw, type Sql, sql } from '../db/sql'
import { healthParts, healthScore, validShare, whole } from './normalise/health-score'

/** How the rows of a dataset came out, with the other datasets as they are now (domain.md 2.6). */
export interface DatasetCounts {
  dataset_no: number
  counts: RowCounts
  /** accepted rows, duplicates of other files included */
  accepted: number
  duplicates: number
  superseded: number
  /** live sales lines that no price is known for */
  unpriced: number
  /** null for what is not sales */
  parts: HealthParts | null
  health_score: number
  first_date: string | null
  last_date: string | null
}

/**
 * The counts of many datasets at once, by dataset_id: as many statements for a thousand as for one, because every import can change those of every
 * other. Throws not_found when the engine does not hold one of them, conflict when one was not read yet.
 */
export async function datasetCounts(db: Database, datasets: readonly Dataset[]): Promise<Map<string, DatasetCounts>> {
  if (datasets.length === 0) return new Map()
  const held = await db.all<{ dataset_id: string; dataset_no: number }>(
    sql`SELECT dataset_id, dataset_no FROM dataset WHERE dataset_id IN (${join(datasets.map((one) => sql`${one.dataset_id}`))})`,
  )
  const numbers = new Map(held.map((one) => [one.dataset_id, one.dataset_no]))
  const asked = datasets.map((dataset) => {
    const { dataset_id, profile, mapping } = dataset
    const dataset_no = numbers.get(dataset_id)
    if (!profile || !mapping) throw new LucidError('conflict', 'the dataset has not been read yet')
    if (dataset_no === undefined) throw new LucidError('not_found', `no dataset ${dataset_id}`)
    return { dataset, profile, dataset_no, sales: mapping.kind === 'sales' }
  })
  const nos = (sales: boolean) => asked.filter((one) => one.sales === sales).map((one) => sql`${one.dataset_no}`)
  const lines = new Map([...(await salesLines(db, nos(true))), ...(await otherRows(db, nos(false)))])
  const told = await tellings(
    db,
    asked.map((one) => sql`${one.dataset_no}`),
  )
  return new Map(
    asked.map((one) => [one.dataset.dataset_id, countsOf(one, lines.get(one.dataset_no) ?? NO_LINES, told.get(one.dataset_no))]),
  )
}

interface Lines {
  accepted: number
  ok: number
  duplicates: number
  superseded: number
  unpriced: number
  warned: number
  /** distinct ISO days, sorted */
  days: readonly string[]
}
const NO_LINES: Lines = { accepted: 0, ok: 0, duplicates: 0, superseded: 0, unpriced: 0, warned: 0, days: [] }

async function salesLines(db: Database, dataset_nos: readonly Sql[]): Promise<Map<number, Lines>> {
  if (dataset_nos.length === 0) return new Map()
  const these = join(dataset_nos)
  const adjusted = await db.all(sql`SELECT 1 FROM sales_fact WHERE dataset_no IN (${these}) AND line_type = 'ADJ' LIMIT 1`)
  // what a bill takes back is a line of its own on a row that is counted already; a discount or a charge has a row to itself
  const of_row =
    adjusted.length === 0
      ? sql`f.dataset_no IN (${these})`
      : sql`f.dataset_no IN (${these}) AND (f.line_type <> 'ADJ' OR NOT EXISTS (
          SELECT 1 FROM (SELECT DISTINCT dataset_no, row_no FROM sales_fact SEMI JOIN (SELECT dataset_no, row_no FROM sales_fact WHERE dataset_no IN (${these}) AND line_type = 'ADJ') USING (dataset_no, row_no)
            WHERE line_type <> 'ADJ') c WHERE c.dataset_no = f.dataset_no AND c.row_no = f.row_no))`
  // apart: most lines have a price and no warning, and need not be looked up
  const rows = await db.all<Record<Exclude<keyof Lines, 'days'> | 'dataset_no', number>>(sql`
    WITH counted AS (
      SELECT f.dataset_no, count(*) AS accepted, count(*) FILTER (WHERE state = 0) AS ok, count(*) FILTER (WHERE state = 1) AS duplicates, count(*) FILTER (WHERE state = 2) AS superseded
      FROM sales_fact f WHERE ${of_row} GROUP BY f.dataset_no
    ), unpriced AS (
      SELECT f.dataset_no, count(*) AS unpriced FROM sales_fact f JOIN item i USING (item_no)
      WHERE state = 0 AND net_ex_tax IS NULL AND i.list_price IS NULL AND ${of_row} GROUP BY f.dataset_no
    ), labelled AS (
      SELECT f.dataset_no, count(*) AS labelled FROM sales_fact f JOIN item i USING (item_no)
        SEMI JOIN (SELECT dataset_no, row_no FROM row_issue WHERE dataset_no IN (${these}) AND severity = 'warn') w USING (dataset_no, row_no)
      WHERE state = 0 AND NOT (net_ex_tax IS NULL AND i.list_price IS NULL) AND ${of_row} GROUP BY f.dataset_no
    )
    SELECT dataset_no, accepted, ok, duplicates, superseded, coalesce(unpriced, 0) AS unpriced, coalesce(unpriced, 0) + coalesce(labelled, 0) AS warned
    FROM counted LEFT JOIN unpriced USING (dataset_no) LEFT JOIN labelled USING (dataset_no) ORDER BY dataset_no`)
  const days = await db.all<{ dataset_no: number; days: string[] }>(sql`
    SELECT dataset_no, list(date::VARCHAR ORDER BY date) AS days
    FROM (SELECT DISTINCT dataset_no, date FROM sales_fact WHERE dataset_no IN (${these})) GROUP BY dataset_no ORDER BY dataset_no`)
  const known = new Map<number, Lines>(rows.map(({ dataset_no, ...counts }) => [dataset_no, { ...counts, days: [] }]))
  for (const { dataset_no, days: of_dataset } of days) known.set(dataset_no, { ...(known.get(dataset_no) ?? NO_LINES), days: of_dataset })
  return known
}

/** Rows of stock of which nothing is left beside what another file tells by batch. */
const TOLD_BY_BATCH = raw('(SELECT dataset_no, row_no FROM summed_stock WHERE coalesce(unbatched, 0) = 0)')

/** Rows of products, stores, stock and purchases; their `days` are the first and the last. */
async function otherRows(db: Database, dataset_nos: readonly Sql[]): Promise<Map<number, Lines>> {
  if (dataset_nos.length === 0) return new Map()
  const these = join(dataset_nos)
  const rows = await db.all<
    Record<'dataset_no' | 'accepted' | 'duplicates' | 'warned', number> & Record<'first' | 'last', string | null>
  >(sql`
    WITH known AS (
      SELECT dataset_no, count(*) AS accepted, count(*) FILTER (WHERE state <> 0) AS duplicates, min(date)::VARCHAR AS first, max(date)::VARCHAR AS last FROM (
        SELECT dataset_no, 0 AS state, NULL::DATE AS date FROM product_fact ANTI JOIN (SELECT dataset_no FROM dataset WHERE kind = 'inventory') s USING (dataset_no) UNION ALL SELECT dataset_no, 0, NULL FROM store_fact
        UNION ALL SELECT f.dataset_no, CASE WHEN t.row_no IS NULL THEN 0 ELSE 1 END, f.date FROM inventory_fact f LEFT JOIN ${TOLD_BY_BATCH} t USING (dataset_no, row_no)
        UNION ALL SELECT dataset_no, state, date FROM purchase_fact
      ) WHERE dataset_no IN (${these}) GROUP BY dataset_no
    ), labelled AS (
      SELECT dataset_no, count(DISTINCT row_no) AS warned
      FROM row_issue w ANTI JOIN (SELECT dataset_no, row_no FROM purchase_fact WHERE state <> 0 UNION ALL SELECT dataset_no, row_no FROM ${TOLD_BY_BATCH}) p USING (dataset_no, row_no)
      WHERE w.dataset_no IN (${these}) AND w.severity = 'warn' AND w.row_no > 0 GROUP BY dataset_no
    )
    SELECT dataset_no, coalesce(accepted, 0) AS accepted, coalesce(duplicates, 0) AS duplicates, coalesce(warned, 0) AS warned, first, last
    FROM known FULL JOIN labelled USING (dataset_no) ORDER BY dataset_no`)
  return new Map(
    rows.map(({ dataset_no, accepted, duplicates, warned, first, last }) => {
      const days = first === null || last === null ? [] : [first, last]
      return [dataset_no, { ...NO_LINES, accepted, ok: accepted - duplicates, duplicates, warned, days }]
    }),
  )
}

/** Rows that were rejected or set aside when the dataset was read. */
async function tellings(db: Database, dataset_nos: readonly Sql[]): Promise<Map<number, { rejected: number; set_aside: number }>> {
  const rows = await db.all<{ dataset_no: number; rejected: number; set_aside: number }>(sql`
    SELECT dataset_no, count(*) FILTER (WHERE severity = 'reject') AS rejected, count(*) FILTER (WHERE severity = 'set_aside') AS set_aside
    FROM row_issue WHERE dataset_no IN (${join(dataset_nos)}) GROUP BY dataset_no ORDER BY dataset_no`)
  return new Map(rows.map((row) => [row.dataset_no, row]))
}

function countsOf(
  { dataset, profile, dataset_no, sales }: { dataset: Dataset; profile: ImportProfile; dataset_no: number; sales: boolean },
  { accepted, ok, duplicates, superseded, unpriced, warned, days }: Lines,
  told: { rejected: number; set_aside: number } = { rejected: 0, set_aside: 0 },
): DatasetCounts {
  const set_aside = told.set_aside + duplicates + superseded
  const counts: RowCounts = { total: profile.rows_total, ok, warned, rejected: told.rejected, set_aside }
  const parts = sales ? healthParts({ counts, accepted, duplicates, profile, days, uploaded_at: dataset.uploaded_at }) : null
  const health_score = parts ? healthScore(parts) : whole(100 * validShare(counts, accepted))
  const [first_date = null] = days
  return { dataset_no, counts, accepted, duplicates, superseded, unpriced, parts, health_score, first_date, last_date: days.at(-1) ?? null }
}
