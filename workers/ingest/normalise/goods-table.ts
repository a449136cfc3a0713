import type { Role } from '../../../src/domain/mapping'
import type { Database } from '../../db/database'
import { join, raw, type Sql, sql } from '../../db/sql'
import { describesProducts, isMaster } from '../recognise/describes-products'
import { lastDayOfMonth, withoutLabel } from '../recognise/expiry-date'
import { endOfMonth } from '../recognise/expiry-months'
import { cell, type RoleColumns } from './columns'
import type { ReadOrder } from './decisions'
import { rowNo, writeLabels } from './findings'
import { MasterTable } from './master-table'
import { ACCEPTED, no } from './outcomes'
import { readDate, unitWord } from './parse-cells'
import { PRODUCT_ONLY, ProductColumns } from './product-columns'
import { ProductNames } from './product-names'
import { ROWS } from './set-aside'
import type { NamedTotals, TableInput } from './slice-table'
import { StoreNames } from './store-names'
import { WordCells } from './word-cells'

export type DateRole = 'date' | 'received' | 'expiry' | 'mfg'
export const DATE_ROLES: readonly DateRole[] = ['date', 'received', 'expiry', 'mfg']
/** The order that each date column of the table is read with, and whether its days stand for their months. */
export type DateOrders = ReadonlyMap<Role, { order: ReadOrder; months: boolean }>

/** Labels of an accepted row, as bits of `flags`. */
const FLAG = { negative: 1, expiry_missing: 2, expired_at_receipt: 4, unit: 8 } as const
/** The same of a date that is no date, by its column. */
const UNREAD_FLAG: Record<DateRole, number> = { date: 16, received: 32, expiry: 64, mfg: 128 }

const QUANTITY = { column: 'quantity', tolerance: 10 }
/** In 1/10000 of money. */
const CENT = 100

/** A cell of a date column that is no date, as the word that stands for it until the row is judged. */
const UNREAD = 'unread'

/**
 * What stock and purchase tables share (domain.md 1, 2): goods of a product in a store on a day, in batches with dates of their own. An
 * expiry of a month alone is the last day of it; one before the goods came is kept and labelled.
 */
abstract class GoodsTable extends MasterTable {
  private readonly names: ProductNames
  private readonly stores: StoreNames
  private readonly words: WordCells[]
  private readonly dates: ReadonlyMap<DateRole, WordCells>
  private readonly units: WordCells

  constructor(
    db: Database,
    input: TableInput,
    columns: RoleColumns,
    decimal_sep: '.' | ',',
    orders: DateOrders,
    numbers: readonly Role[],
    /** the column that holds the day of the row; null = the table has none */
    protected readonly day: DateRole | null,
    more: readonly WordCells[] = [],
  ) {
    super(db, input, columns, decimal_sep, numbers)
    this.names = new ProductNames(db, columns, input.source_type)
    this.stores = new StoreNames(db, columns, input.defaults?.store ?? undefined)
    this.units = new WordCells(db, 'unit', columns.first('unit'), unitWord)
    this.dates = new Map(
      DATE_ROLES.filter((role) => columns.has(role)).map((role) => {
        const { order, months } = orders.get(role) ?? { order: 'DMY' as const, months: false }
        const read = (cell: string): string | null => {
          const text = withoutLabel(cell)
          if (text === '') return null
          const { date } = readDate(text, order)
          if (date !== null) return months ? endOfMonth(date) : date
          return (role === 'expiry' ? lastDayOfMonth(text) : null) ?? UNREAD
        }
        return [role, new WordCells(db, role, columns.first(role), read)] as const
      }),
    )
    this.words = [...this.dates.values(), this.units, ...more]
  }

  async start(): Promise<void> {
    await this.names.start()
    await this.stores.start()
    for (const words of this.words) await words.start()
  }
  protected async resolveNames(): Promise<void> {
    await this.names.resolve()
    await this.stores.resolve()
    for (const words of this.words) await words.resolve()
  }
  protected nameJoins(): Sql[] {
    return [this.names.join(), ...this.stores.joins(), ...this.words.flatMap((words) => words.joins())]
  }
  protected nameMissing(): Sql {
    return raw('p.item_no IS NULL')
  }
  protected override dateEmpty(): Sql {
    return this.day === null ? raw('TRUE') : sql`${this.wordOf(this.day)} IS NULL`
  }
  /** Columns that every goods row has: item, store, day, dates of its batch, factor of its unit. */
  protected goods(): Sql {
    const upload_day = sql`${this.input.upload_day}::DATE`
    const unread = this.otherDates().map(([role, words]) => sql`CASE WHEN ${words.word()} = ${UNREAD} THEN ${UNREAD_FLAG[role]} ELSE 0 END`)
    return sql`p.item_no AS item_no, ${this.stores.storeNo()} AS store_no, ${this.day === null ? upload_day : this.dateOf(this.day)} AS date,
      ${this.day === null ? raw('FALSE') : sql`coalesce(${this.wordOf(this.day)} = ${UNREAD}, FALSE)`} AS day_unread,
      ${unread.length ? join(unread, ' + ') : raw('0')} AS dates_unread,
      ${this.dateOf('expiry')} AS expiry, ${this.dateOf('mfg')} AS mfg, ${this.dateOf('received')} AS received, coalesce(${this.columns.text('batch')}, '') AS batch,
      CASE WHEN ${this.numbers.unitNamed()} OR ${this.units.word()} = 'unknown' THEN 1000000 ELSE coalesce(TRY_CAST(${this.units.word()} AS BIGINT), 1000000) END AS unit_factor,
      (${this.numbers.unitUnknown()} OR coalesce(${this.units.word()} = 'unknown', FALSE)) AS unit_unknown`
  }
  protected override refusals(): Sql {
    const range = sql`date BETWEEN DATE '2000-01-01' AND ${this.input.last_day}::DATE`
    const dated =
      this.day === null
        ? raw('')
        : sql`WHEN day_unread THEN ${no('E_DATE_PARSE')} WHEN date_empty THEN ${no('E_DATE_MISSING')} WHEN NOT (${range}) THEN ${no('E_DATE_RANGE')}`
    return sql`${dated} WHEN quantity IS NULL THEN ${no('E_EMPTY_MEASURE')}`
  }
  protected override badCode(): Sql {
    const quantities = this.numbers.columns.reduce((mask, { scale }, at) => (scale === 3 ? mask + this.numbers.bit(at) : mask), 0)
    return sql`CASE WHEN bad & ${quantities} <> 0 THEN ${no('E_QTY_PARSE')} ELSE ${no('E_AMOUNT_PARSE')} END`
  }
  protected override flags(): Sql {
    const bits: [keyof typeof FLAG, Sql][] = [
      ['negative', this.isNegative()],
      ['expiry_missing', this.columns.has('expiry') ? raw('expiry IS NULL AND quantity > 0') : raw('FALSE')],
      ['expired_at_receipt', raw(`expiry < ${this.cameOn()}`)],
      ['unit', raw('unit_unknown')],
    ]
    const labelled = bits.map(([name, when]) => sql`CASE WHEN ${when} THEN ${FLAG[name]} ELSE 0 END`)
    return join([...labelled, raw('dates_unread')], ' + ')
  }
  override async label(dataset_no: number, rows_above: number, flags: number): Promise<void> {
    const cellOf = (...roles: Role[]): Sql => {
      const at = this.columns.first(...roles)
      return at === null ? raw('NULL') : sql`s.${cell(at)}`
    }
    const none = raw('NULL')
    const labels = [
      { flag: FLAG.negative, code: 'W_NEG_STOCK', field: 'stock', value: cellOf('stock', 'qty') },
      { flag: FLAG.expiry_missing, code: 'W_EXPIRY_MISSING', field: 'expiry', value: cellOf('expiry') },
      { flag: FLAG.expired_at_receipt, code: this.expiredCode(), field: 'expiry', value: cellOf('expiry') },
      { flag: FLAG.unit, code: 'W_UNIT', field: 'unit', value: cellOf('unit', 'qty', 'stock') },
      ...this.otherDates().map(([role]) => ({ flag: UNREAD_FLAG[role], code: 'W_DATE_UNREAD' as const, field: role, value: cellOf(role) })),
    ] as const
    await writeLabels(
      this.db,
      dataset_no,
      rows_above,
      labels.filter(({ flag }) => (flags & flag) !== 0).map((one) => ({ ...one, suggestion: none })),
    )
  }

  protected namedTotals(sums: NamedTotals['sums'], price: string, bill: string | null): NamedTotals | null {
    const { name, totals_in } = this.names
    return name === null ? null : { name, is_named: totals_in !== null, bill, price, sums }
  }
  protected abstract isNegative(): Sql
  protected abstract cameOn(): string
  protected abstract expiredCode(): 'W_EXPIRY_BEFORE_RECEIPT' | 'W_EXPIRY_PAST_AT_RECEIPT'

  /** The first of these columns that is filled, in 1/1000 of the unit that the row names. */
  protected quantity(...roles: Role[]): Sql {
    const given = roles.filter((role) => this.numbers.columns.some((column) => column.role === role)).map((role) => this.number(role))
    return given.length === 0 ? raw('NULL::BIGINT') : sql`coalesce(${join(given)}, NULL)`
  }
  private wordOf(role: DateRole): Sql {
    return this.dates.get(role)?.word() ?? raw('NULL::VARCHAR')
  }
  private dateOf(role: DateRole): Sql {
    return sql`TRY_CAST(${this.wordOf(role)} AS DATE)`
  }
  /** Columns of dates beside the day of the row. */
  private otherDates(): (readonly [DateRole, WordCells])[] {
    return [...this.dates].filter(([role]) => role !== this.day)
  }
}

/** Rows of a stock file: what lies in a store on a day, by batch. Costs are without tax, per base unit. Without a date: the day that the file says, else that of the upload. */
export class InventoryTable extends GoodsTable {
  /** its rows say of their products what a list of products would; null: they do not */
  readonly describes: ProductColumns | null

  constructor(db: Database, input: TableInput, columns: RoleColumns, decimal_sep: '.' | ',', orders: DateOrders) {
    const roles = columns.roles()
    const numbers: readonly Role[] = ['stock', 'qty', 'cost', 'mrp', 'total', ...(describesProducts(roles) ? PRODUCT_ONLY : [])]
    super(db, input, columns, decimal_sep, orders, numbers, columns.has('date') ? 'date' : null)
    this.describes = describesProducts(roles) ? new ProductColumns(columns, isMaster(roles) && columns.has('cost')) : null
  }
  /** A tax rate that nobody can read takes no stock away. */
  protected override heeded(): number {
    return this.numbers.columns.reduce((mask, { role }, at) => (PRODUCT_ONLY.includes(role) ? mask : mask + this.numbers.bit(at)), 0)
  }
  protected values(): Sql {
    const described = this.describes ? sql`, ${this.describes.values((role) => this.number(role))}` : raw('')
    return sql`${this.goods()}, ${this.quantity('stock', 'qty')} AS quantity, ${this.number('cost')} AS cost, ${this.number('total')} AS worth, ${this.number('mrp')} AS mrp${described}`
  }
  totals(): NamedTotals | null {
    return this.namedTotals([QUANTITY, { column: 'worth', tolerance: CENT }], 'cost', null)
  }
  protected isNegative(): Sql {
    return raw('quantity < 0')
  }
  protected cameOn(): string {
    return 'received'
  }
  protected expiredCode() {
    return 'W_EXPIRY_BEFORE_RECEIPT' as const
  }
  async write(dataset_no: number, rows_above: number): Promise<void> {
    await this.db.run(sql`
      INSERT INTO inventory_fact BY NAME SELECT ${dataset_no} AS dataset_no, ${rowNo(rows_above)} AS row_no, date, store_no, item_no, batch,
        ${inBaseUnits('quantity')} AS on_hand, expiry, mfg, received,
        CASE WHEN cost IS NOT NULL THEN ${perBaseUnit('cost')} WHEN worth > 0 AND quantity > 0 THEN CAST(round(worth::DECIMAL(38,0) * 1000 / (${inBaseUnits('quantity')})) AS BIGINT) END AS unit_cost, mrp
      FROM ${ROWS} r WHERE ${ACCEPTED}`)
    if (this.describes) await this.db.run(this.describes.insert(dataset_no, rows_above))
  }
}

/**
 * Rows of a purchase file: what came into a store on a day, by batch. Free goods add stock, so a unit costs amount / (qty + free), to 4 decimals
 * (domain.md 2.4, 12). The amount is the one without tax, else the total less its tax, else quantity x rate. A rate that an amount without tax
 * contradicts by more than 1 % is one before the discount. Goods sent back are negative.
 */
export class PurchasesTable extends GoodsTable {
  private readonly types: WordCells

  constructor(db: Database, input: TableInput, columns: RoleColumns, decimal_sep: '.' | ',', orders: DateOrders) {
    const types = new WordCells(db, 'type', columns.first('type'), purchaseWord)
    const numbers: readonly Role[] = ['qty', 'free_qty', 'cost', 'unit_price', 'taxable', 'total', 'tax']
    super(db, input, columns, decimal_sep, orders, numbers, columns.has('received') ? 'received' : 'date', [types])
    this.types = types
  }
  protected values(): Sql {
    const rate = sql`coalesce(${this.number('cost')}, ${this.number('unit_price')})`
    const tax = this.numbers.columns.filter(({ role }) => role === 'tax').map((column) => sql`coalesce(${this.numbers.value(column)}, 0)`)
    return sql`${this.goods()}, coalesce(${this.types.word()}, 'BOUGHT') AS type_word, ${this.quantity('qty')} AS quantity, coalesce(${this.number('free_qty')}, 0) AS free_qty,
      ${rate} AS rate, ${this.number('taxable')} AS taxable, coalesce(${this.number('taxable')}, ${this.number('total')} - (${tax.length ? join(tax, ' + ') : raw('0')})) AS amount,
      ${this.columns.text('supplier', 'customer')} AS supplier, ${this.columns.text('transaction_id')} AS invoice_no`
  }
  protected override refusals(): Sql {
    return sql`WHEN type_word = 'CANCELLED' THEN ${no('I_CANCELLED')} WHEN type_word = 'NO_GOODS' THEN ${no('I_NOT_A_SALE')} ${super.refusals()}`
  }
  totals(): NamedTotals | null {
    return this.namedTotals([QUANTITY, { column: 'amount', tolerance: CENT }], 'rate', 'invoice_no')
  }
  protected isNegative(): Sql {
    return raw('FALSE')
  }
  protected cameOn(): string {
    return 'date'
  }
  protected expiredCode() {
    return 'W_EXPIRY_PAST_AT_RECEIPT' as const
  }
  async write(dataset_no: number, rows_above: number): Promise<void> {
    await this.db.run(sql`
      INSERT INTO purchase_fact BY NAME
      WITH bought AS (
        SELECT *, CASE WHEN type_word = 'RETURN' OR quantity < 0 THEN -1 ELSE 1 END AS way, abs(${inBaseUnits('quantity')}) AS units, abs(${inBaseUnits('free_qty')}) AS free_units,
          CAST(round(abs(quantity)::DECIMAL(38,0) * rate / 1000) AS BIGINT) AS paid_by_rate, coalesce(abs(amount), paid_by_rate) AS paid
        FROM ${ROWS} WHERE ${ACCEPTED}
      )
      SELECT ${dataset_no} AS dataset_no, ${rowNo(rows_above)} AS row_no, 0 AS state, date, store_no, item_no, batch, way * units AS qty, way * free_units AS free_qty,
        coalesce(CASE WHEN free_units = 0 AND coalesce(abs(abs(taxable) - paid_by_rate) <= paid_by_rate / 100, TRUE) THEN ${perBaseUnit('rate')} END, CAST(round(paid::DECIMAL(38,0) * 1000 / nullif(units + free_units, 0)) AS BIGINT)) AS unit_cost,
        way * paid AS amount, expiry, supplier, invoice_no
      FROM bought r`)
  }
}

/** Quantities are BIGINT 1/1000, factors millionths: exact but for the last digit. */
const inBaseUnits = (column: string): Sql => raw(`CAST(round(${column}::DECIMAL(38,0) * unit_factor / 1000000) AS BIGINT)`)
const perBaseUnit = (column: string): Sql => raw(`CAST(round(${column}::DECIMAL(38,0) * 1000000 / unit_factor) AS BIGINT)`)

const CANCELLED = /\b(?:cancel|cancelled|canceled|void|draft|order|pending|rejected)\b|रद्द/i
const SENT_BACK = /\b(?:return|returned|returns|debit note|dr note)\b|वापसी|वापस/i

/** What a word of a purchase file's type column says: BOUGHT, RETURN (goods sent back), CANCELLED (nothing came) or NO_GOODS (said by a source's rule). */
function purchaseWord(text: string): string {
  if (text === 'not a sale') return 'NO_GOODS'
  return CANCELLED.test(text) ? 'CANCELLED' : SENT_BACK.test(text) ? 'RETURN' : 'BOUGHT'
}
