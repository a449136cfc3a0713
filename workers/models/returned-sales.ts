import type { Database } from '../db/database'
import { sql } from '../db/sql'

/**
 * For each return on a known bill, the newest sale of the product on that bill up to its day: a return takes back what its sale had cost
 * (domain.md 12 Metrics). Returns with a bill of their own have no row here.
 */
export async function findReturnedSales(db: Database): Promise<void> {
  await db.run(sql`DELETE FROM returned_sale`)
  // where every unit costs the same at all times, it does not matter when it was sold
  const [costs] = await db.all<{ vary: boolean }>(
    sql`SELECT EXISTS (SELECT 1 FROM cost_step) OR EXISTS (SELECT 1 FROM sales_fact WHERE unit_cost IS NOT NULL) AS vary`,
  )
  if (!costs?.vary) return
  // the few returns as a table of their own: the engine then goes through the sales once, and keeps only those it may need
  await db.run(sql`
    CREATE OR REPLACE TEMP TABLE back AS
      SELECT dataset_no, row_no, date, place_no, sku_no, transaction_id FROM sales_line WHERE line_type = 'RETURN' AND transaction_id IS NOT NULL;
    INSERT INTO returned_sale
      SELECT back.dataset_no, back.row_no, sale.date, sale.line_cost
      FROM back JOIN (
        SELECT date, place_no, sku_no, transaction_id, line_cost FROM sales_line SEMI JOIN back USING (place_no, sku_no, transaction_id) WHERE line_type = 'SALE'
      ) sale ON sale.place_no = back.place_no AND sale.sku_no = back.sku_no AND sale.transaction_id = back.transaction_id AND sale.date <= back.date
      QUALIFY row_number() OVER (PARTITION BY back.dataset_no, back.row_no ORDER BY sale.date DESC, sale.line_cost DESC NULLS LAST) = 1
      ORDER BY back.dataset_no, back.row_no;
    DROP TABLE back`)
}
