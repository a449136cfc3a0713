import type { Database } from '../../db/database'
import { sql } from '../../db/sql'
import { datasetAges } from './dataset-age'

/**
 * Decides which purchase lines of a source are live (state 0) and which a second telling of the same one (1): the multiset maximum over files
 * (domain.md 1, Dedupe). A line is (store, day, invoice, product, batch, quantities, cost); of equal lines the newest dataset's are live. The
 * result depends on the set of datasets only. Purchases are few beside sales, so every line is looked at.
 */
export async function deduplicatePurchases(db: Database, source: string): Promise<void> {
  await db.run(sql`
    CREATE OR REPLACE TEMP TABLE purchase_state AS
      WITH known AS (
        SELECT p.dataset_no, p.row_no, p.date, s.name_norm AS store, p.invoice_no, coalesce(i.code, i.name_norm || '|' || coalesce(i.variant, '')) AS product,
          p.batch, p.qty, p.free_qty, p.unit_cost, d.age
        FROM purchase_fact p ANTI JOIN overridden_row USING (dataset_no, row_no) JOIN (
            ${datasetAges(sql`d.source = ${source} AND d.kind = 'purchases'`)}
          ) d USING (dataset_no) JOIN item i USING (item_no) JOIN store_key s USING (store_no)
      ), numbered AS (
        SELECT *, row_number() OVER (PARTITION BY date, store, invoice_no, product, batch, qty, free_qty, unit_cost, age ORDER BY dataset_no, row_no) AS occurrence FROM known
      )
      SELECT dataset_no, row_no, CASE WHEN row_number() OVER (
          PARTITION BY date, store, invoice_no, product, batch, qty, free_qty, unit_cost, occurrence ORDER BY age DESC, row_no) > 1 THEN 1 ELSE 0 END AS state
      FROM numbered UNION ALL SELECT dataset_no, row_no, 2 FROM overridden_row;
    UPDATE purchase_fact SET state = s.state FROM purchase_state s
      WHERE s.dataset_no = purchase_fact.dataset_no AND s.row_no = purchase_fact.row_no AND s.state <> purchase_fact.state;
    DROP TABLE purchase_state`)
}
