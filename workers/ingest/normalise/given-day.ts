import { type Mapping, needsDay } from '../../../src/domain/mapping'
import type { Database } from '../../db/database'
import { sql } from '../../db/sql'
import { cell } from './columns'
import type { Rewrite } from './rewrite'
import { SLICE } from './slice'

/** A table of sales or purchases whose rows have no day, with the one that was said of all of them (ISO) as a further column behind what `inner` adds. null = it needs none, or none was said. */
export function givenDay(db: Database, mapping: Mapping, width: number, inner: Rewrite | null): Rewrite | null {
  const day = mapping.defaults?.day
  if (day === undefined || !needsDay(mapping)) return null
  const before = inner?.roles ?? Array.from({ length: width }, (_, k) => mapping.columns[k] ?? null)
  const added = before.length + (inner?.taken_back != null ? 1 : 0)
  return {
    roles: [...before, ...(added > before.length ? [null] : []), 'date'],
    taken_back: inner?.taken_back ?? null,
    prepare: async () => inner?.prepare(),
    async apply() {
      await inner?.apply()
      await db.run(
        sql`CREATE OR REPLACE TEMP TABLE ${SLICE} AS SELECT s.*, ${day}::VARCHAR AS ${cell(added)} FROM ${SLICE} s ORDER BY s.file_row`,
      )
    },
    finish: async () => inner?.finish(),
  }
}
