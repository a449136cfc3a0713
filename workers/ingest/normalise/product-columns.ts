import type { Role } from '../../../src/domain/mapping'
import { raw, type Sql, sql } from '../../db/sql'
import type { RoleColumns } from './columns'
import { rowNo } from './findings'
import { ACCEPTED } from './outcomes'
import { ROWS } from './set-aside'
import { SHELF_LIFE_DAYS } from './shelf-life-cells'

/** Numbers that describe a product and nothing else. */
export const PRODUCT_ONLY: readonly Role[] = ['unit_price', 'tax_pct']

const YES = "('yes', 'y', 'true', '1', 'perishable', 'हाँ', 'हां')"
const NO = "('no', 'n', 'false', '0', 'नहीं')"

/**
 * What a row says of its product: prices and costs 1/10000, GST in basis points, shelf life in whole days. Prices of a table that is no list of products
 * (`with_prices` false) are of what lies there.
 */
export class ProductColumns {
  constructor(
    private readonly columns: RoleColumns,
    private readonly with_prices: boolean,
  ) {}

  /** columns of the judged rows, beside item_no, cost, mrp, and the days that a shelf life counts from (keeps, mfg, received) */
  values(number: (role: Role) => Sql): Sql {
    const c = this.columns
    const perishable = sql`lower(${c.text('perishable')})`
    return sql`${c.text('code')} AS product_code, ${c.text('product')} AS name, ${c.text('barcode')} AS barcode, ${c.text('category')} AS category,
      ${c.text('brand')} AS brand, ${c.text('supplier')} AS supplier, ${c.text('hsn')} AS hsn, ${number('unit_price')} AS list_price, ${number('tax_pct')} AS tax_pct,
      CASE WHEN ${perishable} IN ${raw(YES)} THEN TRUE WHEN ${perishable} IN ${raw(NO)} THEN FALSE END AS perishable`
  }

  /** writes the accepted rows of the slice into product_fact */
  insert(dataset_no: number, rows_above: number): Sql {
    const price = (column: string): Sql => (this.with_prices ? raw(column) : raw('NULL::BIGINT'))
    return sql`
      INSERT INTO product_fact BY NAME SELECT ${dataset_no} AS dataset_no, ${rowNo(rows_above)} AS row_no, item_no, product_code AS code, name, barcode, category, brand,
        supplier, hsn, ${price('mrp')} AS mrp, ${price('list_price')} AS list_price, ${price('cost')} AS std_cost, (tax_pct // 100)::INTEGER AS gst_bp,
        ${SHELF_LIFE_DAYS} AS shelf_life_days, perishable
      FROM ${ROWS} r WHERE ${ACCEPTED}`
  }
}
