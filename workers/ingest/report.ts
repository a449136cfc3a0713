import type { Dataset, HealthReport, IssueSummary } from '../../src/domain/dataset'
import { LucidError } from '../../src/domain/errors'
import { LIMITS } from '../../src/domain/limits'
import type { Database } from '../db/database'
import { raw, type Sql, sql } from '../db/sql'
import { type DatasetCounts, datasetCounts } from './dataset-counts'
import { band } from './normalise/health-score'
import { type Example, readIssues } from './normalise/issue-summary'

/**
 * The data-health report of a dataset that was read (domain.md 2.5, 2.6). Duplicates and superseded lines are those of now: they change with
 * the other datasets. Throws not_found when the engine does not hold the dataset, conflict when it was not read yet.
 */
export async function buildReport(db: Database, dataset: Dataset): Promise<HealthReport> {
  const { dataset_id, profile, mapping } = dataset
  const found = (await datasetCounts(db, [dataset])).get(dataset_id)
  if (!profile || !mapping || !found) throw new LucidError('conflict', 'the dataset has not been read yet')
  const { dataset_no, accepted, counts, health_score, parts, first_date, last_date } = found
  const { date_order, decimal_sep, amount_reading, footer, bad_bytes, derived_rows } = profile
  const derived = mapping.kind === 'sales' ? await salesFindings(db, dataset, derived_rows, found) : await doubledFinding(db, found)
  return {
    dataset_id,
    issues: await readIssues(db, dataset_no, { accepted, bad_bytes, date_order, derived }),
    mapping,
    header: dataset.recognition?.header ?? [],
    date_order,
    decimal_sep,
    amount_reading,
    footer,
    counts,
    health_score,
    parts,
    band: band(health_score),
    first_date,
    last_date,
  }
}

/** What the lines of sales say now, with examples. */
async function salesFindings(
  db: Database,
  dataset: Dataset,
  derived_rows: number,
  { dataset_no, duplicates, superseded, unpriced, accepted }: DatasetCounts,
): Promise<IssueSummary[]> {
  const rows_of = (condition: Sql) =>
    examples(
      db,
      sql`SELECT f.row_no FROM sales_fact f JOIN item i USING (item_no) WHERE f.dataset_no = ${dataset_no} AND ${condition} ORDER BY f.row_no`,
    )
  const found: IssueSummary[] = []
  if (duplicates > 0) found.push({ code: 'I_DUPLICATE', severity: 'set_aside', rows: duplicates, examples: await rows_of(sql`state = 1`) })
  if (superseded > 0) found.push({ code: 'I_SUPERSEDED', severity: 'set_aside', rows: superseded, examples: await rows_of(sql`state = 2`) })
  if (unpriced > 0)
    found.push({
      code: 'W_NO_PRICE',
      severity: 'warn',
      rows: unpriced,
      examples: await rows_of(sql`state = 0 AND net_ex_tax IS NULL AND i.list_price IS NULL`),
    })
  const by = dataset.origin?.wide?.by
  if (by === 'month' || by === 'week')
    found.push({ code: by === 'month' ? 'I_MONTH_LINES' : 'I_WEEK_LINES', severity: 'info', rows: accepted, examples: [] })
  if (derived_rows > 0) found.push({ code: 'I_DERIVED', severity: 'info', rows: derived_rows, examples: [] })
  return found
}

/** Of products, stores, stock and purchases: rows that another file tells too. */
async function doubledFinding(db: Database, { dataset_no, duplicates }: DatasetCounts): Promise<IssueSummary[]> {
  const found = await toldByBatch(db, dataset_no)
  const other = found.find(({ code }) => code === 'I_COUNTED_BY_BATCH')?.rows ?? 0
  if (duplicates === other) return found
  const rows = sql`SELECT row_no FROM purchase_fact WHERE dataset_no = ${dataset_no} AND state <> 0
    UNION SELECT row_no FROM ${TOLD} WHERE dataset_no = ${dataset_no} AND code = 'I_DUPLICATE' ORDER BY row_no`
  return [...found, { code: 'I_DUPLICATE', severity: 'set_aside', rows: duplicates - other, examples: await examples(db, rows) }]
}

/** Rows of stock that another file tells by batch, each with the finding that it makes: batches come to the product's count, to another, or are a part of it. */
const TOLD = raw(`(
  SELECT dataset_no, row_no, by_batch, sum(f.on_hand) OVER of_product AS counted,
    CASE WHEN max(t.unbatched) OVER of_product > 0 AND t.unbatched > 0 THEN 'I_PARTLY_BY_BATCH' WHEN coalesce(by_batch, counted) = counted OR max(t.unbatched) OVER of_product > 0 THEN 'I_DUPLICATE' ELSE 'I_COUNTED_BY_BATCH' END AS code
  FROM summed_stock t JOIN inventory_fact f USING (dataset_no, row_no) JOIN item i USING (item_no) JOIN store_key s USING (store_no)
  WINDOW of_product AS (PARTITION BY dataset_no, f.date, s.store_id, i.sku_id)
)`)

/** Counts by product beside which a file of batches says something else, or tells some of the batches only; what each file counts stands beside it, in units. */
async function toldByBatch(db: Database, dataset_no: number): Promise<IssueSummary[]> {
  const found: IssueSummary[] = []
  for (const [code, severity] of [
    ['I_COUNTED_BY_BATCH', 'set_aside'],
    ['I_PARTLY_BY_BATCH', 'info'],
  ] as const) {
    const rows = await db.all<Example & { n: number }>(sql`
      SELECT row_no, 'stock' AS field, printf('%g', counted / 1e3) AS raw_value, printf('%g', by_batch / 1e3) AS suggestion, count(*) OVER () AS n
      FROM ${TOLD} WHERE dataset_no = ${dataset_no} AND code = ${code} ORDER BY row_no LIMIT ${LIMITS.issue_examples}`)
    if (rows[0]) found.push({ code, severity, rows: rows[0].n, examples: rows.map(({ n: _, ...example }) => example) })
  }
  return found
}

async function examples(db: Database, rows: Sql): Promise<Example[]> {
  const some = await db.all<{ row_no: number }>(sql`${rows} LIMIT ${LIMITS.issue_examples}`)
  return some.map(({ row_no }) => ({ row_no, field: null, raw_value: null, suggestion: null }))
}
