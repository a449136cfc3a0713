import type { Database } from '../../db/database'
import { sql } from '../../db/sql'

/**
 * Gives every spelling of a product (item) its SKU, over all datasets of its source (domain.md 1 Product identity, 12 Identity).
 * A code is the SKU when it stands for one (name, variant), or when its most frequent one covers at least 80 % of its lines; else
 * SKU = code|name|variant; without a code name|variant. Lines are live sales lines; for codes that never sold, rows of products, stock and
 * purchases. A spelling without a code takes the SKU of the one coded product that another source writes the same way. Last come the merges that a
 * person decided (alias).
 */
export async function identify(db: Database): Promise<void> {
  await db.run(sql`
    CREATE OR REPLACE TEMP TABLE item_lines AS
      SELECT item_no, coalesce(s.n, 0) AS sold, coalesce(p.n, 0) AS listed
      FROM item
        LEFT JOIN (SELECT item_no, count(*) AS n FROM sales_fact WHERE state = 0 GROUP BY item_no) s USING (item_no)
        LEFT JOIN (
          SELECT item_no, count(*) AS n FROM (SELECT item_no FROM product_fact UNION ALL SELECT item_no FROM inventory_fact UNION ALL SELECT item_no FROM purchase_fact)
          GROUP BY item_no
        ) p USING (item_no);
    CREATE OR REPLACE TEMP TABLE code_spelling AS
      WITH spelling AS (
        SELECT source, code, name_norm, coalesce(variant, '') AS variant, sum(sold) AS sold, sum(listed) AS listed
        FROM item JOIN item_lines USING (item_no) WHERE code IS NOT NULL AND name_norm IS NOT NULL GROUP BY ALL
      )
      SELECT *, CASE WHEN sum(sold) OVER (PARTITION BY source, code) > 0 THEN sold ELSE listed END AS lines FROM spelling;
    CREATE OR REPLACE TEMP TABLE key_code AS
      SELECT source, code FROM code_spelling GROUP BY source, code
      HAVING count(*) FILTER (WHERE lines > 0) <= 1 OR 10 * max(lines) >= 8 * sum(lines);
    UPDATE item SET sku_id = CASE
        WHEN code IS NULL THEN coalesce(name_norm, '') || CASE WHEN variant IS NULL THEN '' ELSE '|' || variant END
        WHEN name_norm IS NULL OR EXISTS (SELECT 1 FROM key_code k WHERE k.source = item.source AND k.code = item.code) THEN code
        ELSE concat_ws('|', code, name_norm, variant) END;
    UPDATE item SET sku_id = k.sku_id FROM (
        SELECT name_norm, coalesce(variant, '') AS variant, min(sku_id) AS sku_id, list(DISTINCT source) AS sources FROM item
        WHERE code IS NOT NULL AND name_norm IS NOT NULL GROUP BY ALL HAVING count(DISTINCT sku_id) = 1
      ) k WHERE item.code IS NULL AND k.name_norm = item.name_norm AND k.variant = coalesce(item.variant, '') AND NOT list_contains(k.sources, item.source);
    UPDATE item SET sku_id = a.into_sku FROM alias a WHERE a.from_sku = item.sku_id;
    DROP TABLE code_spelling; DROP TABLE key_code;
  `)
}
