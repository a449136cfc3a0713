import type { Database } from '../../db/database'
import { sql } from '../../db/sql'

/** Stores match by name_norm; store_id is the spelling that was uploaded first (domain.md 2). Name and city come from the newest stores file. */
export async function nameStores(db: Database): Promise<void> {
  await db.run(sql`
    CREATE OR REPLACE TEMP TABLE store_seen AS
      WITH seen AS (
        SELECT store_no, dataset_no, min(row_no) AS row_no FROM sales_fact GROUP BY ALL
        UNION ALL SELECT store_no, dataset_no, min(row_no) FROM store_fact GROUP BY ALL
        UNION ALL SELECT store_no, dataset_no, min(row_no) FROM inventory_fact GROUP BY ALL
        UNION ALL SELECT store_no, dataset_no, min(row_no) FROM purchase_fact GROUP BY ALL
      ), placed AS (
        SELECT k.store_no, k.name_norm, k.raw_name, d.uploaded_at, d.dataset_id, s.row_no
        FROM seen s JOIN store_key k USING (store_no) JOIN dataset d USING (dataset_no)
      )
      SELECT name_norm, raw_name AS store_id FROM placed
      QUALIFY row_number() OVER (PARTITION BY name_norm ORDER BY uploaded_at, dataset_id, row_no, raw_name) = 1;
    CREATE OR REPLACE TEMP TABLE store_master AS
      SELECT k.name_norm, arg_max(f.name, age) FILTER (WHERE f.name IS NOT NULL) AS store_name, arg_max(f.city, age) FILTER (WHERE f.city IS NOT NULL) AS city
      FROM (SELECT s.*, row_number() OVER (ORDER BY coalesce(d.exported_at, d.uploaded_at), d.uploaded_at, d.dataset_id, s.row_no) AS age
            FROM store_fact s JOIN dataset d USING (dataset_no)) f
        JOIN store_key k USING (store_no) GROUP BY k.name_norm;
    UPDATE store_key SET store_id = s.store_id FROM store_seen s WHERE s.name_norm = store_key.name_norm;
    UPDATE store_key SET store_name = coalesce((SELECT m.store_name FROM store_master m WHERE m.name_norm = store_key.name_norm), store_id),
      city = (SELECT m.city FROM store_master m WHERE m.name_norm = store_key.name_norm);
    DROP TABLE store_seen; DROP TABLE store_master;
  `)
}
