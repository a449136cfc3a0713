import type { Database } from '../../db/database'
import { raw, type Sql, sql } from '../../db/sql'
import { headerKey } from '../recognise/header-words'
import type { RoleColumns } from './columns'
import { ACCEPTED } from './outcomes'
import { comesToRate, DISCOUNTS } from './paid-by-rate'
import { ROWS } from './set-aside'

/** The tax of a total that holds it, over columns of judged rows. */
const TAX_OF_TOTAL = raw('coalesce(nullif(tax, 0), CAST(round(total::DECIMAL(38,0) * tax_pct / (1000000 + tax_pct)) AS BIGINT), tax, 0)')
const NAMES_TAX = /\b(?:inc|incl|including|inclusive|with|after)\b.*\b(?:tax|gst|vat)\b|\bttc\b|\bbrutto\b/
/**
 * Is the tax inside the totals of a purchase file? The rows say it by quantity x rate, before or after their discount, which is without tax: most of those on which the two differ decide
 * (domain.md 2.4). Tax that is paid to a supplier is no part of what goods cost.
 */
export class TaxInside {
  private votes = { inside: 0, on_top: 0, taxed: 0 }
  private readonly is_named: boolean
  private readonly has_amounts: boolean
  private readonly asks: boolean

  constructor(
    private readonly db: Database,
    header: readonly string[],
    columns: RoleColumns,
  ) {
    const total = columns.first('total')
    this.is_named = total !== null && NAMES_TAX.test(headerKey(header[total] ?? ''))
    this.has_amounts = columns.has('tax')
    this.asks = total !== null && (columns.has('tax') || columns.has('tax_pct'))
  }

  /** Hears the rows of the slice. @param paid the quantity of a judged row that its amount is for */
  async weigh(paid: Sql): Promise<void> {
    if (!this.asks) return
    const [found] = await this.db.all<{ inside: number; on_top: number; taxed: number }>(sql`
      WITH line AS (
        SELECT abs((${paid})::DOUBLE * rate / 1000) AS by_rate, abs(total)::DOUBLE AS total, abs(${TAX_OF_TOTAL})::DOUBLE AS tax, ${DISCOUNTS}
        FROM ${ROWS} WHERE ${ACCEPTED} AND taxable IS NULL AND total <> 0
      ), told AS (
        SELECT ${comesToRate(raw('(total - tax)'), raw('by_rate'))} AS inside, ${comesToRate(raw('total'), raw('by_rate'))} AS on_top FROM line WHERE tax > 0
      )
      SELECT count(*) FILTER (WHERE inside AND NOT on_top) AS inside, count(*) FILTER (WHERE on_top AND NOT inside) AS on_top, count(*) AS taxed FROM told`)
    this.votes.inside += found?.inside ?? 0
    this.votes.on_top += found?.on_top ?? 0
    this.votes.taxed += found?.taxed ?? 0
  }

  /** There are taxes, and nothing tells whether the totals hold them. */
  get isUnknown(): boolean {
    return this.votes.taxed > 0 && !this.isTold() && !this.has_amounts
  }
  /** The amount without tax; NULL where only the rate tells it. */
  net(): Sql {
    return this.isInside() ? sql`coalesce(taxable, total - ${TAX_OF_TOTAL})` : raw('coalesce(taxable, total)')
  }
  netIsSure(): Sql {
    return this.isTold() ? raw('net IS NOT NULL') : raw('taxable IS NOT NULL')
  }
  private isTold(): boolean {
    return this.is_named || this.votes.inside !== this.votes.on_top
  }
  /** A total that says so holds the tax, whatever its rate does. Where nothing tells, amounts of tax stand beside totals that hold them, and rates beside those that do not. */
  private isInside(): boolean {
    const { inside, on_top } = this.votes
    if (this.is_named) return true
    return inside === on_top ? this.has_amounts : inside > on_top
  }
}
