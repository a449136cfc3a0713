import type { Database } from '../db/database'
import { type Sql, sql } from '../db/sql'
import { refused } from './static-guard'

/** Operators of a plan that read tables of the database and compute. Whatever reads a file, a setting or the catalogue, or writes, has another name. */
const OPERATORS: ReadonlySet<string> = new Set(
  `
ASOF_JOIN BLOCKWISE_NL_JOIN COLUMN_DATA_SCAN CROSS_PRODUCT CTE CTE_SCAN DELIM_SCAN DUMMY_SCAN EMPTY_RESULT FILTER HASH_GROUP_BY HASH_JOIN IE_JOIN
INOUT_FUNCTION LEFT_DELIM_JOIN LIMIT LIMIT_PERCENT NESTED_LOOP_JOIN ORDER_BY PARTITIONED_AGGREGATE PERFECT_HASH_GROUP_BY PIECEWISE_MERGE_JOIN
POSITIONAL_JOIN POSITIONAL_SCAN PROJECTION RANGE REC_CTE REC_CTE_SCAN RECURSIVE_CTE RECURSIVE_CTE_SCAN RESERVOIR_SAMPLE RIGHT_DELIM_JOIN SEQ_SCAN
GENERATE_SERIES STREAMING_LIMIT STREAMING_SAMPLE STREAMING_WINDOW TOP_N UNGROUPED_AGGREGATE UNION UNNEST WINDOW
`
    .trim()
    .split(/\s+/),
)

interface PlanNode {
  name: string
  children?: PlanNode[]
}

/** Prepares a statement without running it. Throws sql_refused when its plan holds anything but reading and computing. */
export async function checkPlan(db: Database, query: Sql): Promise<void> {
  const rows = await db.all<{ explain_value: string }>(sql`EXPLAIN (FORMAT JSON) ${query}`)
  for (const { explain_value } of rows) for (const node of JSON.parse(explain_value) as PlanNode[]) check(node)
  if (rows.length === 0) throw refused('plan', 'This statement has no plan.')
}

function check({ name, children = [] }: PlanNode): void {
  if (!OPERATORS.has(name.trim()))
    throw refused('plan', `This statement would need ${name.trim()}, which is not allowed here.`, name.trim())
  children.forEach(check)
}
