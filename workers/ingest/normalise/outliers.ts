import type { Database } from '../../db/database'
import { sql } from '../../db/sql'

/**
 * Labels lines whose price is more than ten times or less than a tenth of their product's median in this table, and lines of more than
 * twenty times its median quantity (ten lines or more) (domain.md 2.5). A product can only hold one when its own extremes are that far
 * apart, so medians are taken of those few.
 */
export async function labelOutliers(db: Database, dataset_no: number): Promise<void> {
  await db.run(sql`
    CREATE OR REPLACE TEMP TABLE wide_item AS
      SELECT item_no, max(unit_price) > 10 * min(unit_price) OR min(unit_price) < 0 AS prices, max(abs(qty)) > 20 * min(abs(qty)) AND count(*) >= 10 AS quantities
      FROM sales_fact WHERE dataset_no = ${dataset_no} GROUP BY item_no HAVING prices OR quantities;
    CREATE OR REPLACE TEMP TABLE item_median AS
      SELECT item_no, median(unit_price::DOUBLE) AS price, median(abs(qty)::DOUBLE) AS quantity, count(*) AS lines
      FROM sales_fact JOIN wide_item USING (item_no) WHERE dataset_no = ${dataset_no} GROUP BY item_no;
    INSERT INTO row_issue
      SELECT dataset_no, row_no, 'W_PRICE_OUTLIER', 'warn', 'unit_price', printf('%.2f', unit_price / 1e4), printf('%.2f', m.price / 1e4)
      FROM sales_fact f JOIN item_median m USING (item_no)
      WHERE dataset_no = ${dataset_no} AND m.lines > 1 AND (unit_price > 10 * m.price OR unit_price < m.price / 10) ORDER BY row_no;
    INSERT INTO row_issue
      SELECT dataset_no, row_no, 'W_QTY_OUTLIER', 'warn', 'qty', printf('%.3f', qty / 1e3), printf('%.3f', m.quantity / 1e3)
      FROM sales_fact f JOIN item_median m USING (item_no)
      WHERE dataset_no = ${dataset_no} AND m.lines >= 10 AND abs(qty) > 20 * m.quantity ORDER BY row_no;
    DROP TABLE wide_item; DROP TABLE item_median`)
}
