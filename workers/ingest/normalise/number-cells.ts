import type { Role } from '../../../src/domain/mapping'
import type { Database } from '../../db/database'
import { ident, join, raw, type Sql, sql } from '../../db/sql'
import { cell, type RoleColumns } from './columns'
import type { NumberCell } from './parse-cells'
import { SLICE } from './slice'

/** A numeric column. Values are BIGINT in 1/10**scale: money 4, quantities 3, plain numbers as money. */
export interface NumberColumn {
  column: number
  role: Role
  scale: 3 | 4
}

const isQuantity = (role: Role): boolean => role === 'qty' || role === 'stock' || role === 'free_qty' || role === 'returned_qty'

/** Columns of these roles, in file order. */
export function numberColumns(columns: RoleColumns, roles: readonly Role[]): NumberColumn[] {
  return roles.flatMap((role) =>
    columns.all(role).map((column) => ({ column, role, scale: isQuantity(role) ? (3 as const) : (4 as const) })),
  )
}

/** What a text means in a column; the semantics live in parse-cells, in TypeScript. */
export type ReadNumber = (text: string, column: NumberColumn) => NumberCell

/**
 * Numeric cells of a slice. Plain numbers are cast by the engine; whatever it cannot cast is read by `read`, once per distinct text, and
 * joined back from a table of that column. A column gets its table when its first odd text shows up (`more`).
 */
export class NumberCells {
  private readonly odd = new Set<number>()
  private readonly with_plus = new Set<number>()

  constructor(
    private readonly db: Database,
    readonly columns: readonly NumberColumn[],
    private readonly decimal_sep: '.' | ',',
    private readonly read: ReadNumber,
    /** hears every text that the engine could not cast */
    private readonly heard: (column: NumberColumn, texts: readonly string[]) => void,
  ) {}

  /** The engine could read every number so far. */
  get plain(): boolean {
    return this.odd.size === 0
  }
  bit(at: number): number {
    return 2 ** at
  }
  /** The engine's own reading, or NULL. `guarded`: the slice holds an underscore somewhere, which the engine takes inside numbers. */
  fast(column: NumberColumn, guarded: boolean): Sql {
    const c = sql`s.${cell(column.column)}`
    const plain = this.decimal_sep === '.' ? c : sql`replace(${c}, ',', '.')`
    // 18 digits after the multiplication: the whole cast stays in 64 bits. What is longer is left to `read`
    const type = raw(column.scale === 4 ? 'DECIMAL(13,4)' : 'DECIMAL(11,3)')
    const cast = sql`CAST(TRY_CAST(${plain} AS ${type}) * ${10 ** column.scale} AS BIGINT)`
    const doubt = [guarded ? sql`contains(${c}, '_')` : null, this.decimal_sep === ',' ? sql`contains(${c}, '.')` : null].filter(
      (d) => d !== null,
    )
    return doubt.length === 0 ? cast : sql`CASE WHEN NOT (${join(doubt, ' OR ')}) THEN ${cast} END`
  }
  /** `n<k>`: the engine's reading of every numeric column. First of two steps, so that a cast runs once. */
  fastColumns(guarded: boolean): Sql[] {
    return this.columns.map((column) => sql`${this.fast(column, guarded)} AS ${ident(`n${column.column}`)}`)
  }
  value(column: NumberColumn): Sql {
    const n = sql`s.${ident(`n${column.column}`)}`
    return this.odd.has(column.column) ? sql`coalesce(${n}, ${this.alias(column)}.value)` : n
  }
  /** What the columns of a role add up to; NULL where none of them has a value. null = the table has no such column. */
  sum(role: Role): Sql | null {
    const values = this.columns.filter((column) => column.role === role).map((column) => this.value(column))
    if (values.length < 2) return values[0] ?? null
    const all = values.map((value) => sql`coalesce(${value}, 0)`)
    return sql`CASE WHEN coalesce(${join(values)}) IS NOT NULL THEN ${join(all, ' + ')} END`
  }
  /** Some cell of the column that was read holds a second quantity. */
  hasPlus({ column }: NumberColumn): boolean {
    return this.with_plus.has(column)
  }
  /** The second quantity of the cell. */
  plus(column: NumberColumn): Sql {
    return this.odd.has(column.column) ? sql`${this.alias(column)}.plus` : raw('NULL::BIGINT')
  }
  /** Bits of the columns whose text is not a number, and of those whose text has not been read yet. */
  bad(): Sql {
    return this.bits((column) => (this.odd.has(column.column) ? sql`${this.alias(column)}.bad` : null))
  }
  unread(): Sql {
    return this.bits((column) => {
      const unread = sql`s.${ident(`n${column.column}`)} IS NULL AND s.${cell(column.column)} IS NOT NULL`
      return this.odd.has(column.column) ? sql`${unread} AND ${this.alias(column)}.text IS NULL` : unread
    })
  }
  unitUnknown(): Sql {
    const odd = this.columns.filter((column) => column.scale === 3 && this.odd.has(column.column))
    return odd.length === 0
      ? raw('FALSE')
      : sql`(${join(
          odd.map((column) => sql`coalesce(${this.alias(column)}.unit_unknown, FALSE)`),
          ' OR ',
        )})`
  }
  /** The quantity cell names its own unit. */
  unitNamed(): Sql {
    const odd = this.columns.filter((column) => column.scale === 3 && this.odd.has(column.column))
    return odd.length === 0
      ? raw('FALSE')
      : sql`(${join(
          odd.map((column) => sql`coalesce(${this.alias(column)}.unit_named, FALSE)`),
          ' OR ',
        )})`
  }
  /** Currency written in the cells themselves, or NULL. */
  currency(): Sql {
    const odd = this.columns.filter((column) => column.scale === 4 && this.odd.has(column.column))
    return odd.length === 0 ? raw('NULL::VARCHAR') : sql`coalesce(${join(odd.map((column) => sql`${this.alias(column)}.currency`))}, NULL)`
  }
  /** Some amount of the slice names its currency. */
  hasCurrency(): boolean {
    return this.columns.some((column) => column.scale === 4 && this.odd.has(column.column))
  }
  joins(): Sql[] {
    return this.columns
      .filter((column) => this.odd.has(column.column))
      .map(
        (column) =>
          sql`LEFT JOIN ${ident(`number_c${column.column}`)} ${this.alias(column)} ON ${this.alias(column)}.text = s.${cell(column.column)}`,
      )
  }
  /** Begins with the columns that another reading of the same cells found to hold odd texts. */
  follow(before: NumberCells): void {
    if (before.decimal_sep === this.decimal_sep) for (const column of before.odd) this.odd.add(column)
  }
  /** Notes which columns of the slice hold odd texts. Worth its casts where a reading that meets them would have to be done again. */
  async look(guarded: boolean): Promise<void> {
    const left = this.columns.filter(({ column }) => !this.odd.has(column))
    if (left.length === 0) return
    const odd = left.map(
      (column) => sql`bool_or(s.${cell(column.column)} IS NOT NULL AND ${this.fast(column, guarded)} IS NULL) AS ${cell(column.column)}`,
    )
    const [found] = await this.db.all<Record<string, boolean | null>>(sql`SELECT ${join(odd)} FROM ${SLICE} s`)
    for (const { column } of left) if (found?.[`c${column}`]) this.odd.add(column)
  }
  /** Notes the columns of an `unread` mask. */
  more(mask: number): void {
    this.columns.forEach((column, at) => {
      if (Math.floor(mask / this.bit(at)) % 2 === 1) this.odd.add(column.column)
    })
  }
  /** Reads the odd texts of the slice into the tables that `joins` uses. */
  async resolve(guarded: boolean): Promise<void> {
    for (const column of this.columns) {
      if (!this.odd.has(column.column)) continue
      const rows = await this.db.all<{ text: string }>(sql`
        SELECT DISTINCT s.${cell(column.column)} AS text FROM ${SLICE} s
        WHERE s.${cell(column.column)} IS NOT NULL AND ${this.fast(column, guarded)} IS NULL`)
      const texts = rows.map((row) => row.text)
      this.heard(column, texts)
      const read = texts.map((one) => this.read(one, column))
      if (read.some(({ plus }) => plus !== null)) this.with_plus.add(column.column)
      const table = `number_c${column.column}`
      await this.db.run(
        sql`CREATE OR REPLACE TEMP TABLE ${ident(table)} (text VARCHAR, value BIGINT, bad BOOLEAN, unit_unknown BOOLEAN, unit_named BOOLEAN, currency VARCHAR, plus BIGINT)`,
      )
      if (texts.length > 0)
        await this.db.insertColumns(
          table,
          {
            text: texts,
            value: read.map((one) => one.value),
            bad: read.map((one) => (one.bad ? 1n : 0n)),
            unit_unknown: read.map((one) => (one.unit_unknown ? 1n : 0n)),
            unit_named: read.map((one) => (one.unit_named ? 1n : 0n)),
            currency: read.map((one) => one.currency),
            plus: read.map((one) => one.plus),
          },
          'append',
        )
    }
  }
  private alias(column: NumberColumn): Sql {
    return ident(`odd${column.column}`)
  }
  private bits(of: (column: NumberColumn) => Sql | null): Sql {
    const terms = this.columns.flatMap((column, at) => {
      const one = of(column)
      return one === null ? [] : [sql`CASE WHEN ${one} THEN ${this.bit(at)} ELSE 0 END`]
    })
    return terms.length === 0 ? raw('0') : join(terms, ' + ')
  }
}
