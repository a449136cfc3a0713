import type { Database } from '../../db/database'
import { raw, type Sql, sql } from '../../db/sql'
import type { IdentityCounts } from './decisions'
import { ACCEPTED } from './outcomes'
import { ROWS } from './set-aside'

/** Roundings of two halves of a tax. */
const ROUNDED = 210
/** Of less, a usual rate may fit by chance. */
const TELLING = 500_000

/**
 * Of what the taxes of discounted rows are a share: of the total less the discount beside it, or of the total, which then has lost it already. The rate beside them says it, else rates
 * are whole or half percents. What the discount leaves may hold the tax (inside). Rows where several fit tell nothing.
 */
export async function taxedAfter(db: Database, has_rate: boolean, every: number): Promise<IdentityCounts['taxed_after']> {
  const fits = (base: Sql): Sql => {
    const steps = sql`abs(abs(raw_tax) - round(abs(raw_tax) * 200.0 / (${base})) * (${base}) / 200.0) <= ${ROUNDED}`
    return has_rate
      ? sql`CASE WHEN raw_tax_pct > 0 THEN abs(abs(raw_tax) - (${base})::DOUBLE * raw_tax_pct / 1e6) <= ${ROUNDED} ELSE ${steps} END`
      : steps
  }
  const [row] = await db.all<IdentityCounts['taxed_after']>(sql`
    SELECT count(*) FILTER (WHERE of_rest AND NOT of_rest_inside AND NOT of_total AND NOT of_inside) AS discount,
      count(*) FILTER (WHERE of_rest_inside AND NOT of_rest AND NOT of_total AND NOT of_inside) AS inside,
      count(*) FILTER (WHERE (of_total OR of_inside) AND NOT of_rest AND NOT of_rest_inside) AS total
    FROM (SELECT ${fits(raw('abs(total) - abs(raw_discount)'))} AS of_rest, ${fits(raw('abs(total) - abs(raw_discount) - abs(raw_tax)'))} AS of_rest_inside, ${fits(raw('abs(total)'))} AS of_total, ${fits(raw('abs(total) - abs(raw_tax)'))} AS of_inside
          FROM ${ROWS} WHERE file_row % ${every} = 0 AND ${ACCEPTED} AND raw_tax <> 0 AND raw_discount <> 0 AND abs(raw_discount) < abs(total)
            AND abs(raw_tax) < abs(total) AND abs(total) - abs(raw_discount) - abs(raw_tax) >= ${TELLING})`)
  return row ?? { discount: 0, inside: 0, total: 0 }
}
