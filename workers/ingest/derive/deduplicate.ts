import type { Database } from '../../db/database'
import { raw, type Sql, sql } from '../../db/sql'
import { datasetAges } from './dataset-age'

const BILL_HASH = raw('hash(s.name_norm, f.date, f.transaction_id)')

/** Lines with a number on bills that one file alone tells. Bills are known by their hash: a chance collision only means a closer look. */
const NUMBERED_LINES = sql`
  SELECT ${BILL_HASH} AS bill_hash, f.line_no FROM sales_fact f JOIN shared_day USING (date) JOIN ranked_dataset USING (dataset_no) JOIN store_key s USING (store_no)
  WHERE f.state = 0 AND NOT several AND f.transaction_id IS NOT NULL AND f.line_no IS NOT NULL`
const NUMBER = raw('TRY_CAST(line_no AS UINTEGER)')
/** One of 62 for every line number; different ones for numbers that follow one another. */
const SLOT = raw('(coalesce(TRY_CAST(line_no AS UINTEGER)::UBIGINT, hash(line_no)) % 62)::INTEGER')

/**
 * Bills that repeat a line number are looked for ever more closely, as a group of its own for each of millions of lines would take hundreds of MB. First:
 * bills that are not one stretch of lines whose numbers rise; most files have none.
 */
const NOT_IN_ORDER = sql`
  SELECT bill_hash FROM (
    SELECT bill_hash, coalesce(bill_hash = lag(bill_hash) OVER () AND number > lag(number) OVER (), FALSE) AS goes_on
    FROM (SELECT bill_hash, ${NUMBER} AS number FROM (${NUMBERED_LINES}))
  ) WHERE NOT goes_on GROUP BY bill_hash HAVING count(*) > 1`
/** Of these, bills with fewer slots taken than lines; of these, the ones that truly repeat a number. */
const CLOSER = [
  sql`SELECT bill_hash FROM (SELECT bill_hash, ${SLOT} AS slot FROM (${NUMBERED_LINES}) SEMI JOIN repeating_bill USING (bill_hash))
    GROUP BY bill_hash HAVING count(*) > bit_count(bit_or(1::BIGINT << slot))`,
  sql`SELECT DISTINCT bill_hash FROM (${NUMBERED_LINES}) SEMI JOIN repeating_bill USING (bill_hash) GROUP BY bill_hash, line_no HAVING count(*) > 1`,
]

/**
 * Decides which accepted sales lines are live (state 0), a duplicate (1) or superseded (2), for every line of `source` on the
 * touched days (domain.md 1, Dedupe). The result depends on the set of datasets only, never on the order in which they came.
 *
 * A bill is (source, store, day, bill number): the day belongs to the key because counters restart every day or every year.
 * Keys of a line: with line numbers (bill, line number, content); without (bill, product, price, quantity, occurrence);
 * without a bill number the whole line as a fingerprint, with its occurrence. Of equal keys the newest dataset's line is live, which
 * makes the merge a multiset maximum over files. A bill that two files tell differently is taken whole from the newest file.
 * Corrected rows that do not count (override-corrections) are superseded, and no part of this.
 */
export async function deduplicate(db: Database, source: string, touched_days: Sql): Promise<void> {
  await db.run(sql`
    CREATE OR REPLACE TEMP TABLE touched_day AS SELECT DISTINCT d::DATE AS date FROM (${touched_days}) AS t(d);
    CREATE OR REPLACE TEMP TABLE ranked_dataset AS
      ${datasetAges(sql`d.source = ${source} AND d.kind = 'sales'`)};
    UPDATE sales_fact SET state = 0
      WHERE state <> 0 AND date IN (SELECT date FROM touched_day) AND dataset_no IN (SELECT dataset_no FROM ranked_dataset);
    UPDATE sales_fact SET state = 2 FROM overridden_row o
      WHERE o.dataset_no = sales_fact.dataset_no AND o.row_no = sales_fact.row_no AND date IN (SELECT date FROM touched_day);
    -- days that several files tell about, and days of one file with line numbers (which can repeat a line within itself)
    CREATE OR REPLACE TEMP TABLE shared_day AS
      SELECT date, min(dataset_no) < max(dataset_no) AS several FROM sales_fact JOIN touched_day USING (date) JOIN ranked_dataset USING (dataset_no)
      WHERE state = 0 GROUP BY date HAVING several OR count(line_no) > 0;
    CREATE OR REPLACE TEMP TABLE repeating_bill AS ${NOT_IN_ORDER};
  `)
  for (const closer of CLOSER) {
    const [suspect] = await db.all(sql`SELECT 1 AS one FROM repeating_bill LIMIT 1`)
    if (!suspect) break
    await db.run(sql`
      CREATE TEMP TABLE looked_closer AS ${closer};
      DROP TABLE repeating_bill;
      ALTER TABLE looked_closer RENAME TO repeating_bill;
    `)
  }
  const [found] = await db.all<{ n: number }>(
    sql`SELECT (SELECT count(*) FROM shared_day WHERE several) + (SELECT count(*) FROM repeating_bill) AS n`,
  )
  if (!found?.n) return
  await db.run(sql`
    CREATE OR REPLACE TEMP TABLE candidate AS
      SELECT f.dataset_no, f.row_no, r.age, s.name_norm AS store, f.date, f.transaction_id AS bill, f.line_no,
        coalesce(i.code, i.name_norm || '|' || coalesce(i.variant, '')) AS product,
        concat_ws('|', coalesce(f.unit_price, f.net_ex_tax)::VARCHAR, f.qty::VARCHAR) AS measure,
        concat_ws('|', coalesce(f.time_s::VARCHAR, ''), coalesce(f.net_ex_tax::VARCHAR, ''), coalesce(f.customer_id, '')) AS rest
      FROM sales_fact f JOIN shared_day USING (date) JOIN ranked_dataset r USING (dataset_no)
        JOIN item i USING (item_no) JOIN store_key s USING (store_no)
      WHERE f.state = 0 AND (several OR ${BILL_HASH} IN (SELECT bill_hash FROM repeating_bill));
    CREATE OR REPLACE TEMP TABLE bill AS
      SELECT store, date, bill, count(line_no) = count(*) AS numbered, max(age) AS newest
      FROM candidate WHERE bill IS NOT NULL GROUP BY ALL HAVING min(age) < max(age) OR count(line_no) = count(*);
    -- bills of which two files tell something different
    CREATE OR REPLACE TEMP TABLE conflicting_bill AS
      WITH numbered AS (
        SELECT store, date, bill FROM candidate JOIN bill USING (store, date, bill)
        WHERE numbered GROUP BY store, date, bill, line_no
        HAVING min(age) < max(age) AND count(DISTINCT product || '|' || measure) > 1
      ), counted AS (
        SELECT store, date, bill, product, measure, age, count(*) AS n
        FROM candidate JOIN bill USING (store, date, bill) WHERE NOT numbered GROUP BY ALL
      ), per_measure AS (
        SELECT store, date, bill, product, measure, max(n) AS n FROM counted GROUP BY ALL
      ), union_size AS (
        SELECT store, date, bill, product, sum(n) AS n FROM per_measure GROUP BY ALL
      ), file_size AS (
        SELECT store, date, bill, product, max(n) AS n
        FROM (SELECT store, date, bill, product, age, sum(n) AS n FROM counted GROUP BY ALL) GROUP BY ALL
      )
      SELECT DISTINCT store, date, bill FROM (
        SELECT store, date, bill FROM numbered
        UNION ALL
        SELECT store, date, bill FROM union_size u JOIN file_size f USING (store, date, bill, product) WHERE u.n > f.n
      );
  `)
  await db.run(sql`
    CREATE OR REPLACE TEMP TABLE decided AS
      WITH keyed AS (
        SELECT c.*, b.newest, x.bill IS NOT NULL AS conflicting, coalesce(b.numbered, FALSE) AS numbered,
          CASE WHEN c.bill IS NULL THEN rest WHEN b.numbered THEN c.line_no ELSE '' END AS detail
        FROM candidate c LEFT JOIN bill b USING (store, date, bill) LEFT JOIN conflicting_bill x USING (store, date, bill)
      ), numbered_line AS (
        SELECT *, CASE WHEN numbered THEN 1
          ELSE row_number() OVER (PARTITION BY store, date, bill, product, measure, detail, age ORDER BY dataset_no, row_no) END AS occurrence
        FROM keyed
      )
      SELECT dataset_no, row_no, CASE
        WHEN conflicting AND age < newest THEN 2
        WHEN row_number() OVER (PARTITION BY store, date, bill, product, measure, detail, occurrence ORDER BY age DESC, row_no) > 1 THEN 1
        ELSE 0 END AS state
      FROM numbered_line;
    UPDATE sales_fact SET state = d.state FROM decided d
      WHERE d.state <> 0 AND sales_fact.dataset_no = d.dataset_no AND sales_fact.row_no = d.row_no;
    DROP TABLE decided; DROP TABLE conflicting_bill; DROP TABLE bill; DROP TABLE candidate;
  `)
}
