import type { Role } from '../../../src/domain/mapping'
import type { Database } from '../../db/database'
import { join, raw, type Sql, sql } from '../../db/sql'
import { DATE_ROLES, type DateReading, type DateRole, dateWord, KEEPS, madeWord, UNREAD } from './batch-dates'
import { cell, type RoleColumns } from './columns'
import type { Label } from './findings'
import { MasterTable } from './master-table'
import type { NumberColumn } from './number-cells'
import { no } from './outcomes'
import type { PackWords } from './pack-words'
import { PackedCells } from './packed-cells'
import { type NumberCell, unitWord } from './parse-cells'
import { ProductNames } from './product-names'
import { shelfLifeCells } from './shelf-life-cells'
import type { NamedTotals, TableInput } from './slice-table'
import { StoreNames } from './store-names'
import { WordCells } from './word-cells'

/** How each date column of the table is read. */
export type DateReadings = ReadonlyMap<Role, DateReading>

/** Labels of an accepted row, as bits of `flags`. */
const FLAG = { negative: 1, expiry_missing: 2, expired_at_receipt: 4, unit: 8, life_unread: 256, cost_unclear: 512 } as const
/** The same of a date that is no date, by its column. */
const UNREAD_FLAG: Record<DateRole, number> = { date: 16, received: 32, expiry: 64, mfg: 128 }

/** A quantity that is read with the pack of its row (packed-cells). */
const IN_PACKS: NumberCell = { value: null, bad: false, unit_unknown: false, unit_named: true, currency: null, plus: null }

export const QUANTITY = { column: 'quantity', tolerance: 10 }
/** In 1/10000 of money. */
export const CENT = 100

/**
 * What stock and purchase tables share (domain.md 1, 2): goods of a product in a store on a day, in batches with dates of their own. An
 * expiry of a month alone is the last day of it; one before the goods came is kept and labelled.
 */
export abstract class GoodsTable extends MasterTable {
  private readonly names: ProductNames
  private readonly stores: StoreNames
  private readonly words: WordCells[]
  private readonly dates: ReadonlyMap<DateRole, WordCells>
  /** days of making that stand with the expiry in one column */
  private readonly made: WordCells | null
  private readonly life: WordCells
  private readonly units: WordCells
  protected readonly packs: PackedCells
  /** pack words that the first slice was read with */
  private words_at_first: number | null = null

  constructor(
    db: Database,
    input: TableInput,
    columns: RoleColumns,
    decimal_sep: '.' | ',',
    readings: DateReadings,
    numbers: readonly Role[],
    /** the column that holds the day of the row; null = the table has none */
    protected readonly day: DateRole | null,
    private readonly pack_words: PackWords,
    more: readonly WordCells[] = [],
  ) {
    super(db, input, columns, decimal_sep, numbers)
    this.names = new ProductNames(db, columns, input.source_type)
    this.stores = new StoreNames(db, columns, input.defaults?.store ?? undefined)
    this.packs = new PackedCells(db, columns, pack_words, decimal_sep)
    this.units = new WordCells(db, 'unit', columns.first('unit'), unitWord)
    const readingOf = (role: DateRole): DateReading => readings.get(role) ?? { order: 'DMY', months: false, with_made: false }
    this.dates = new Map(
      DATE_ROLES.filter((role) => columns.has(role)).map((role) => {
        const reading = readingOf(role)
        // the month of an expiry may have its year in a column of its own
        const years = role === 'expiry' ? columns.all('expiry_year') : []
        return [role, new WordCells(db, role, [...columns.all(role), ...years], (cell) => dateWord(role, cell, reading))] as const
      }),
    )
    const expiry = readingOf('expiry')
    this.made =
      expiry.with_made && !columns.has('mfg') ? new WordCells(db, 'made', columns.first('expiry'), (cell) => madeWord(cell, expiry)) : null
    this.life = shelfLifeCells(db, columns, input.header)
    this.words = [...this.dates.values(), ...(this.made ? [this.made] : []), this.life, this.units, ...more]
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
  protected override async resolveQuantities(): Promise<void> {
    await this.packs.resolve()
    this.words_at_first ??= this.pack_words.size
  }
  override readsOtherwise(): boolean {
    return this.words_at_first !== null && this.pack_words.size > this.words_at_first
  }
  protected override readCell(text: string, column: NumberColumn): NumberCell {
    return this.isQuantity(column) && this.pack_words.hear(text) ? IN_PACKS : this.readAlone(text, column)
  }
  /** A number that is not in packs. */
  protected readAlone(text: string, column: NumberColumn): NumberCell {
    return super.readCell(text, column)
  }
  private isQuantity({ column }: NumberColumn): boolean {
    return column === this.columns.first('stock', 'qty')
  }
  protected nameJoins(): Sql[] {
    return [this.names.join(), ...this.packs.joins(), ...this.stores.joins(), ...this.words.flatMap((words) => words.joins())]
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
      ${this.dateOf('expiry')} AS expiry, ${this.madeOn()} AS mfg, ${this.keeps()} AS keeps, coalesce(${this.life.word()} = ${UNREAD}, FALSE) AS life_unread, ${this.dateOf('received')} AS received, coalesce(${this.columns.text('batch')}, '') AS batch,
      CASE WHEN ${this.packs.isPacked()} OR ${this.numbers.unitNamed()} OR ${this.units.word()} = 'unknown' THEN 1000000 ELSE coalesce(TRY_CAST(${this.units.word()} AS BIGINT), 1000000) END AS unit_factor,
      (NOT ${this.packs.isPacked()} AND (${this.numbers.unitUnknown()} OR coalesce(${this.units.word()} = 'unknown', FALSE))) AS unit_unknown, ${this.packs.isPacked()} AS is_packed`
  }
  protected override refusals(): Sql {
    const range = sql`date BETWEEN DATE '2000-01-01' AND ${this.input.last_day}::DATE`
    const dated =
      this.day === null
        ? raw('')
        : sql`WHEN day_unread THEN ${no('E_DATE_PARSE')} WHEN date_empty THEN ${no('E_DATE_MISSING')} WHEN NOT (${range}) THEN ${no('E_DATE_RANGE')}`
    return sql`${dated} WHEN is_packed AND quantity IS NULL THEN ${no('E_QTY_PARSE')} WHEN quantity IS NULL THEN ${no('E_EMPTY_MEASURE')}`
  }
  protected override badCode(): Sql {
    const quantities = this.numbers.columns.reduce(
      (mask, { role }, at) => (role === 'qty' || role === 'stock' ? mask + this.numbers.bit(at) : mask),
      0,
    )
    return sql`CASE WHEN bad & ${quantities} <> 0 THEN ${no('E_QTY_PARSE')} ELSE ${no('E_AMOUNT_PARSE')} END`
  }
  protected override flags(): Sql {
    const bits: [keyof typeof FLAG, Sql][] = [
      ['negative', this.isNegative()],
      [
        'expiry_missing',
        this.columns.has('expiry') ? raw('expiry IS NULL AND (keeps IS NULL OR mfg IS NULL) AND quantity > 0') : raw('FALSE'),
      ],
      ['expired_at_receipt', raw(`expiry < ${this.cameOn()}`)],
      ['unit', raw('unit_unknown')],
      ['life_unread', raw('life_unread')],
      ['cost_unclear', raw('cost_unclear')],
    ]
    const labelled = bits.map(([name, when]) => sql`CASE WHEN ${when} THEN ${FLAG[name]} ELSE 0 END`)
    return join([...labelled, raw('dates_unread')], ' + ')
  }
  protected override labels(): readonly Label[] {
    const cellOf = (...roles: Role[]): Sql => {
      const at = this.columns.first(...roles)
      return at === null ? raw('NULL') : sql`s.${cell(at)}`
    }
    const labels = [
      { flag: FLAG.negative, code: 'W_NEG_STOCK', field: 'stock', value: cellOf('stock', 'qty') },
      { flag: FLAG.expiry_missing, code: 'W_EXPIRY_MISSING', field: 'expiry', value: cellOf('expiry') },
      { flag: FLAG.expired_at_receipt, code: this.expiredCode(), field: 'expiry', value: cellOf('expiry') },
      { flag: FLAG.unit, code: 'W_UNIT', field: 'unit', value: cellOf('unit', 'qty', 'stock') },
      { flag: FLAG.cost_unclear, code: 'W_COST_UNIT', field: 'cost', value: cellOf('cost', 'unit_price') },
      { flag: FLAG.life_unread, code: 'W_NUMBER_UNREAD', field: 'shelf_life', value: cellOf('shelf_life') },
      ...this.otherDates().map(([role]) => ({ flag: UNREAD_FLAG[role], code: 'W_DATE_UNREAD' as const, field: role, value: cellOf(role) })),
    ] as const
    return labels.map((one) => ({ ...one, suggestion: raw('NULL') }))
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
    return given.length === 0 ? raw('NULL::BIGINT') : this.packs.units(sql`coalesce(${join(given)}, NULL)`)
  }
  private wordOf(role: DateRole): Sql {
    return this.dates.get(role)?.word() ?? raw('NULL::VARCHAR')
  }
  private dateOf(role: DateRole): Sql {
    return sql`TRY_CAST(${this.wordOf(role)} AS DATE)`
  }
  private madeOn(): Sql {
    return this.made ? sql`TRY_CAST(${this.made.word()} AS DATE)` : this.dateOf('mfg')
  }
  /** How long the goods keep, where the row says it: in a column of its own, or in place of the expiry ('6 months'). */
  private keeps(): Sql {
    const expiry = this.wordOf('expiry')
    return sql`coalesce(CASE WHEN starts_with(${expiry}, ${KEEPS}) THEN TRY_CAST(substr(${expiry}, ${KEEPS.length + 1}) AS INTERVAL) END, TRY_CAST(${this.life.word()} AS INTERVAL))`
  }
  /** Columns of dates beside the day of the row. */
  private otherDates(): (readonly [DateRole, WordCells])[] {
    return [...this.dates].filter(([role]) => role !== this.day)
  }
}

/** Quantities are BIGINT 1/1000, factors millionths: exact but for the last digit. */
export const inBaseUnits = (column: string): Sql => raw(`CAST(round(${column}::DECIMAL(38,0) * unit_factor / 1000000) AS BIGINT)`)
export const perBaseUnit = (column: string): Sql => raw(`CAST(round(${column}::DECIMAL(38,0) * 1000000 / unit_factor) AS BIGINT)`)
