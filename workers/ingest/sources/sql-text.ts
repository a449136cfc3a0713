import { raw, type Sql, sql } from '../../db/sql'

/** BIGINT 1/10000 as plain decimal text. */
export const moneyText = (amount: Sql): Sql =>
  sql`(CASE WHEN (${amount}) < 0 THEN '-' ELSE '' END || (abs(${amount}) // 10000)::VARCHAR || '.' || lpad((abs(${amount}) % 10000)::VARCHAR, 4, '0'))`

/**
 * A plain number of an export ('1,250.00', '$9.00', '-16') as BIGINT 1/10000; NULL for anything else, which the reader of the cell then judges
 * by itself.
 */
export const moneyOf = (text: Sql): Sql =>
  sql`CAST(TRY_CAST(regexp_replace(${text}, '[,$₹€£\\s]', '', 'g') AS DECIMAL(18, 4)) * 10000 AS BIGINT)`

/** a x b / c of whole numbers, rounded half away from zero; NULL where c is 0. */
export const portion = (a: Sql, b: Sql, c: Sql): Sql =>
  sql`CAST(CASE WHEN (${c}) = 0 THEN NULL ELSE sign((${a})::HUGEINT * (${b})::HUGEINT)::HUGEINT * sign(${c})::HUGEINT * ((2 * abs((${a})::HUGEINT * (${b})::HUGEINT) + abs(${c})::HUGEINT) // (2 * abs(${c})::HUGEINT)) END AS BIGINT)`

export const EMPTY = raw('NULL::VARCHAR')
