import type { IssueSummary } from '../../../src/domain/dataset'
import type { Severity } from '../../../src/domain/issue-codes'
import { LIMITS } from '../../../src/domain/limits'
import type { DateOrder } from '../../../src/domain/mapping'
import type { Database } from '../../db/database'
import { sql } from '../../db/sql'
import { suggestionFor } from './suggestion'

export type Example = IssueSummary['examples'][number]

const ORDER: readonly Severity[] = ['reject', 'warn', 'set_aside', 'info']

interface Around {
  /** rows that a finding about the whole table concerns */
  accepted: number
  bad_bytes: number
  date_order: DateOrder | null
  /** findings that are not in row_issue */
  derived: readonly IssueSummary[]
}

/** Every finding of a dataset by code, worst first, with a few examples in row order. */
export async function readIssues(db: Database, dataset_no: number, around: Around): Promise<IssueSummary[]> {
  const counted = await db.all<{ code: string; severity: Severity; rows: number; whole_table: number }>(sql`
    SELECT code, severity, count(*) FILTER (WHERE row_no > 0) AS rows, count(*) FILTER (WHERE row_no = 0) AS whole_table
    FROM row_issue WHERE dataset_no = ${dataset_no} GROUP BY code, severity`)
  const examples = await db.all<Example & { code: string; severity: string }>(sql`
    SELECT code, severity, row_no, field, raw_value, suggestion FROM row_issue WHERE dataset_no = ${dataset_no} AND row_no > 0
    QUALIFY row_number() OVER (PARTITION BY code, severity ORDER BY row_no, field, raw_value) <= ${LIMITS.issue_examples} ORDER BY row_no`)
  const found: IssueSummary[] = counted.map(({ code, severity, rows, whole_table }) => ({
    code,
    severity,
    rows: whole_table > 0 ? around.accepted : rows,
    examples: examples
      .filter((one) => one.code === code && one.severity === severity)
      .map(({ row_no, field, raw_value, suggestion }) => ({
        row_no,
        field,
        raw_value,
        suggestion: suggestion ?? suggestionFor(code, raw_value, around.date_order),
      })),
  }))
  if (around.bad_bytes > 0)
    found.push({
      code: 'E_MIXED_ENCODING',
      severity: 'warn',
      rows: 0,
      examples: [{ row_no: 0, field: null, raw_value: String(around.bad_bytes), suggestion: null }],
    })
  return [...found, ...around.derived].sort(
    (a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || b.rows - a.rows || (a.code < b.code ? -1 : 1),
  )
}
