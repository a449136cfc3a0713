import { join, raw } from './sql'

/** Few words on millions of lines: kept as numbers, for which the engine takes a tenth of the time that it takes to store texts. In the order of their texts. Databases of earlier days hold texts. */
export const LINE_TYPE = `ENUM ('ADJ', 'RETURN', 'SALE')`
export const CHANNEL = `ENUM ('offline', 'online')`

/**
 * DuckDB is a projection of the raw files (OPFS) and the decisions (Dexie): it can be deleted and rebuilt to identical figures.
 * Money is BIGINT in 1/10000 of the major unit (`_e4` is left out of the names), quantity BIGINT in 1/1000 of the base unit.
 * `*_no` are local surrogate numbers: they differ between rebuilds and never leave the engine.
 */
export const SCHEMA = raw(`
CREATE TABLE IF NOT EXISTS dataset (
  dataset_no INTEGER NOT NULL, dataset_id VARCHAR NOT NULL, kind VARCHAR NOT NULL, source VARCHAR NOT NULL,
  exported_at VARCHAR, uploaded_at VARCHAR NOT NULL, mapping_version INTEGER NOT NULL, rows_total BIGINT
);
-- one spelling of one product as a file wrote it: (source, code, name_norm, variant); sku_id and what follows are derived over all datasets
CREATE TABLE IF NOT EXISTS item (
  item_no INTEGER NOT NULL, source VARCHAR NOT NULL, code VARCHAR, name VARCHAR, name_norm VARCHAR, variant VARCHAR,
  sku_id VARCHAR, product_name VARCHAR, category VARCHAR, list_price BIGINT, std_cost BIGINT, sku_no INTEGER, included_tax_bp INTEGER
);
-- one spelling of one store; store_id is the first spelling of its name_norm
CREATE TABLE IF NOT EXISTS store_key (
  store_no INTEGER NOT NULL, raw_name VARCHAR NOT NULL, name_norm VARCHAR NOT NULL, store_id VARCHAR NOT NULL, store_name VARCHAR, city VARCHAR, place_no INTEGER
);
-- every accepted sales line of every dataset, with its lineage. state: 0 live, 1 duplicate, 2 superseded
CREATE TABLE IF NOT EXISTS sales_fact (
  dataset_no INTEGER NOT NULL, row_no INTEGER NOT NULL, state TINYINT NOT NULL,
  date DATE NOT NULL, time_s INTEGER, store_no INTEGER NOT NULL, channel ${CHANNEL}, transaction_id VARCHAR, line_no VARCHAR,
  item_no INTEGER NOT NULL, line_type ${LINE_TYPE} NOT NULL, qty BIGINT NOT NULL, unit_price BIGINT,
  gross BIGINT, discount BIGINT, net_ex_tax BIGINT, tax BIGINT, total_inc_tax BIGINT, unit_cost BIGINT,
  customer_id VARCHAR, payment_mode VARCHAR, category VARCHAR, currency VARCHAR, tax_unknown BOOLEAN NOT NULL
);
-- every accepted row of a products file; the last dataset wins per key (derive)
CREATE TABLE IF NOT EXISTS product_fact (
  dataset_no INTEGER NOT NULL, row_no INTEGER NOT NULL, item_no INTEGER NOT NULL, code VARCHAR, name VARCHAR, barcode VARCHAR,
  category VARCHAR, brand VARCHAR, supplier VARCHAR, hsn VARCHAR, mrp BIGINT, list_price BIGINT, std_cost BIGINT,
  gst_bp INTEGER, shelf_life_days INTEGER, perishable BOOLEAN
);
CREATE TABLE IF NOT EXISTS store_fact (
  dataset_no INTEGER NOT NULL, row_no INTEGER NOT NULL, store_no INTEGER NOT NULL, name VARCHAR, city VARCHAR
);
-- every accepted row of a stock file. batch '' = none; expiry is the last good day. The last dataset wins per key (inventory_line)
CREATE TABLE IF NOT EXISTS inventory_fact (
  dataset_no INTEGER NOT NULL, row_no INTEGER NOT NULL, date DATE NOT NULL, store_no INTEGER NOT NULL, item_no INTEGER NOT NULL, batch VARCHAR NOT NULL,
  on_hand BIGINT NOT NULL, expiry DATE, mfg DATE, received DATE, unit_cost BIGINT, mrp BIGINT, shelf_life_days INTEGER
);
-- every accepted row of a purchase file; goods sent back to the supplier have a negative qty. unit_cost without tax, per base unit
CREATE TABLE IF NOT EXISTS purchase_fact (
  dataset_no INTEGER NOT NULL, row_no INTEGER NOT NULL, state TINYINT NOT NULL, date DATE NOT NULL, store_no INTEGER NOT NULL, item_no INTEGER NOT NULL,
  batch VARCHAR NOT NULL, qty BIGINT NOT NULL, free_qty BIGINT NOT NULL, unit_cost BIGINT, amount BIGINT, expiry DATE, supplier VARCHAR, invoice_no VARCHAR
);
-- findings about rows; outcome codes (reject, set_aside) and labels (warn, info). Rejected rows keep their text in reject_row
CREATE TABLE IF NOT EXISTS row_issue (
  dataset_no INTEGER NOT NULL, row_no INTEGER NOT NULL, code VARCHAR NOT NULL, severity VARCHAR NOT NULL, field VARCHAR, raw_value VARCHAR, suggestion VARCHAR
);
CREATE TABLE IF NOT EXISTS reject_row (dataset_no INTEGER NOT NULL, row_no INTEGER NOT NULL, cells VARCHAR[] NOT NULL);
-- products that a person said are one: from_sku (as identity alone gives it) counts as into_sku. A projection of Dexie's decisions
CREATE TABLE IF NOT EXISTS alias (from_sku VARCHAR NOT NULL, into_sku VARCHAR NOT NULL);
-- GST in basis points that is inside amounts without tax, for products without a rate of their own; 0 = none. One row; a projection of Settings
CREATE TABLE IF NOT EXISTS included_tax (bp INTEGER NOT NULL);
-- datasets that hold the corrected rows of another one (corrects = its dataset_id): the lines of both are of one file
CREATE TABLE IF NOT EXISTS correction (dataset_no INTEGER NOT NULL, corrects VARCHAR NOT NULL);
-- which row of the corrected file a row of such a dataset tells anew (of_row = its row_no there)
CREATE TABLE IF NOT EXISTS correction_row (dataset_no INTEGER NOT NULL, row_no INTEGER NOT NULL, of_row INTEGER NOT NULL);
-- corrected rows that do not count: a newer correction tells the same row, or the corrected file itself does by now (derive)
CREATE TABLE IF NOT EXISTS overridden_row (dataset_no INTEGER NOT NULL, row_no INTEGER NOT NULL);
-- stock by product that another file tells by batch (derive): what is left of the row when that file has some of the batches only, and what the batches of the product come to
CREATE TABLE IF NOT EXISTS summed_stock (dataset_no INTEGER NOT NULL, row_no INTEGER NOT NULL, unbatched BIGINT, by_batch BIGINT);
-- models (workers/models): computed from the facts above; model_state names what they were computed from. Costs in the transaction that changes the
-- facts, how goods sell when the shop is at rest
CREATE TABLE IF NOT EXISTS model_state (model VARCHAR NOT NULL, computed_from VARCHAR NOT NULL);
-- what a unit cost in a store from a day on, up to the day before the next step; BIGINT in 1e-8 of the major unit, without tax
CREATE TABLE IF NOT EXISTS cost_step (place_no INTEGER NOT NULL, sku_no INTEGER NOT NULL, date DATE NOT NULL, until DATE NOT NULL, unit_cost BIGINT NOT NULL);
-- the sale that a return undoes, where its bill says so
CREATE TABLE IF NOT EXISTS returned_sale (dataset_no INTEGER NOT NULL, row_no INTEGER NOT NULL, sold_on DATE NOT NULL, line_cost BIGINT);
-- what each store sold on each day, in each channel and (channel NULL) in all of them (models/day-totals.ts); of bills those with a SALE line, by channel those with one
-- in it. A day's mark tells whether its lines are still the same
CREATE TABLE IF NOT EXISTS day_total (
  date DATE NOT NULL, place_no INTEGER NOT NULL, channel VARCHAR, lines INTEGER NOT NULL, with_bill INTEGER NOT NULL, with_price INTEGER NOT NULL,
  revenue HUGEINT, units HUGEINT NOT NULL, units_sold HUGEINT NOT NULL, returns HUGEINT NOT NULL, orders INTEGER NOT NULL, bill_revenue HUGEINT
);
CREATE TABLE IF NOT EXISTS day_total_mark (date DATE NOT NULL, mark HUGEINT NOT NULL);
-- what sold by day, kept so that a new day costs only itself (models/demand-days.ts); a day's mark tells whether its lines are still the same
CREATE TABLE IF NOT EXISTS demand_day (store_no INTEGER NOT NULL, item_no INTEGER NOT NULL, date DATE NOT NULL, sold BIGINT NOT NULL, gone BIGINT NOT NULL, sales INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS demand_day_mark (date DATE NOT NULL, mark HUGEINT NOT NULL);
-- how each product sells in each store at the end of its date, the newest day of the data (models/demand-model.ts). level and velocities in base units a day
CREATE TABLE IF NOT EXISTS features_store_sku (
  date DATE NOT NULL, place_no INTEGER NOT NULL, sku_no INTEGER NOT NULL, first_seen DATE NOT NULL, velocity_7d DOUBLE NOT NULL, velocity_14d DOUBLE NOT NULL,
  velocity_30d DOUBLE NOT NULL, volatility DOUBLE, n INTEGER NOT NULL, sale_days INTEGER NOT NULL, out_days INTEGER NOT NULL, adi DOUBLE, cv2 DOUBLE, demand_class VARCHAR NOT NULL,
  level DOUBLE NOT NULL, phi DOUBLE NOT NULL, phi_own DOUBLE, n_eff DOUBLE NOT NULL, unit DOUBLE NOT NULL, seasonality_flag BOOLEAN NOT NULL,
  dow_1 DOUBLE NOT NULL, dow_2 DOUBLE NOT NULL, dow_3 DOUBLE NOT NULL, dow_4 DOUBLE NOT NULL, dow_5 DOUBLE NOT NULL, dow_6 DOUBLE NOT NULL, dow_7 DOUBLE NOT NULL,
  prior DOUBLE, average_28 DOUBLE
);
-- how well demand was foretold up to that date, by kind of demand and way (models/backtest.ts)
CREATE TABLE IF NOT EXISTS forecast_score (
  no INTEGER NOT NULL, demand_class VARCHAR NOT NULL, method VARCHAR NOT NULL, trials INTEGER NOT NULL, units DOUBLE NOT NULL, rmsse DOUBLE, wape DOUBLE, bias DOUBLE,
  pinball_50 DOUBLE, pinball_90 DOUBLE, coverage_80 DOUBLE NOT NULL
);
CREATE TABLE IF NOT EXISTS season_index (sku_no INTEGER NOT NULL, month INTEGER NOT NULL, month_index DOUBLE NOT NULL);
-- databases of earlier days
ALTER TABLE features_store_sku ADD COLUMN IF NOT EXISTS prior DOUBLE;
ALTER TABLE features_store_sku ADD COLUMN IF NOT EXISTS average_28 DOUBLE;
ALTER TABLE inventory_fact ADD COLUMN IF NOT EXISTS shelf_life_days INTEGER;
ALTER TABLE item ADD COLUMN IF NOT EXISTS sku_no INTEGER;
ALTER TABLE item ADD COLUMN IF NOT EXISTS included_tax_bp INTEGER;
ALTER TABLE store_key ADD COLUMN IF NOT EXISTS place_no INTEGER;
ALTER TABLE summed_stock ADD COLUMN IF NOT EXISTS unbatched BIGINT;
ALTER TABLE summed_stock ADD COLUMN IF NOT EXISTS by_batch BIGINT;
`)

/**
 * A dataset is read in many small transactions, because DuckDB keeps the memory of dropped staging tables until a transaction ends. Until
 * one last transaction admits it, its dataset_id carries this mark, and sales_line does not show its lines.
 */
export const LOADING = 'loading:'

/**
 * The deduplicated lines that every metric reads. Lines without price and amount take the product's list price, else MRP/(1+gst)
 * (kept in item.list_price by derive). Of amounts without tax the GST goes that Settings say is inside them (item.included_tax_bp). Amounts are BIGINT e4, qty milli; `net_ex_tax` is revenue.
 */
const SALES_LINE = raw(`
CREATE OR REPLACE VIEW sales_line AS
SELECT f.dataset_no, f.row_no, f.date, f.time_s, s.place_no, f.item_no, i.sku_no, s.store_id, coalesce(CAST(f.channel AS VARCHAR), 'offline') AS channel, f.transaction_id, f.line_no,
  i.sku_id, i.product_name, coalesce(i.category, f.category) AS category, CAST(f.line_type AS VARCHAR) AS line_type, f.qty, coalesce(f.unit_price, CASE WHEN f.net_ex_tax IS NULL THEN i.list_price END) AS unit_price,
  coalesce(CASE WHEN f.tax_unknown AND i.included_tax_bp > 0 THEN CAST(round(f.net_ex_tax * 10000.0::DOUBLE / (10000 + i.included_tax_bp)) AS BIGINT) ELSE f.net_ex_tax END,
    CAST(round(f.qty::DECIMAL(38,0) * i.list_price / 1000) AS BIGINT)) AS net_ex_tax,
  f.gross, f.discount, f.tax, f.total_inc_tax, f.unit_cost AS line_cost, i.std_cost, f.customer_id, f.payment_mode, f.currency,
  f.net_ex_tax IS NULL AS is_derived
FROM sales_fact f ANTI JOIN (SELECT dataset_no FROM dataset WHERE dataset_id LIKE '${LOADING}%') loading USING (dataset_no) JOIN item i USING (item_no) JOIN store_key s USING (store_no)
WHERE f.state = 0
`)

/**
 * The stock that is believed: of several rows of one (snapshot date, store, SKU, batch, expiry) those of the newest dataset; rows of one dataset with the
 * same key are added, those corrected in it among them; what another file tells by batch is left out
 * (domain.md 1 Dedupe iv, 12 Risk). on_hand milli, signed; costs BIGINT e4.
 */
const INVENTORY_LINE = raw(`
CREATE OR REPLACE VIEW inventory_line AS
WITH known AS (
  SELECT f.dataset_no, f.row_no, f.date, s.place_no, i.sku_no, s.store_id, i.sku_id, i.product_name, i.category, f.batch, coalesce(told.unbatched, f.on_hand) AS on_hand, f.expiry, f.mfg, f.received, f.unit_cost, f.mrp, f.shelf_life_days,
    d.age, max(d.age) OVER (PARTITION BY f.date, s.place_no, i.sku_no, f.batch) AS newest
  FROM inventory_fact f ANTI JOIN overridden_row USING (dataset_no, row_no) LEFT JOIN summed_stock told USING (dataset_no, row_no) JOIN (
      SELECT d.dataset_no, dense_rank() OVER (ORDER BY coalesce(p.exported_at, p.uploaded_at, d.exported_at, d.uploaded_at), coalesce(p.uploaded_at, d.uploaded_at),
        coalesce(p.dataset_id, d.dataset_id)) AS age
      FROM dataset d LEFT JOIN correction c USING (dataset_no) LEFT JOIN dataset p ON p.dataset_id = c.corrects AND p.source = d.source AND p.kind = d.kind
      WHERE NOT starts_with(d.dataset_id, '${LOADING}')
    ) d USING (dataset_no) JOIN item i USING (item_no) JOIN store_key s USING (store_no)
  WHERE told.row_no IS NULL OR told.unbatched > 0
)
SELECT * EXCLUDE (age, newest) FROM known WHERE age = newest
`)

/** Deduplicated purchase lines (state as in sales_fact). `received_qty` = qty + free_qty, milli; `unit_cost` BIGINT e4 without tax. */
const PURCHASE_LINE = raw(`
CREATE OR REPLACE VIEW purchase_line AS
SELECT f.dataset_no, f.row_no, f.date, s.place_no, i.sku_no, s.store_id, i.sku_id, i.product_name, i.category, f.batch, f.qty, f.free_qty, f.qty + f.free_qty AS received_qty,
  f.unit_cost, f.amount, f.expiry, f.supplier, f.invoice_no
FROM purchase_fact f ANTI JOIN (SELECT dataset_no FROM dataset WHERE dataset_id LIKE '${LOADING}%') loading USING (dataset_no)
  JOIN item i USING (item_no) JOIN store_key s USING (store_no)
WHERE f.state = 0
`)

/** The views over the facts, made anew at every start: they are code, not data. */
export const VIEWS = join([SALES_LINE, INVENTORY_LINE, PURCHASE_LINE], ';')

/**
 * Numbers SKUs and stores in code-point order of their ids: grouping, joining and sorting by numbers takes a fraction of the time that texts take. Run
 * wherever ids were given; numbers change with the data and mean nothing outside a query.
 */
export const NUMBER_KEYS = raw(`
UPDATE item SET sku_no = d.no FROM (SELECT sku_id, row_number() OVER (ORDER BY sku_id) AS no FROM (SELECT DISTINCT sku_id FROM item)) d WHERE d.sku_id = item.sku_id;
UPDATE store_key SET place_no = d.no FROM (SELECT store_id, row_number() OVER (ORDER BY store_id) AS no FROM (SELECT DISTINCT store_id FROM store_key)) d WHERE d.store_id = store_key.store_id;
`)
