import type { Role } from '../../../src/domain/mapping'
import type { Database } from '../../db/database'
import { join, raw, type Sql, sql } from '../../db/sql'
import { decimalEvidence } from '../recognise/numbers'
import { cell, type RoleColumns } from './columns'
import { rowNo } from './findings'
import { NumberCells, type NumberColumn } from './number-cells'
import { ACCEPTED, no, REJECTED, SET_ASIDE } from './outcomes'
import { readNumber } from './parse-cells'
import { PRODUCT_ONLY, ProductColumns } from './product-columns'
import { ProductNames } from './product-names'
import { repeatedHeader } from './repeated-header'
import { numberColumns } from './sales-table'
import { ROWS } from './set-aside'
import { SHAPE, SLICE } from './slice'
import type { SliceTable, TableInput, Tally } from './slice-table'
import { StoreNames } from './store-names'

/** What all tables but sales share: rows judged by shape, name and numbers, and nothing to weigh but the decimal sign. Goods add dates (goods-table). */
export abstract class MasterTable implements SliceTable {
  readonly evidence = { comma: false, point: false }
  protected readonly numbers: NumberCells
  private first = true

  constructor(
    protected readonly db: Database,
    protected readonly input: TableInput,
    protected readonly columns: RoleColumns,
    decimal_sep: '.' | ',',
    numbers: readonly Role[],
  ) {
    this.numbers = new NumberCells(
      db,
      numberColumns(columns, numbers),
      decimal_sep,
      (text, column) => readNumber(text, column, decimal_sep),
      (_, texts) => {
        const says = decimalEvidence(texts)
        if (says === ',') this.evidence.comma = true
        if (says === '.') this.evidence.point = true
      },
    )
  }

  abstract start(): Promise<void>
  abstract write(dataset_no: number, rows_above: number): Promise<void>
  protected abstract resolveNames(): Promise<void>
  /** values of a row, beside its outcome */
  protected abstract values(): Sql
  protected abstract nameJoins(): Sql[]
  protected abstract nameMissing(): Sql
  /** the row has no date where its table has dates; rows of tables without are judged by their names alone */
  protected dateEmpty(): Sql {
    return raw('TRUE')
  }
  /** WHEN arms over the row's values for what else refuses it, and the code of a cell that is no number */
  protected refusals(): Sql {
    return raw('')
  }
  /** bits of the numbers that refuse a row where they are none */
  protected heeded(): number {
    return this.numbers.columns.reduce((mask, _, at) => mask + this.numbers.bit(at), 0)
  }
  protected badCode(): Sql {
    return no('E_AMOUNT_PARSE')
  }
  /** bits of the labels that an accepted row gets */
  protected flags(): Sql {
    return raw('0')
  }

  async judge(guarded: boolean): Promise<number> {
    let refused = 0
    await this.resolveNames()
    if (this.first) await this.numbers.look(guarded)
    this.first = false
    for (let again = 0; again < 2; again++) {
      await this.numbers.resolve(guarded)
      const fast = this.numbers.columns.length ? sql`, ${join(this.numbers.fastColumns(guarded))}` : raw('')
      await this.db.run(sql`
        CREATE OR REPLACE TEMP TABLE ${ROWS} AS
        WITH fast AS (SELECT s.*${fast} FROM ${SLICE} s),
        cells AS (
          SELECT s.file_row, s.shape, ${repeatedHeader(this.columns, this.input.header)} AS is_header, ${this.nameMissing()} AS product_empty, ${this.dateEmpty()} AS date_empty,
            (${this.numbers.bad()}) & ${this.heeded()} AS bad, ${this.numbers.unread()} AS unread_numbers, NULL::BIGINT AS raw_price, ${this.values()}
          FROM fast s ${join([...this.numbers.joins(), ...this.nameJoins()], ' ')}
        )
        SELECT (CASE WHEN shape = ${SHAPE.blank} THEN ${no('I_BLANK')} WHEN shape = ${SHAPE.line_too_long} THEN ${no('E_LINE_TOO_LONG')}
            WHEN shape = ${SHAPE.cell_too_long} THEN ${no('E_CELL_TOO_LONG')} WHEN shape = ${SHAPE.ragged} THEN ${no('E_RAGGED')}
            WHEN is_header THEN ${no('I_REPEATED_HEADER')} WHEN product_empty THEN ${no('E_PRODUCT_MISSING')} WHEN bad <> 0 THEN ${this.badCode()} ${this.refusals()} ELSE 0 END)::UTINYINT AS outcome, (${this.flags()}) AS flags, *
        FROM cells`)
      const masks = this.numbers.columns.map((_, at) => {
        const bit = this.numbers.bit(at)
        return sql`coalesce(max(CASE WHEN unread_numbers & ${bit} <> 0 THEN ${bit} ELSE 0 END), 0)`
      })
      const [asked] = await this.db.all<{ numbers: number; refused: number }>(
        sql`SELECT ${masks.length ? join(masks, ' + ') : raw('0')} AS numbers, count(*) FILTER (WHERE ${REJECTED}) AS refused FROM ${ROWS}`,
      )
      refused = asked?.refused ?? 0
      if (!asked?.numbers) break
      this.numbers.more(asked.numbers)
    }
    return refused
  }
  async weigh(): Promise<void> {
    if (!this.evidence.comma || this.evidence.point) return
    for (const column of this.numbers.columns) {
      const [row] = await this.db.all<{ n: number }>(
        sql`SELECT count(*) AS n FROM ${SLICE} s WHERE regexp_full_match(s.${cell(column.column)}, '[-+]?\\d+\\.\\d{1,2}')`,
      )
      if (row?.n) this.evidence.point = true
    }
  }
  async label(_dataset_no: number, _rows_above: number, _flags: number): Promise<void> {}
  summed() {
    return []
  }
  badAmount() {
    const cases = this.numbers.columns.map((column, at) => ({ column, when: sql`r.bad & ${this.numbers.bit(at)} <> 0` }))
    const of = (value: (column: NumberColumn) => Sql) =>
      cases.length === 0
        ? raw('NULL')
        : sql`CASE ${join(
            cases.map(({ when, column }) => sql`WHEN ${when} THEN ${value(column)}`),
            ' ',
          )} END`
    return { field: of((column) => sql`${column.role}`), value: of((column) => sql`s.${cell(column.column)}`) }
  }
  async tally(): Promise<Tally> {
    const [row] = await this.db.all<Record<'rows' | 'ok' | 'set_aside' | 'ragged' | 'flags', number>>(sql`
      SELECT count(*) AS rows, coalesce(bit_or(CASE WHEN ${ACCEPTED} THEN flags END), 0) AS flags, count(*) FILTER (WHERE ${ACCEPTED}) AS ok, count(*) FILTER (WHERE ${SET_ASIDE}) AS set_aside,
        count(*) FILTER (WHERE outcome = ${no('E_RAGGED')}) AS ragged FROM ${ROWS}`)
    const { rows, ok, set_aside, ragged, flags } = row ?? { rows: 0, ok: 0, set_aside: 0, ragged: 0, flags: 0 }
    return { rows, ok, set_aside, ragged, flags, testable: 0, agreeing: 0, derived: 0, sums: new Map() }
  }
  protected number(role: Role): Sql {
    const column = this.numbers.columns.find((one) => one.role === role)
    return column ? this.numbers.value(column) : raw('NULL::BIGINT')
  }
}

/** Rows of a products file: prices and costs 1/10000, GST in basis points, shelf life in whole days. */
export class ProductsTable extends MasterTable {
  private readonly names: ProductNames
  private readonly described: ProductColumns

  constructor(db: Database, input: TableInput, columns: RoleColumns, decimal_sep: '.' | ',') {
    super(db, input, columns, decimal_sep, ['cost', 'mrp', ...PRODUCT_ONLY])
    this.names = new ProductNames(db, columns, input.source_type)
    this.described = new ProductColumns(columns, true)
  }
  start(): Promise<void> {
    return this.names.start()
  }
  protected resolveNames(): Promise<void> {
    return this.names.resolve()
  }
  protected nameJoins(): Sql[] {
    return [this.names.join()]
  }
  protected nameMissing(): Sql {
    return raw('p.item_no IS NULL')
  }
  protected values(): Sql {
    return sql`p.item_no AS item_no, ${this.described.values((role) => this.number(role))}, ${this.number('cost')} AS cost, ${this.number('mrp')} AS mrp`
  }
  async write(dataset_no: number, rows_above: number): Promise<void> {
    await this.db.run(this.described.insert(dataset_no, rows_above))
  }
}

/** Rows of a stores file. A store is its code where there is one, else its name. */
export class StoresTable extends MasterTable {
  private readonly names: StoreNames

  constructor(db: Database, input: TableInput, columns: RoleColumns) {
    super(db, input, columns, '.', [])
    this.names = new StoreNames(db, columns)
  }
  start(): Promise<void> {
    return this.names.start()
  }
  protected resolveNames(): Promise<void> {
    return this.names.resolve()
  }
  protected nameJoins(): Sql[] {
    return this.names.joins()
  }
  protected nameMissing(): Sql {
    return sql`${this.columns.text('store', 'store_name')} IS NULL`
  }
  protected values(): Sql {
    return sql`${this.names.storeNo()} AS store_no, ${this.columns.text('store_name', 'store')} AS name, ${this.columns.text('city')} AS city`
  }
  async write(dataset_no: number, rows_above: number): Promise<void> {
    await this.db.run(sql`
      INSERT INTO store_fact BY NAME SELECT ${dataset_no} AS dataset_no, ${rowNo(rows_above)} AS row_no, store_no, name, city FROM ${ROWS} r WHERE ${ACCEPTED}`)
  }
}
