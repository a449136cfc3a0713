import type { Database } from '../../db/database'
import { raw, type Sql, sql } from '../../db/sql'
import type { RoleColumns } from './columns'
import { ACCEPTED } from './outcomes'
import { comesToRate, DISCOUNTS } from './paid-by-rate'
import { ROWS } from './set-aside'

/**
 * Does the quantity of a purchase file hold the goods that came free? Some programs write 10 and 1, some 11 and 1. The rows say it by what was paid: amount = rate x quantity, or
 * rate x (quantity - free); most of those that come to one of the two alone decide for the table (domain.md 2.4). Free goods that stand in the cell of the quantity itself ('10+1')
 * are beside it by what is written there. Where nothing tells they are beside it too.
 */
export class FreeInside {
  private votes = { inside: 0, beside: 0 }
  private readonly asks: boolean

  constructor(
    private readonly db: Database,
    columns: RoleColumns,
  ) {
    const has = (...roles: Parameters<RoleColumns['has']>[0][]): boolean => roles.some((role) => columns.has(role))
    this.asks = has('free_qty') && has('qty') && has('cost', 'unit_price') && has('total', 'taxable')
  }

  /** Hears the rows of the slice. */
  async weigh(): Promise<void> {
    if (!this.asks) return
    const amounts = ['taxable', 'total', 'total - abs(coalesce(tax, 0))', 'total * 1000000 / (1000000 + coalesce(tax_pct, 0))']
    const [found] = await this.db.all<{ inside: number; beside: number }>(sql`
      WITH line AS (
        SELECT abs(quantity::DOUBLE * rate / 1000) AS by_quantity, (abs(quantity) - abs(free_inside))::DOUBLE * abs(rate) / 1000 AS by_rest, abs(taxable)::DOUBLE AS taxable, abs(total)::DOUBLE AS total, tax, tax_pct, ${DISCOUNTS}
        FROM ${ROWS} WHERE ${ACCEPTED} AND free_inside <> 0 AND abs(free_inside) < abs(quantity) AND rate <> 0
      ), told AS (SELECT ${anyOf(amounts, raw('by_rest'))} AS inside, ${anyOf(amounts, raw('by_quantity'))} AS beside FROM line)
      SELECT count(*) FILTER (WHERE inside AND NOT beside) AS inside, count(*) FILTER (WHERE beside AND NOT inside) AS beside FROM told`)
    this.votes.inside += found?.inside ?? 0
    this.votes.beside += found?.beside ?? 0
  }

  /** The quantities hold the free goods. */
  get happens(): boolean {
    return this.votes.inside > this.votes.beside
  }
  /** The quantity that was paid for, of a judged row. */
  paid(): Sql {
    return this.happens
      ? sql`CASE WHEN ${IS_INSIDE} THEN sign(quantity) * (abs(quantity) - abs(free_inside)) ELSE quantity END`
      : raw('quantity')
  }
  /** The quantity that came free, of a judged row. */
  free(): Sql {
    return this.happens ? sql`CASE WHEN ${IS_INSIDE} THEN free_inside ELSE free_qty END` : raw('free_qty')
  }
}

const IS_INSIDE = raw('coalesce(abs(free_inside) < abs(quantity), FALSE)')
const anyOf = (amounts: readonly string[], by_rate: Sql): Sql =>
  amounts.reduce<Sql>((any, amount) => sql`${any} OR coalesce(${comesToRate(raw(`(${amount})`), by_rate)}, FALSE)`, raw('FALSE'))
