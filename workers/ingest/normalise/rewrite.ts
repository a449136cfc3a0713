import type { Mapping, Role } from '../../../src/domain/mapping'
import type { Database } from '../../db/database'
import { ident, join, raw, type Sql, sql } from '../../db/sql'
import { stageSlice } from '../read/stage'
import { sourceColumns } from '../sources/registry'
import type { CellRules, Cells, Source } from '../sources/source'
import { SourceHeader } from '../sources/source-header'
import { moneyOf } from '../sources/sql-text'
import { cell, text } from './columns'
import type { PassInput } from './pass'
import { SLICE } from './slice'

const STAGE = 'source_stage'
const ROWS = raw('source_rows')
const WHOLE = raw('source_whole')

/**
 * What a source says in place of its cells: further columns behind the file's own, which take over their roles. A role that a person has given to
 * another column than the source does stays with that column.
 */
export interface Rewrite {
  /** roles of all columns, the added ones last */
  roles: (Role | null)[]
  /** number of the column with revenue taken back, BIGINT 1/10000 as text; null when the source has none */
  taken_back: number | null
  /** reads what the whole file must tell; once per import */
  prepare(): Promise<void>
  /** adds the columns to the staged slice */
  apply(): Promise<void>
  finish(): Promise<void>
}

/** Fields of a bill that its further lines leave blank. */
const BILL_FIELDS: ReadonlySet<Role> = new Set<Role>(['date', 'received', 'transaction_id', 'customer', 'currency', 'payment', 'store'])

/** null where the source changes no cell, or the mapping is not of its kind. */
export function rewriteOf(db: Database, pass: PassInput, source: Source | null, mapping: Mapping): Rewrite | null {
  if (!source || source.kind !== mapping.kind) return null
  const names = pass.shape.header
  const cells = new StagedCells(names)
  const row: CellRules = source.cells?.(cells) ?? { roles: {} }
  const whole: CellRules = source.whole?.rules() ?? { roles: {} }
  const said: Partial<Record<Role, Sql>> = { ...row.roles, ...whole.roles }
  // what a person says of this file is nearer to it than what holds for its platform
  if (source.channel && !said.channel && !mapping.columns.includes('channel') && !mapping.defaults?.channel)
    said.channel = sql`${source.channel}`
  const own = sourceColumns(source, names)
  const kept = (role: Role): boolean => mapping.columns.every((given, k) => given !== role || own[k] === role)
  const added = (Object.entries(said) as [Role, Sql][]).filter(([role]) => kept(role))
  const taken = whole.taken_back ?? row.taken_back ?? null
  if (added.length === 0 && taken === null) return null
  const replaced = new Set(added.map(([role]) => role))
  const roles: (Role | null)[] = [...names.map((_, k) => mapping.columns[k] ?? null)].map((role) =>
    role !== null && replaced.has(role) ? null : role,
  )
  for (const [role] of added) roles.push(role)
  const texts = [...added.map(([, value]) => value), ...(taken ? [taken] : [])]
  const width = names.length
  return {
    roles,
    taken_back: taken ? width + added.length : null,
    async prepare() {
      if (source.whole) await readWhole(db, pass, source.whole, cells)
    },
    async apply() {
      const columns = texts.map((value, i) => sql`, (${value})::VARCHAR AS ${cell(width + i)}`)
      // a rejected continuation row is downloaded with its bill's fields, so that it can be read by itself
      const filled = added.flatMap(([role, value]) => {
        const k = own.indexOf(role)
        return source.whole && BILL_FIELDS.has(role) && k >= 0 ? [sql`coalesce(s.${cell(k)}, ${value}) AS ${cell(k)}`] : []
      })
      const replace = filled.length > 0 ? sql` REPLACE (${join(filled)})` : raw('')
      await db.run(sql`CREATE OR REPLACE TEMP TABLE ${SLICE} AS SELECT s.*${replace}${join(columns, '')} FROM ${SLICE} s
        ${source.whole ? sql`LEFT JOIN ${WHOLE} g USING (file_row)` : raw('')} ORDER BY s.file_row`)
    },
    async finish() {
      if (source.whole) await db.run(sql`DROP TABLE IF EXISTS ${WHOLE}`)
    },
  }
}

/** Stages the columns that `whole` reads, slice by slice, and keeps what its SELECT makes of them. */
async function readWhole(db: Database, pass: PassInput, whole: NonNullable<Source['whole']>, cells: StagedCells): Promise<void> {
  const { header } = pass.shape
  const columns = [...new Set(whole.reads.flatMap((name) => cells.header.find(name) ?? []))].sort((a, b) => a - b)
  await db.run(
    sql`CREATE OR REPLACE TEMP TABLE ${ROWS} (file_row INTEGER${join(
      columns.map((k) => sql`, ${cell(k)} VARCHAR`),
      '',
    )})`,
  )
  for (const slice of pass.scan.slices) {
    if (slice.first_row + slice.rows <= pass.rows_above || slice.too_long) continue
    await stageSlice(db, pass.source, pass.scan, slice, { table: STAGE, columns, width: header.length })
    await db.run(
      sql`INSERT INTO ${ROWS} SELECT file_row${join(
        columns.map((k) => sql`, ${cell(k)}`),
        '',
      )} FROM ${ident(STAGE)} WHERE file_row >= ${pass.rows_above} AND shape = 0`,
    )
  }
  await db.run(sql`
    CREATE OR REPLACE TEMP TABLE ${WHOLE} AS ${whole.select(cells, sql`${ROWS} s`)};
    DROP TABLE ${ROWS}; DROP TABLE IF EXISTS ${ident(STAGE)}`)
}

class StagedCells implements Cells {
  readonly header: SourceHeader
  constructor(names: readonly string[]) {
    this.header = new SourceHeader(names)
  }
  has(name: string): boolean {
    return this.header.has(name)
  }
  text(...names: string[]): Sql {
    const k = this.header.find(...names)
    return k === null ? raw('NULL::VARCHAR') : sql`nullif(${text(k)}, '')`
  }
  money(...names: string[]): Sql {
    return this.header.find(...names) === null ? raw('NULL::BIGINT') : moneyOf(this.text(...names))
  }
}
