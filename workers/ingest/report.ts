import type { Dataset, HealthReport, IssueSummary } from '../../src/domain/dataset'
import { LucidError } from '../../src/domain/errors'
import { LIMITS } from '../../src/domain/limits'
import type { Database } from '../db/database'
import { type Sql, sql } from '../db/sql'
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
  if (duplicates === 0) return []
  const rows = sql`SELECT row_no FROM purchase_fact WHERE dataset_no = ${dataset_no} AND state <> 0
    UNION SELECT row_no FROM summed_stock WHERE dataset_no = ${dataset_no} ORDER BY row_no`
  return [{ code: 'I_DUPLICATE', severity: 'set_aside', rows: duplicates, examples: await examples(db, rows) }]
}

async function examples(db: Database, rows: Sql): Promise<Example[]> {
  const some = await db.all<{ row_no: number }>(sql`${rows} LIMIT ${LIMITS.issue_examples}`)
  return some.map(({ row_no }) => ({ row_no, field: null, raw_value: null, suggestion: null }))
}
