import type { Database } from '../../db/database'
import { raw, sql } from '../../db/sql'
import type { BetweenCounts } from './decisions'
import { ACCEPTED } from './outcomes'
import { ROWS } from './set-aside'

/** Of smaller amounts a hundredth is too much of a percent. */
const TELLING = 200_000
/** Roundings of an amount and its tax. */
const ROUNDED = 110
/** No tax on goods is higher. */
const HIGHEST = 0.6

/** What the accepted rows of the slice have between their taxable value and their total; a discount that is just that is no tax. */
export async function betweenAmounts(db: Database, has_discount: boolean, every: number): Promise<BetweenCounts> {
  const discounted = has_discount ? raw('OR (raw_discount <> 0 AND abs(abs(more) - abs(raw_discount)) <= 100)') : raw('')
  const [row] = await db.all<BetweenCounts & Record<string, number | null>>(sql`
    SELECT count(*) FILTER (WHERE is_telling) AS telling, count(*) FILTER (WHERE is_telling AND abs(more - round(percent * 4) / 400 * net) <= ${ROUNDED}) AS usual,
      count(*) FILTER (WHERE more < -100 OR more > ${HIGHEST} * net + 100 ${discounted}) AS odd,
      min(percent) FILTER (WHERE is_telling) AS low, max(percent) FILTER (WHERE is_telling) AS high
    FROM (SELECT *, net >= ${TELLING} AND more > 100 AS is_telling, 100.0 * more / nullif(net, 0) AS percent
      FROM (SELECT (total - taxable) * sign(taxable) AS more, abs(taxable) AS net, ${has_discount ? raw('raw_discount') : raw('NULL')} AS raw_discount FROM ${ROWS}
        WHERE file_row % ${every} = 0 AND ${ACCEPTED} AND total IS NOT NULL AND taxable IS NOT NULL))`)
  const { telling = 0, usual = 0, odd = 0, low = null, high = null } = row ?? {}
  return { telling, usual, odd, low, high }
}
