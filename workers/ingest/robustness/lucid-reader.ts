import { LucidError } from '../../../src/domain/errors'
import { bytesSource } from '../../db/byte-source'
import type { Database } from '../../db/database'
import { ident, sql } from '../../db/sql'
import { registerDataset } from '../derive/register-dataset'
import { importFile } from '../import-file'
import { TRUTH } from './polluted'

/** exact: all figures right. honest: refused, asked, or what is missing is named row by row. wrong: other figures without a word. */
export type Verdict = 'exact' | 'honest' | 'wrong'

/** Reads a file as the host does, without the steps that look at other files, and compares with the truth. */
export async function lucidVerdict(db: Database, bytes: Uint8Array, lost = 0): Promise<{ verdict: Verdict; why: string }> {
  for (const table of ['dataset', 'sales_fact', 'row_issue', 'reject_row']) await db.run(sql`DELETE FROM ${ident(table)}`)
  const uploaded_at = '2026-07-01T10:00:00Z'
  const dataset_no = await registerDataset(db, {
    dataset_id: 'polluted',
    kind: 'sales',
    source: 'generic',
    exported_at: null,
    uploaded_at,
    mapping_version: 1,
  })
  try {
    const { outcome } = await importFile(
      db,
      {
        dataset_no,
        filename: 'sales.csv',
        source: bytesSource(bytes),
        remembered: null,
        mapping: null,
        uploaded_at,
        date_context: { remembered: null, locale: 'en-IN' },
      },
      { progress: () => {}, signal: new AbortController().signal },
    )
    if (outcome.status === 'questions')
      return { verdict: 'honest', why: `asks about ${outcome.questions.map((one) => ('role' in one ? one.role : one.about)).join(', ')}` }
  } catch (error) {
    if (error instanceof LucidError && error.code !== 'internal') return { verdict: 'honest', why: error.code }
    throw error
  }
  const [found] = await db.all<{ rows: number; net: number; units: number; days: number }>(sql`
    SELECT count(*) AS rows, coalesce(sum(net_ex_tax), 0)::BIGINT AS net, coalesce(sum(qty), 0)::BIGINT AS units, coalesce(sum(date - DATE '2026-01-01'), 0)::BIGINT AS days FROM sales_fact`)
  const rejects = await db.all<{ code: string; n: number }>(
    sql`SELECT code, count(*) AS n FROM row_issue WHERE severity = 'reject' GROUP BY code ORDER BY code`,
  )
  const [unpriced] = await db.all<{ n: number }>(sql`SELECT count(*) AS n FROM sales_fact WHERE net_ex_tax IS NULL`)
  if (unpriced?.n) rejects.push({ code: 'W_NO_PRICE', n: unpriced.n })
  const rejected = rejects.reduce((sum, one) => sum + one.n, 0)
  const names = rejects.map(({ code, n }) => `${n} ${code}`).join(', ')
  const f = found ?? { rows: 0, net: 0, units: 0, days: 0 }
  const same = f.rows === TRUTH.rows && f.net === TRUTH.net && f.units === TRUTH.units && f.days === TRUTH.days
  if (same) return { verdict: 'exact', why: rejected > 0 ? `rejects ${names}` : '' }
  const told = f.rows + rejected >= TRUTH.rows - lost && rejected > 0 && f.net < TRUTH.net && f.days <= TRUTH.days
  return {
    verdict: told ? 'honest' : 'wrong',
    why: told
      ? `rejects ${names}`
      : `rows ${f.rows}, net ${f.net / 1e4} of ${TRUTH.net / 1e4}, units ${f.units / 1e3} of ${TRUTH.units / 1e3}, days ${f.days} of ${TRUTH.days}; rejects ${names}`,
  }
}
