import type { Database } from '../../db/database'
import { sql } from '../../db/sql'
import { derive } from './derive'
import { registerDataset } from './register-dataset'

/** One accepted line as a test writes it; money in rupees, quantity in pieces. */
export interface Line {
  date: string
  bill?: string
  line_no?: string
  code?: string
  name?: string
  qty: number
  price: number
  store?: string
}

/** Puts accepted lines into the facts as an import would, then derives. */
export async function addSales(db: Database, dataset_id: string, uploaded_at: string, lines: readonly Line[]): Promise<void> {
  if (lines.length === 0) return
  await db.transaction(async () => {
    const dataset_no = await registerDataset(db, {
      dataset_id,
      kind: 'sales',
      source: 'generic',
      exported_at: null,
      uploaded_at,
      mapping_version: 1,
    })
    const text = (pick: (line: Line) => string | undefined) => lines.map((line) => pick(line) ?? null)
    await db.insertColumns(
      'line_in',
      {
        row_no: lines.map((_, i) => BigInt(i + 1)),
        date: text((l) => l.date),
        bill: text((l) => l.bill),
        line_no: text((l) => l.line_no),
        code: text((l) => l.code),
        name: text((l) => l.name),
        store: lines.map((l) => l.store ?? 'MAIN'),
        qty: lines.map((l) => BigInt(l.qty * 1000)),
        price: lines.map((l) => BigInt(Math.round(l.price * 10_000))),
      },
      'create_temp',
    )
    await db.run(sql`
      INSERT INTO item SELECT (SELECT coalesce(max(item_no), 0) FROM item) + row_number() OVER (ORDER BY code, name), 'generic', code, name, lower(name), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
        FROM (SELECT DISTINCT code, name FROM line_in) n
        WHERE NOT EXISTS (SELECT 1 FROM item i WHERE i.code IS NOT DISTINCT FROM n.code AND i.name IS NOT DISTINCT FROM n.name);
      INSERT INTO store_key SELECT (SELECT coalesce(max(store_no), 0) FROM store_key) + row_number() OVER (ORDER BY store), store, lower(store), store, NULL, NULL, NULL
        FROM (SELECT DISTINCT store FROM line_in) n WHERE NOT EXISTS (SELECT 1 FROM store_key k WHERE k.raw_name = n.store);
      INSERT INTO sales_fact (dataset_no, row_no, state, date, store_no, transaction_id, line_no, item_no, line_type, qty, unit_price, net_ex_tax, tax_unknown)
        SELECT ${dataset_no}, row_no, 0, date::DATE, store_no, bill, line_no, item_no, CASE WHEN qty < 0 THEN 'RETURN' ELSE 'SALE' END, qty, price, qty * price // 1000, FALSE
        FROM line_in l JOIN item i ON i.code IS NOT DISTINCT FROM l.code AND i.name IS NOT DISTINCT FROM l.name JOIN store_key k ON k.raw_name = l.store;
      DROP TABLE line_in`)
    await derive(db, [dataset_no])
  })
}

/** Every live line without its lineage, in a fixed order: two shops with equal lists have equal figures. */
export async function liveLines(db: Database): Promise<string[]> {
  const rows = await db.all<{ line: string }>(sql`
    SELECT concat_ws(',', date, store_id, transaction_id, line_no, sku_id, product_name, qty, unit_price, net_ex_tax) AS line FROM sales_line ORDER BY line`)
  return rows.map((row) => row.line)
}
