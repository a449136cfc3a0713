import type { Role } from '../../../src/domain/mapping'
import { raw, type Sql, sql } from '../../db/sql'
import type { NumberCells } from './number-cells'

/** What goes free with a quantity, in thousandths of its unit; NULL where nothing is said of it. */
export interface FreeGoods {
  /** where the quantity is what is paid for */
  beside: Sql
  /** where the quantity holds what is free, which only a column of its own can mean */
  inside: Sql
}

/**
 * Free goods are named beside the quantity ('10+1' in its cell), in a column of their own, or there by a scheme ('10+1': one for each ten, or one of each eleven). null = the file
 * says nothing of them. `quantity` is that of the row.
 */
export function freeGoods(numbers: NumberCells, quantity: Sql): FreeGoods | null {
  const column = (role: Role) => numbers.columns.find((one) => one.role === role)
  const [qty, given] = [column('qty'), column('free_qty')]
  const in_cell = qty && numbers.hasPlus(qty) ? numbers.plus(qty) : null
  if (!given) return in_cell && { beside: in_cell, inside: raw('NULL::BIGINT') }
  const [each, extra] = [numbers.value(given), numbers.plus(given)]
  const said = (of: Sql): Sql =>
    numbers.hasPlus(given)
      ? sql`CASE WHEN ${extra} IS NULL THEN ${each} WHEN ${each} > 0 THEN abs(${quantity}) // ${of} * ${extra} END`
      : each
  const inside = said(sql`(${each} + ${extra})`)
  if (in_cell === null) return { beside: said(each), inside }
  return { beside: sql`coalesce(${in_cell}, ${said(each)})`, inside: sql`CASE WHEN ${in_cell} IS NULL THEN ${inside} END` }
}
