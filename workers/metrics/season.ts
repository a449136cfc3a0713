import { raw, type Sql, sql } from '../db/sql'
import { day } from './lines'
import type { MetricContext } from './metric'

/** 5 % points of the F-test on 12 month effects, by number of months: below them a score is noise (domain.md 3.4). From 35 months on 0.3. */
const CRITICAL = [0.476, 0.451, 0.428, 0.408, 0.389, 0.372, 0.357, 0.343, 0.329, 0.317, 0.306]
export const MIN_SCORE = 0.3
/** With one year only, a score from here on is worth a flag. */
export const PROVISIONAL_SCORE = 0.55
/** Least common multiple of 28 to 31: a month's milli-units x this / its days is a whole number, so sums of months are exact. */
const SCALE = 377_580
/** An average month, in days. */
const MONTH_DAYS = 30.4375

/** The last so many years are looked at: a shop of twenty years ago was another one. */
const YEARS = 12
/** Least common multiple of 1 to 12, the years that a month can have: averages over years become sums of whole numbers, exact in any order. */
const WHOLE = 27_720
const over_years = (sum: string): Sql => raw(`CAST(sum((${WHOLE} // nm) * (${sum})) AS DOUBLE) / ${WHOLE}`)
/** Milli-units of a month beyond which a cell is a slip of the keyboard: their squares would not fit into 128 bits. */
const MOST = 100_000_000_000

const month_index = (date: Sql): Sql => sql`(12 * year(${date}) + month(${date}) - 1)`

/**
 * CTEs that end in
 * `season` (sku_no, n months, score 0..1, is_long) for products with at least 12 complete months, and
 * `season_month` (sku_no, month 1..12, idx: 1 = an average month, usual: milli-units of an average-length month, before damping).
 * Units sold (SALE lines) of complete months, from the first month in which both the shop and the product were there, per average month length.
 *
 * From 24 months on: least squares on a linear trend and twelve month effects, in closed form; the score is the share of the variance that the
 * months explain, adjusted for their number. With 12 to 23 months the last twelve are set against the week-to-week noise within them.
 */
export function seasonTables(ctx: MetricContext): Sql {
  const { as_of, scope, shop } = ctx
  return sql`sold AS MATERIALIZED (
  SELECT sku_no, ${month_index(raw('date'))} AS mi, sum(qty) AS qty FROM ${scope} WHERE line_type = 'SALE' GROUP BY sku_no, mi
), span AS MATERIALIZED (
  SELECT sku_no, start, until - start + 1 AS n FROM (
    SELECT sku_no, greatest(${month_index(raw('since'))} + CASE WHEN day(since) > 1 THEN 1 ELSE 0 END, ${month_index(day(as_of))} - ${12 * YEARS}) AS start,
      ${month_index(day(as_of))} - CASE WHEN last_day(${day(as_of)}) > ${day(as_of)} THEN 1 ELSE 0 END AS until
    FROM (SELECT sku_no, greatest(min(first_seen), (SELECT min(date) FROM ${shop} WHERE line_type = 'SALE')) AS since FROM (${ctx.first_seen}) GROUP BY sku_no)
  ) WHERE until - start + 1 >= 12
), monthly AS MATERIALIZED (
  SELECT sku_no, mi, n, mi - start + 1 AS t, CAST(least(qty, ${MOST}) AS HUGEINT) * (${SCALE} // day(last_day(make_date(mi // 12, mi % 12 + 1, 1)))) AS y, start
  FROM sold JOIN span USING (sku_no) WHERE mi BETWEEN start AND start + n - 1
), design AS (
  SELECT start, n, (start + t - 1) % 12 + 1 AS month, count(*) AS nm, sum(t) AS st, sum(t * t) AS stt
  FROM (SELECT DISTINCT start, n FROM span WHERE n >= 24), generate_series(1, n) AS g(t) GROUP BY start, n, month
), told AS (
  SELECT sku_no, mi % 12 + 1 AS month, sum(y) AS sy, sum(t * y) AS sty, sum(y * y) AS syy FROM monthly WHERE n >= 24 GROUP BY sku_no, month
), cell AS (
  SELECT span.sku_no, span.n, month, nm, st, stt, coalesce(sy, 0) AS sy, coalesce(sty, 0) AS sty, coalesce(syy, 0) AS syy
  FROM span JOIN design USING (start, n) LEFT JOIN told USING (sku_no, month)
), fit AS (
  SELECT sku_no, n, within_xy / within_xx AS slope, greatest(0, within_yy - within_xy * within_xy / within_xx) AS rss, all_xx, all_xy, all_yy, mean, centre_y, centre_t FROM (
    SELECT sku_no, n,
      ${over_years('nm * stt - st * st')} AS within_xx, ${over_years('nm * sty - st * sy')} AS within_xy, ${over_years('nm * syy - sy * sy')} AS within_yy,
      ${over_years('sy')} / 12 AS centre_y, ${over_years('st')} / 12 AS centre_t,
      CAST(n * sum(stt) - sum(st) * sum(st) AS DOUBLE) / n AS all_xx, CAST(n * sum(sty) - sum(st) * sum(sy) AS DOUBLE) / n AS all_xy,
      CAST(n * sum(syy) - sum(sy) * sum(sy) AS DOUBLE) / n AS all_yy, CAST(sum(sy) AS DOUBLE) / n AS mean
    FROM cell GROUP BY sku_no, n)
), long_score AS (
  SELECT sku_no, n, slope, mean, centre_y - slope * centre_t AS centre, CASE WHEN ss > 0 THEN greatest(0, 1 - (rss / (n - 13)) / (ss / (n - 2))) ELSE 0 END AS score
  FROM (SELECT *, all_yy - 2 * slope * all_xy + slope * slope * all_xx AS ss FROM fit)
), effect AS (
  SELECT cell.sku_no, month, CAST(sy AS DOUBLE) / nm - slope * CAST(st AS DOUBLE) / nm AS a, score, mean, centre FROM cell JOIN long_score USING (sku_no)
), recent AS (
  SELECT sku_no, sum(y) AS sy, 12 * sum(y * y) - sum(y) * sum(y) AS spread FROM monthly WHERE n < 24 AND t > n - 12 GROUP BY sku_no
), block AS (
  SELECT sku_no, date_trunc('month', date) AS first_day, CAST(least(sum(qty), ${MOST}) AS HUGEINT) AS x
  FROM ${scope} JOIN (SELECT sku_no, make_date((start + n - 12) // 12, (start + n - 12) % 12 + 1, 1) AS since, make_date((start + n) // 12, (start + n) % 12 + 1, 1) AS until FROM span WHERE n < 24) last_year USING (sku_no)
  WHERE line_type = 'SALE' AND date >= since AND date < until AND day(date) <= 28 GROUP BY sku_no, first_day, (day(date) - 1) // 7
), noise AS (
  SELECT sku_no, CAST(sum(spread) AS DOUBLE) / (4 * 36) AS week_variance
  FROM (SELECT sku_no, 4 * sum(x * x) - sum(x) * sum(x) AS spread FROM block GROUP BY sku_no, first_day) GROUP BY sku_no
), short_score AS (
  SELECT sku_no, n, sy, CASE WHEN coalesce(spread, 0) > 0
    THEN greatest(0, 1 - coalesce(week_variance, 0) * ${MONTH_DAYS / 7} / (CAST(spread AS DOUBLE) / 132 * ${(MONTH_DAYS / SCALE) ** 2})) ELSE 0 END AS score
  FROM span LEFT JOIN recent USING (sku_no) LEFT JOIN noise USING (sku_no) WHERE n < 24
), season AS (
  SELECT sku_no, n, score, TRUE AS is_long FROM long_score UNION ALL SELECT sku_no, n, score, FALSE FROM short_score
), season_month AS (
  SELECT sku_no, month, CASE WHEN mean > 0 THEN 1 + score * (a - centre) / mean ELSE 1 END AS idx, (a - centre + mean) * ${MONTH_DAYS / SCALE} AS usual
  FROM effect
  UNION ALL
  SELECT short_score.sku_no, g.month, CASE WHEN sy > 0 THEN 1 + score * (12 * CAST(coalesce(y, 0) AS DOUBLE) / CAST(sy AS DOUBLE) - 1) ELSE 1 END, CAST(coalesce(y, 0) AS DOUBLE) * ${MONTH_DAYS / SCALE}
  FROM short_score CROSS JOIN generate_series(1, 12) AS g(month)
    LEFT JOIN (SELECT sku_no, mi % 12 + 1 AS month, y FROM monthly WHERE n < 24 AND t > n - 12) last_year ON last_year.sku_no = short_score.sku_no AND last_year.month = g.month
)`
}

/** TRUE for a season that is more than chance. */
export const IS_SEASONAL: Sql = raw(
  `(is_long AND score >= CASE n ${CRITICAL.map((point, i) => `WHEN ${24 + i} THEN ${point}`).join(' ')} ELSE ${MIN_SCORE} END)`,
)
export const IS_PROVISIONAL: Sql = raw(`(NOT is_long AND score >= ${PROVISIONAL_SCORE})`)
