import type { Role } from '../../../src/domain/mapping'
import type { Database } from '../../db/database'
import { join, raw, type Sql, sql } from '../../db/sql'
import type { Slice } from '../read/scan'
import { cell } from './columns'
import { SLICE } from './slice'

/** What a table writes once, carried down to the lines that it holds for. */
export interface Carry {
  /** the role that the finding about it names */
  readonly field: Role
  /** lines were carried to, in this pass or another */
  readonly happened: boolean
  /** the table writes everything on every line, as far as was seen: slices stay as they are */
  readonly idle: boolean
  /** Fills the staged slice. */
  apply(slice: Slice): Promise<void>
  /** Takes the lines that only head others out of the judged slice. */
  setHeadsAside(): Promise<void>
}

/** What a line says in the columns that are carried, as one value. */
export const headOf = (columns: readonly number[]): Sql => sql`struct_pack(${join(columns.map((k) => sql`${cell(k)} := ${cell(k)}`))})`

/** The same of texts that are known; null = of none. */
export const headFrom = (columns: readonly number[], texts: readonly (string | null)[] | undefined): Sql =>
  texts ? sql`struct_pack(${join(columns.map((k, i) => sql`${cell(k)} := ${texts[i] ?? null}::VARCHAR`))})` : raw('NULL')

/**
 * Fills the carried columns of the staged slice, where they are blank, from the line that each follows. `marked` has file_row, takes and head (headOf) of its lines. Gives what the
 * next slice begins with.
 */
export async function fillDown(db: Database, columns: readonly number[], marked: Sql): Promise<(string | null)[]> {
  await db.run(sql`
    CREATE OR REPLACE TEMP TABLE ${SLICE} AS SELECT s.* REPLACE (${join(
      columns.map(
        (k) => sql`CASE WHEN m.takes THEN coalesce(nullif(trim(s.${cell(k)}), ''), m.head.${cell(k)}) ELSE s.${cell(k)} END AS ${cell(k)}`,
      ),
    )}) FROM ${SLICE} s LEFT JOIN ${marked} m USING (file_row) ORDER BY s.file_row`)
  const [last] = await db.all<Record<string, string | null>>(sql`
    SELECT ${join(columns.map((k) => sql`m.head.${cell(k)} AS ${cell(k)}`))} FROM ${marked} m WHERE head IS NOT NULL ORDER BY file_row DESC LIMIT 1`)
  return columns.map((k) => last?.[`c${k}`] ?? null)
}
