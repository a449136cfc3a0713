import type { Role } from '../../../src/domain/mapping'
import { join, raw, type Sql, sql } from '../../db/sql'
import { cell } from './columns'
import type { NumberCells } from './number-cells'

/** Numbers that say more of a line than what it is: without one of them the line still counts. */
const DESCRIBING: ReadonlySet<Role> = new Set<Role>(['tax_pct', 'mrp', 'free_qty', 'returned_qty', 'returned_amount'])

/**
 * Cells of describing columns that are no numbers. Their rows are kept and labelled; of the other numeric columns such a cell refuses the row.
 * Each column has a bit of the row's flags, from `first_flag` on. `more` are columns that describe in this kind of table only.
 */
export class DescribingCells {
  private readonly found: { role: Role; column: number; bad_bit: number; flag: number }[]
  /** mask of the bits of `bad` that refuse a row */
  readonly refusing: number

  constructor(numbers: NumberCells, first_flag: number, more: readonly Role[] = []) {
    const all = numbers.columns.map(({ role, column }, at) => ({ role, column, bad_bit: numbers.bit(at) }))
    const describes = (role: Role): boolean => DESCRIBING.has(role) || more.includes(role)
    this.found = all.filter(({ role }) => describes(role)).map((one, i) => ({ ...one, flag: first_flag * 2 ** i }))
    this.refusing = all.filter(({ role }) => !describes(role)).reduce((mask, { bad_bit }) => mask + bad_bit, 0)
  }

  /** The row holds a cell that refuses it. */
  refuses(): Sql {
    return this.found.length === 0 ? raw('bad <> 0') : sql`bad & ${this.refusing} <> 0`
  }
  flags(): Sql {
    const bits = this.found.map(({ bad_bit, flag }) => sql`CASE WHEN bad & ${bad_bit} <> 0 THEN ${flag} ELSE 0 END`)
    return bits.length === 0 ? raw('0') : join(bits, ' + ')
  }
  labels() {
    return this.found.map(({ role, column, flag }) => ({
      flag,
      code: 'W_NUMBER_UNREAD' as const,
      field: role,
      value: sql`s.${cell(column)}`,
      suggestion: raw('NULL'),
    }))
  }
}
