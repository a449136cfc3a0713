import { raw, type Sql, sql } from '../db/sql'
import { units } from './expressions'
import { day } from './lines'
import { lyingBatches } from './lying-batches'
import type { MetricContext } from './metric'
import { NAMED } from './product-columns'

/** Days whose median price stands for what a unit brings, and the share of it that stands for a cost that nobody knows (domain.md 5.3, 12 Risk). */
const PRICE_DAYS = 14
const COST_SHARE = 0.7

/**
 * The batches of the last stock counts and what came after them, in the columns of batch-risk; what SQL cannot tell is NULL. `more`: further columns, `, ...`, over
 * place_no, sku_no and the batch.
 */
export const batchesSql = (ctx: MetricContext, more: Sql = raw('')): Sql => sql`WITH ${NAMED}, lying AS (
  SELECT place_no, sku_no, batch, good_until, min(expiry_from) AS expiry_from, min(received) AS received, sum(on_hand) AS on_hand, min(counted_on) AS counted_on, bool_or(is_counted) AS is_counted,
    min(supplier) AS supplier, CASE WHEN min(unit_cost) = max(unit_cost) THEN CAST(max(unit_cost) AS DOUBLE)
      ELSE coalesce(CAST(sum(CASE WHEN on_hand > 0 THEN CAST(on_hand AS HUGEINT) * unit_cost END) AS DOUBLE) / nullif(CAST(sum(CASE WHEN on_hand > 0 AND unit_cost IS NOT NULL THEN on_hand END) AS DOUBLE), 0), CAST(max(unit_cost) AS DOUBLE)) END AS own_cost
  FROM ${lyingBatches(ctx)} GROUP BY place_no, sku_no, batch, good_until
), priced AS (
  SELECT place_no, sku_no, quantile_cont(CAST(net_ex_tax AS DOUBLE) * 1000 / qty, 0.5) AS price FROM sales_line
  WHERE line_type = 'SALE' AND qty > 0 AND net_ex_tax IS NOT NULL AND date <= ${day(ctx.as_of)} AND date > ${day(ctx.as_of)} - ${PRICE_DAYS} GROUP BY place_no, sku_no
), listed AS (
  SELECT sku_no, min(list_price) AS list_price, min(std_cost) AS std_cost FROM item GROUP BY sku_no
), costed AS (
  SELECT lying.*, own_cost / 10000 AS own, coalesce(CAST(step.unit_cost AS DOUBLE) / 100000000, CAST(std_cost AS DOUBLE) / 10000) AS resolved, ${COST_SHARE} * coalesce(price, list_price) / 10000 AS guessed
  FROM lying LEFT JOIN cost_step step ON step.place_no = lying.place_no AND step.sku_no = lying.sku_no AND ${day(ctx.as_of)} >= step.date AND ${day(ctx.as_of)} < step.until
    LEFT JOIN priced ON priced.place_no = lying.place_no AND priced.sku_no = lying.sku_no LEFT JOIN listed ON listed.sku_no = lying.sku_no
)
SELECT store_id, sku_id, product_name, category, batch AS batch_id, CAST(good_until AS VARCHAR) AS expiry_date, CAST(good_until - ${day(ctx.as_of)} AS BIGINT) AS days_to_expiry,
  ${units(raw('costed.on_hand'))} AS on_hand, NULL::DOUBLE AS expected_sales_to_expiry, NULL::DOUBLE AS expected_unsold_units, NULL::DOUBLE AS at_risk_units, NULL::DOUBLE AS at_risk_value, NULL::DOUBLE AS p_unsold,
  NULL::BIGINT AS risk_score, NULL::VARCHAR AS band, NULL::VARCHAR AS status, NULL::VARCHAR AS reasons, CAST(received AS VARCHAR) AS received_date, expiry_from, supplier, NULL::DOUBLE AS qty, NULL::DOUBLE AS daily_units,
  NULL::VARCHAR AS demand_class, NULL::BIGINT AS sell_days, NULL::DOUBLE AS expected_demand, NULL::DOUBLE AS dispersion, NULL::DOUBLE AS ahead_units, NULL::DOUBLE AS needed_units, NULL::BIGINT AS fefo_rank, NULL::BIGINT AS half_life, 1::DOUBLE AS sale_unit,
  coalesce(own, resolved, guessed) AS unit_cost, CASE WHEN own IS NOT NULL THEN 'batch' WHEN resolved IS NOT NULL THEN 'resolved' WHEN guessed IS NOT NULL THEN 'price' END AS cost_basis, NULL::DOUBLE AS stock_value,
  NULL::DOUBLE AS expired_value, NULL::DOUBLE AS undated_value, CAST(counted_on AS VARCHAR) AS counted_on, CAST(${day(ctx.as_of)} - counted_on AS BIGINT) AS count_age, NULL::VARCHAR AS confidence, is_counted${more}
FROM costed JOIN named USING (sku_no) JOIN shops USING (place_no) ORDER BY place_no, sku_no, good_until NULLS LAST, received NULLS FIRST, batch`
