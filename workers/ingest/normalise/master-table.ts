import type { Role } from '../../../src/domain/mapping'
import type { Database } from '../../db/database'
import { join, raw, type Sql, sql } from '../../db/sql'
import { decimalEvidence } from '../recognise/numbers'
import { UNREAD } from './batch-dates'
import { cell, type RoleColumns } from './columns'
import { DescribingCells } from './describing-cells'
import { type Label, rowNo, writeLabels } from './findings'
import { NumberCells, type NumberColumn, numberColumns } from './number-cells'
import { ACCEPTED, no, REJECTED, SET_ASIDE } from './outcomes'
import { type NumberCell, readNumber } from './parse-cells'
import { PRODUCT_ONLY, ProductColumns } from './product-columns'
import { ProductNames } from './product-names'
import { repeatedHeader } from './repeated-header'
import { ROWS } from './set-aside'
import { shelfLifeCells } from './shelf-life-cells'
import { SHAPE, SLICE } from './slice'
import type { SliceTable, TableInput, Tally } from './slice-table'
import { StoreNames } from './store-names'
import type { WordCells } from './word-cells'

/** What only helps to understand the amounts of goods; of a count of stock the selling price does not even do that. */
const onlyDescribing = (numbers: readonly Role[]): readonly Role[] =>
  numbers.includes('stock') ? ['discount', 'discount_pct', 'unit_price'] : ['discount', 'discount_pct']

/** The flag of the first describing column; those below are a table's own. */
export const DESCRIBING_FLAG = 1 << 12

/** What all tables but sales share: rows judged by shape, name and numbers, and nothing to weigh but the decimal sign. Goods add dates (goods-table). */
export abstract class MasterTable implements SliceTable {
  readonly evidence = { comma: false, point: false }
  protected readonly numbers: NumberCells
  protected readonly describing: DescribingCells
  private first = true

  constructor(
    protected readonly db: Database,
    protected readonly input: TableInput,
    protected readonly columns: RoleColumns,
    protected readonly decimal_sep: '.' | ',',
    numbers: readonly Role[],
  ) {
    this.numbers = new NumberCells(
      db,
      numberColumns(columns, numbers),
      decimal_sep,
      (text, column) => this.readCell(text, column),
      (_, texts) => {
        const says = decimalEvidence(texts)
        if (says === ',') this.evidence.comma = true
        if (says === '.') this.evidence.point = true
      },
    )
    this.describing = new DescribingCells(this.numbers, DESCRIBING_FLAG, onlyDescribing(numbers))
  }

  abstract start(): Promise<void>
  abstract write(dataset_no: number, rows_above: number): Promise<void>
  protected abstract resolveNames(): Promise<void>
  /** values of a row, beside its outcome */
  protected abstract values(): Sql
  protected abstract nameJoins(): Sql[]
  protected abstract nameMissing(): Sql
  /** reads what quantities mean beside other cells of their rows, once all their texts were heard */
  protected async resolveQuantities(): Promise<void> {}
  /** a later slice told what would have changed the reading of an earlier one */
  readsOtherwise(): boolean {
    return false
  }
  protected readCell(text: string, column: NumberColumn): NumberCell {
    return readNumber(text, column, this.decimal_sep, 'cr')
  }
  /** the row has no date where its table has dates; rows of tables without are judged by their names alone */
  protected dateEmpty(): Sql {
    return raw('TRUE')
  }
  /** WHEN arms over the row's values for what else refuses it, and the code of a cell that is no number */
  protected refusals(): Sql {
    return raw('')
  }
  protected badCode(): Sql {
    return no('E_AMOUNT_PARSE')
  }
  /** bits of the labels that an accepted row gets, below DESCRIBING_FLAG */
  protected flags(): Sql {
    return raw('0')
  }
  protected labels(): readonly Label[] {
    return []
  }

  async judge(guarded: boolean): Promise<number> {
    let refused = 0
    await this.resolveNames()
    if (this.first) await this.numbers.look(guarded)
    this.first = false
    for (let again = 0; again < 2; again++) {
      await this.numbers.resolve(guarded)
      await this.resolveQuantities()
      const fast = this.numbers.columns.length ? sql`, ${join(this.numbers.fastColumns(guarded))}` : raw('')
      await this.db.run(sql`
        CREATE OR REPLACE TEMP TABLE ${ROWS} AS
        WITH fast AS (SELECT s.*${fast} FROM ${SLICE} s),
        cells AS (
          SELECT s.file_row, s.shape, ${repeatedHeader(this.columns, this.input.header)} AS is_header, ${this.nameMissing()} AS product_empty, ${this.dateEmpty()} AS date_empty,
            ${this.numbers.bad()} AS bad, ${this.numbers.unread()} AS unread_numbers, NULL::BIGINT AS raw_price, ${this.values()}
          FROM fast s ${join([...this.numbers.joins(), ...this.nameJoins()], ' ')}
        )
        SELECT (CASE WHEN shape = ${SHAPE.blank} THEN ${no('I_BLANK')} WHEN shape = ${SHAPE.line_too_long} THEN ${no('E_LINE_TOO_LONG')}
            WHEN shape = ${SHAPE.cell_too_long} THEN ${no('E_CELL_TOO_LONG')} WHEN shape = ${SHAPE.ragged} THEN ${no('E_RAGGED')}
            WHEN is_header THEN ${no('I_REPEATED_HEADER')} WHEN product_empty THEN ${no('E_PRODUCT_MISSING')} WHEN ${this.describing.refuses()} THEN ${this.badCode()} ${this.refusals()} ELSE 0 END)::UTINYINT AS outcome, (${this.flags()} + ${this.describing.flags()}) AS flags, *
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
  async label(dataset_no: number, rows_above: number, flags: number): Promise<void> {
    const labels = [...this.labels(), ...this.describing.labels()]
    await writeLabels(
      this.db,
      dataset_no,
      rows_above,
      labels.filter(({ flag }) => (flags & flag) !== 0),
    )
  }
  summed() {
    return []
  }
  badAmount() {
    const cases = this.numbers.columns.map((column, at) => ({
      column,
      when: sql`r.bad & ${this.describing.refusing} & ${this.numbers.bit(at)} <> 0`,
    }))
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
    return this.numbers.sum(role) ?? raw('NULL::BIGINT')
  }
}

/** The flag of a shelf life that is none. */
const LIFE_UNREAD = 1

/** Rows of a products file: prices and costs 1/10000, GST in basis points, shelf life in whole days. */
export class ProductsTable extends MasterTable {
  private readonly names: ProductNames
  private readonly life: WordCells
  private readonly described: ProductColumns

  constructor(db: Database, input: TableInput, columns: RoleColumns, decimal_sep: '.' | ',') {
    super(db, input, columns, decimal_sep, ['cost', 'mrp', ...PRODUCT_ONLY])
    this.names = new ProductNames(db, columns, input.source_type)
    this.life = shelfLifeCells(db, columns, input.header)
    this.described = new ProductColumns(columns, true)
  }
  async start(): Promise<void> {
    await this.names.start()
    await this.life.start()
  }
  protected async resolveNames(): Promise<void> {
    await this.names.resolve()
    await this.life.resolve()
  }
  protected nameJoins(): Sql[] {
    return [this.names.join(), ...this.life.joins()]
  }
  protected nameMissing(): Sql {
    return raw('p.item_no IS NULL')
  }
  protected override flags(): Sql {
    return sql`CASE WHEN life_unread THEN ${LIFE_UNREAD} ELSE 0 END`
  }
  protected override labels(): readonly Label[] {
    const value = this.columns.text('shelf_life')
    return [{ flag: LIFE_UNREAD, code: 'W_NUMBER_UNREAD', field: 'shelf_life', value, suggestion: raw('NULL') }]
  }
  protected values(): Sql {
    return sql`p.item_no AS item_no, ${this.described.values((role) => this.number(role))}, ${this.number('cost')} AS cost, ${this.number('mrp')} AS mrp,
      TRY_CAST(${this.life.word()} AS INTERVAL) AS keeps, coalesce(${this.life.word()} = ${UNREAD}, FALSE) AS life_unread, NULL::DATE AS mfg, NULL::DATE AS received`
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
