import type { Dataset, HealthReport, ImportProfile, IssueSummary, RowCounts } from '../../src/domain/dataset'
import { LucidError } from '../../src/domain/errors'
import { LIMITS } from '../../src/domain/limits'
import type { Mapping } from '../../src/domain/mapping'
import type { Database } from '../db/database'
import { sql } from '../db/sql'
import { band, healthParts, healthScore, validShare, whole } from './normalise/health-score'
import { type Example, readIssues } from './normalise/issue-summary'

/**
 * The data-health report of a dataset that was read (domain.md 2.5, 2.6). Duplicates and superseded lines are those of now: they change with
 * the other datasets. Throws not_found when the engine does not hold the dataset, conflict when it was not read yet.
 */
export async function buildReport(db: Database, dataset: Dataset): Promise<HealthReport> {
  const { profile, mapping } = dataset
  if (!profile || !mapping) throw new LucidError('conflict', 'the dataset has not been read yet')
  const [found] = await db.all<{ dataset_no: number }>(sql`SELECT dataset_no FROM dataset WHERE dataset_id = ${dataset.dataset_id}`)
  if (!found) throw new LucidError('not_found', `no dataset ${dataset.dataset_id}`)
  return mapping.kind === 'sales'
    ? salesReport(db, dataset, profile, mapping, found.dataset_no)
    : masterReport(db, dataset, profile, mapping, found.dataset_no)
}

async function salesReport(
  db: Database,
  dataset: Dataset,
  profile: ImportProfile,
  mapping: Mapping,
  dataset_no: number,
): Promise<HealthReport> {
  const [lines] = await db.all<Record<'accepted' | 'ok' | 'duplicates' | 'superseded' | 'unpriced' | 'warned', number>>(sql`
    SELECT count(*) AS accepted, count(*) FILTER (WHERE state = 0) AS ok, count(*) FILTER (WHERE state = 1) AS duplicates, count(*) FILTER (WHERE state = 2) AS superseded,
      count(*) FILTER (WHERE state = 0 AND net_ex_tax IS NULL AND i.list_price IS NULL) AS unpriced,
      count(*) FILTER (WHERE state = 0 AND (w.row_no IS NOT NULL OR (net_ex_tax IS NULL AND i.list_price IS NULL))) AS warned
    FROM sales_fact f JOIN item i USING (item_no)
      LEFT JOIN (SELECT DISTINCT row_no FROM row_issue WHERE dataset_no = ${dataset_no} AND severity = 'warn') w USING (row_no)
    -- what a bill takes back is a line of its own on a row that is counted already
    WHERE f.dataset_no = ${dataset_no} AND f.line_type <> 'ADJ'`)
  const { accepted, ok, duplicates, superseded, unpriced, warned } = lines ?? {
    accepted: 0,
    ok: 0,
    duplicates: 0,
    superseded: 0,
    unpriced: 0,
    warned: 0,
  }
  const days = (
    await db.all<{ day: string }>(sql`SELECT DISTINCT date::VARCHAR AS day FROM sales_fact WHERE dataset_no = ${dataset_no} ORDER BY day`)
  ).map((row) => row.day)
  const counts = await countRows(db, dataset_no, profile.rows_total, { ok, warned, moved: duplicates + superseded })
  const parts = healthParts({ counts, accepted, duplicates, profile, days, uploaded_at: dataset.uploaded_at })
  const score = healthScore(parts)
  const rows_of = async (condition: ReturnType<typeof sql>): Promise<Example[]> =>
    (
      await db.all<{ row_no: number }>(sql`
        SELECT f.row_no FROM sales_fact f JOIN item i USING (item_no) WHERE f.dataset_no = ${dataset_no} AND ${condition} ORDER BY f.row_no LIMIT ${LIMITS.issue_examples}`)
    ).map(({ row_no }) => ({ row_no, field: null, raw_value: null, suggestion: null }))
  const derived: IssueSummary[] = []
  if (duplicates > 0)
    derived.push({ code: 'I_DUPLICATE', severity: 'set_aside', rows: duplicates, examples: await rows_of(sql`state = 1`) })
  if (superseded > 0)
    derived.push({ code: 'I_SUPERSEDED', severity: 'set_aside', rows: superseded, examples: await rows_of(sql`state = 2`) })
  if (unpriced > 0)
    derived.push({
      code: 'W_NO_PRICE',
      severity: 'warn',
      rows: unpriced,
      examples: await rows_of(sql`state = 0 AND net_ex_tax IS NULL AND i.list_price IS NULL`),
    })
  const by = dataset.origin?.wide?.by
  if (by === 'month' || by === 'week')
    derived.push({ code: by === 'month' ? 'I_MONTH_LINES' : 'I_WEEK_LINES', severity: 'info', rows: accepted, examples: [] })
  if (profile.derived_rows > 0) derived.push({ code: 'I_DERIVED', severity: 'info', rows: profile.derived_rows, examples: [] })
  return {
    ...(await common(db, dataset, profile, mapping, dataset_no, accepted, derived)),
    counts,
    health_score: score,
    parts,
    band: band(score),
    first_date: days[0] ?? null,
    last_date: days[days.length - 1] ?? null,
  }
}

/** Products, stores, stock and purchases: scored by the share of rows that could be read. */
async function masterReport(
  db: Database,
  dataset: Dataset,
  profile: ImportProfile,
  mapping: Mapping,
  dataset_no: number,
): Promise<HealthReport> {
  const [lines] = await db.all<{ accepted: number; duplicates: number; first_date: string | null; last_date: string | null }>(sql`
    SELECT count(*) AS accepted, count(*) FILTER (WHERE state <> 0) AS duplicates, min(date)::VARCHAR AS first_date, max(date)::VARCHAR AS last_date FROM (
      SELECT dataset_no, 0 AS state, NULL::DATE AS date FROM product_fact UNION ALL SELECT dataset_no, 0, NULL FROM store_fact
      UNION ALL SELECT dataset_no, 0, date FROM inventory_fact UNION ALL SELECT dataset_no, state, date FROM purchase_fact
    ) WHERE dataset_no = ${dataset_no}`)
  const { accepted, duplicates, first_date, last_date } = lines ?? { accepted: 0, duplicates: 0, first_date: null, last_date: null }
  const [labelled] = await db.all<{ warned: number }>(sql`
    SELECT count(DISTINCT w.row_no) AS warned FROM row_issue w
    WHERE w.dataset_no = ${dataset_no} AND w.severity = 'warn' AND w.row_no > 0
      AND NOT EXISTS (SELECT 1 FROM purchase_fact p WHERE p.dataset_no = w.dataset_no AND p.row_no = w.row_no AND p.state <> 0)`)
  const counts = await countRows(db, dataset_no, profile.rows_total, {
    ok: accepted - duplicates,
    warned: labelled?.warned ?? 0,
    moved: duplicates,
  })
  const derived: IssueSummary[] = []
  if (duplicates > 0) {
    const rows = await db.all<{ row_no: number }>(
      sql`SELECT row_no FROM purchase_fact WHERE dataset_no = ${dataset_no} AND state <> 0 ORDER BY row_no LIMIT ${LIMITS.issue_examples}`,
    )
    const examples = rows.map(({ row_no }) => ({ row_no, field: null, raw_value: null, suggestion: null }))
    derived.push({ code: 'I_DUPLICATE', severity: 'set_aside', rows: duplicates, examples })
  }
  const score = whole(100 * validShare(counts, accepted))
  return {
    ...(await common(db, dataset, profile, mapping, dataset_no, accepted, derived)),
    counts,
    health_score: score,
    parts: null,
    band: band(score),
    first_date,
    last_date,
  }
}

async function countRows(
  db: Database,
  dataset_no: number,
  total: number,
  { ok, warned, moved }: { ok: number; warned: number; moved: number },
): Promise<RowCounts> {
  const [row] = await db.all<{ rejected: number; set_aside: number }>(sql`
    SELECT count(*) FILTER (WHERE severity = 'reject') AS rejected, count(*) FILTER (WHERE severity = 'set_aside') AS set_aside
    FROM row_issue WHERE dataset_no = ${dataset_no}`)
  return { total, ok, warned, rejected: row?.rejected ?? 0, set_aside: (row?.set_aside ?? 0) + moved }
}

async function common(
  db: Database,
  dataset: Dataset,
  profile: ImportProfile,
  mapping: Mapping,
  dataset_no: number,
  accepted: number,
  derived: readonly IssueSummary[],
) {
  const { date_order, decimal_sep, amount_reading, footer } = profile
  return {
    dataset_id: dataset.dataset_id,
    issues: await readIssues(db, dataset_no, { accepted, bad_bytes: profile.bad_bytes, date_order, derived }),
    mapping,
    header: dataset.recognition?.header ?? [],
    date_order,
    decimal_sep,
    amount_reading,
    footer,
  }
}
