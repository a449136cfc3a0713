import type { Role } from '../../../src/domain/mapping'
import type { Database } from '../../db/database'
import { raw, type Sql, sql } from '../../db/sql'
import { describesProducts, isMaster } from '../recognise/describes-products'
import type { RoleColumns } from './columns'
import { rowNo } from './findings'
import { CENT, type DateReadings, GoodsTable, inBaseUnits, perBaseUnit, QUANTITY } from './goods-table'
import { ACCEPTED } from './outcomes'
import type { PackWords } from './pack-words'
import { PRODUCT_ONLY, ProductColumns } from './product-columns'
import { ROWS } from './set-aside'
import { SHELF_LIFE_DAYS } from './shelf-life-cells'
import type { NamedTotals, TableInput } from './slice-table'

/** Rows of a stock file: what lies in a store on a day, by batch. Costs are without tax, per base unit. Without a date: the day that the file says, else that of the upload. */
export class InventoryTable extends GoodsTable {
  /** its rows say of their products what a list of products would; null: they do not */
  readonly describes: ProductColumns | null

  constructor(db: Database, input: TableInput, columns: RoleColumns, decimal_sep: '.' | ',', readings: DateReadings, packs: PackWords) {
    const roles = columns.roles()
    const numbers: readonly Role[] = ['stock', 'qty', 'cost', 'mrp', 'total', ...(describesProducts(roles) ? PRODUCT_ONLY : [])]
    super(db, input, columns, decimal_sep, readings, numbers, columns.has('date') ? 'date' : null, packs)
    this.describes = describesProducts(roles) ? new ProductColumns(columns, isMaster(roles) && columns.has('cost')) : null
  }
  protected values(): Sql {
    const [cost, worth] = [this.number('cost'), this.number('total')]
    const of_unit = this.packs.perUnit(cost, cost, worth)
    const described = this.describes ? sql`, ${this.describes.values((role) => this.number(role))}` : raw('')
    return sql`${this.goods()}, ${this.quantity('stock', 'qty')} AS quantity, ${of_unit} AS cost, (${cost} IS NOT NULL AND ${of_unit} IS NULL AND ${worth} IS NULL) AS cost_unclear,
      ${worth} AS worth, ${this.packs.perUnit(this.number('mrp'), cost, worth)} AS mrp${described}`
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
        CASE WHEN cost IS NOT NULL THEN ${perBaseUnit('cost')} WHEN worth <> 0 AND sign(worth) = sign(quantity) THEN CAST(round(worth::DECIMAL(38,0) * 1000 / (${inBaseUnits('quantity')})) AS BIGINT) END AS unit_cost, mrp, ${SHELF_LIFE_DAYS} AS shelf_life_days
      FROM ${ROWS} r WHERE ${ACCEPTED}`)
    if (this.describes) await this.db.run(this.describes.insert(dataset_no, rows_above))
  }
}
