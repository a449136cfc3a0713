import type { Role } from '../../../src/domain/mapping'
import type { Database } from '../../db/database'
import { raw, type Sql, sql } from '../../db/sql'
import type { RoleColumns } from './columns'
import { rowNo } from './findings'
import { readWithFree } from './free-cells'
import { freeGoods } from './free-goods'
import { FreeInside } from './free-inside'
import { CENT, type DateReadings, GoodsTable, inBaseUnits, perBaseUnit, QUANTITY } from './goods-table'
import type { NumberColumn } from './number-cells'
import { ACCEPTED, no } from './outcomes'
import type { PackWords } from './pack-words'
import type { NumberCell } from './parse-cells'
import { ROWS } from './set-aside'
import type { NamedTotals, TableInput } from './slice-table'
import { TaxInside } from './tax-inside'
import { WordCells } from './word-cells'

/**
 * Rows of a purchase file: what came into a store on a day, by batch. Free goods add stock, so a unit costs amount / (qty + free), to 4 decimals
 * (domain.md 2.4, 12); where the quantity holds them they are taken out of it first. The amount is the one without tax, else the total less the tax that is inside it, else quantity x rate. A rate that an amount without
 * tax contradicts by more than 1 % is one before the discount. Goods sent back are negative.
 */
export class PurchasesTable extends GoodsTable {
  private readonly types: WordCells
  readonly tax: TaxInside
  readonly free_inside: FreeInside

  constructor(db: Database, input: TableInput, columns: RoleColumns, decimal_sep: '.' | ',', readings: DateReadings, packs: PackWords) {
    const types = new WordCells(db, 'type', columns.first('type'), purchaseWord)
    const numbers: readonly Role[] = [
      'qty',
      'free_qty',
      'cost',
      'unit_price',
      'taxable',
      'total',
      'tax',
      'tax_pct',
      'discount',
      'discount_pct',
    ]
    super(db, input, columns, decimal_sep, readings, numbers, columns.has('received') ? 'received' : 'date', packs, [types])
    this.types = types
    this.tax = new TaxInside(db, input.header, columns)
    this.free_inside = new FreeInside(db, columns)
  }
  protected override readAlone(text: string, column: NumberColumn): NumberCell {
    return readWithFree(text, column, this.decimal_sep, 'cr')
  }
  protected values(): Sql {
    const written = sql`coalesce(${this.number('cost')}, ${this.number('unit_price')})`
    const paid = sql`coalesce(${this.number('taxable')}, ${this.number('total')})`
    const rate = this.packs.perUnit(written, written, paid)
    const taxes = this.numbers.sum('tax')
    const tax = taxes ? sql`coalesce(${taxes}, 0)` : raw('NULL::BIGINT')
    return sql`${this.goods()}, coalesce(${this.types.word()}, 'BOUGHT') AS type_word, ${this.quantity('qty')} AS quantity, ${this.free()},
      ${rate} AS rate, (${written} IS NOT NULL AND ${rate} IS NULL AND ${paid} IS NULL) AS cost_unclear, ${this.number('taxable')} AS taxable, ${this.number('total')} AS total, ${tax} AS tax, ${this.number('tax_pct')} AS tax_pct,
      ${this.number('discount')} AS discount, ${this.number('discount_pct')} AS discount_pct, coalesce(${this.number('taxable')}, ${this.number('total')} - coalesce(${tax}, 0)) AS amount,
      ${this.columns.text('supplier', 'customer')} AS supplier, ${this.columns.text('transaction_id')} AS invoice_no`
  }
  override async weigh(): Promise<void> {
    await super.weigh()
    await this.free_inside.weigh()
    await this.tax.weigh(this.free_inside.paid())
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
          CAST(round(abs(quantity)::DECIMAL(38,0) * rate / 1000) AS BIGINT) AS paid_by_rate, abs(${this.tax.net()}) AS net, ${this.tax.netIsSure()} AS net_is_sure, coalesce(net, paid_by_rate) AS paid
        FROM (SELECT * REPLACE (${this.free_inside.paid()} AS quantity, ${this.free_inside.free()} AS free_qty) FROM ${ROWS} WHERE ${ACCEPTED})
      )
      SELECT ${dataset_no} AS dataset_no, ${rowNo(rows_above)} AS row_no, 0 AS state, date, store_no, item_no, batch, way * units AS qty, way * free_units AS free_qty,
        coalesce(CASE WHEN free_units = 0 AND coalesce(NOT net_is_sure OR abs(net - paid_by_rate) <= paid_by_rate / 100, TRUE) THEN ${perBaseUnit('rate')} END, CAST(round(paid::DECIMAL(38,0) * 1000 / nullif(units + free_units, 0)) AS BIGINT)) AS unit_cost,
        way * paid AS amount, coalesce(expiry, CAST(mfg + keeps AS DATE)) AS expiry, supplier, invoice_no
      FROM bought r`)
  }
  /** What came without being paid, and what of the quantity it is where that holds it (FreeInside decides which). */
  private free(): Sql {
    const free = freeGoods(this.numbers, this.quantity('qty'))
    return free
      ? sql`coalesce(${free.beside}, 0) AS free_qty, ${free.inside} AS free_inside`
      : raw('0::BIGINT AS free_qty, NULL::BIGINT AS free_inside')
  }
}

const CANCELLED = /\b(?:cancel|cancelled|canceled|void|draft|order|pending|rejected)\b|रद्द/i
const SENT_BACK = /\b(?:return|returned|returns|debit note|dr note)\b|वापसी|वापस/i

/** What a word of a purchase file's type column says: BOUGHT, RETURN (goods sent back), CANCELLED (nothing came) or NO_GOODS (said by a source's rule). */
function purchaseWord(text: string): string {
  if (text === 'not a sale') return 'NO_GOODS'
  return CANCELLED.test(text) ? 'CANCELLED' : SENT_BACK.test(text) ? 'RETURN' : 'BOUGHT'
}
