import type { Database } from '../../db/database'
import { sql } from '../../db/sql'

/**
 * What is known of each SKU, from the products files and the sales lines together: the most frequent name (ties by code point;
 * of products that were merged, a name of the one that stays),
 * category, list price and standard cost (BIGINT, 1/10000 major unit). Of several products files the newest that has a value wins,
 * value by value; what a count of stock says of its products holds where none does. The list price is the price of the products file, else MRP without GST (domain.md 12 Metrics).
 */
export async function describeProducts(db: Database): Promise<void> {
  await db.run(sql`
    CREATE OR REPLACE TEMP TABLE sku_name AS
      SELECT sku_id, name FROM (
        SELECT sku_id, name, row_number() OVER (PARTITION BY sku_id ORDER BY bool_or(coalesce(sku_id IN (code, name_norm), FALSE)) DESC, sum(sold) DESC, sum(listed) DESC, name) AS place
        FROM item JOIN item_lines USING (item_no) WHERE name IS NOT NULL GROUP BY sku_id, name
      ) WHERE place = 1;
    CREATE OR REPLACE TEMP TABLE sku_master AS
      WITH listed AS (
        SELECT i.sku_id, p.*, row_number() OVER (ORDER BY d.kind = 'products', coalesce(d.exported_at, d.uploaded_at), d.uploaded_at, d.dataset_id, p.row_no) AS age
        FROM product_fact p ANTI JOIN overridden_row USING (dataset_no, row_no) JOIN item i USING (item_no) JOIN dataset d USING (dataset_no)
      )
      SELECT sku_id, arg_max(category, age) FILTER (WHERE category IS NOT NULL) AS category,
        arg_max(list_price, age) FILTER (WHERE list_price IS NOT NULL) AS list_price,
        arg_max(std_cost, age) FILTER (WHERE std_cost IS NOT NULL) AS std_cost,
        arg_max(mrp, age) FILTER (WHERE mrp IS NOT NULL) AS mrp,
        arg_max(gst_bp, age) FILTER (WHERE gst_bp IS NOT NULL) AS own_gst, coalesce(own_gst, 0) AS gst_bp
      FROM listed GROUP BY sku_id;
    CREATE OR REPLACE TEMP TABLE sku_category AS
      SELECT sku_id, category FROM (
        SELECT i.sku_id, f.category, row_number() OVER (PARTITION BY i.sku_id ORDER BY sum(f.n) DESC, f.category) AS place
        FROM (SELECT item_no, category, count(*) AS n FROM sales_fact WHERE state = 0 AND category IS NOT NULL GROUP BY item_no, category) f JOIN item i USING (item_no)
        GROUP BY i.sku_id, f.category
      ) WHERE place = 1;
    CREATE OR REPLACE TEMP TABLE sku AS
      SELECT i.sku_id, coalesce(n.name, i.sku_id) AS product_name, coalesce(m.category, c.category) AS category,
        coalesce(m.list_price, (m.mrp::DECIMAL(38,0) * 10000 + (10000 + m.gst_bp) // 2) // (10000 + m.gst_bp))::BIGINT AS list_price, m.std_cost,
        (SELECT CASE WHEN max(bp) > 0 THEN coalesce(m.own_gst, max(bp)) ELSE 0 END FROM included_tax) AS included_tax_bp
      FROM (SELECT DISTINCT sku_id FROM item) i LEFT JOIN sku_name n USING (sku_id) LEFT JOIN sku_master m USING (sku_id) LEFT JOIN sku_category c USING (sku_id);
    UPDATE item SET product_name = s.product_name, category = s.category, list_price = s.list_price, std_cost = s.std_cost, included_tax_bp = s.included_tax_bp
      FROM sku s WHERE s.sku_id = item.sku_id;
    DROP TABLE sku_name; DROP TABLE sku_master; DROP TABLE sku_category; DROP TABLE sku;
  `)
}
