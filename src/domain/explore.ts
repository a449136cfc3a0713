import { z } from 'zod'
import { Row } from './metric'

/** One statement of a person. `query_id` is the caller's own name for it, by which it can be cancelled. */
export const ExploreAsk = z.object({ sql: z.string(), query_id: z.string().optional() })
export type ExploreAsk = z.infer<typeof ExploreAsk>

/** Its rows, as objects by column name. Numbers of every SQL type are DOUBLE; dates, lists and structs are text. Without ORDER BY the order means nothing. */
export const ExploreResult = z.object({
  columns: z.array(z.object({ name: z.string(), type: z.enum(['DOUBLE', 'BOOLEAN', 'VARCHAR']) })),
  results: z.array(Row),
  /** there were more rows than LIMITS.sql_rows */
  truncated: z.boolean(),
})
export type ExploreResult = z.infer<typeof ExploreResult>
