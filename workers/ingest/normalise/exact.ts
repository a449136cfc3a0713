import { raw, type Sql, sql } from '../../db/sql'

/**
 * Exact integer arithmetic in SQL, rounded half away from zero. 64-bit by default; `wide` computes in 128 bits, several times slower, for
 * slices that hold huge values, and gives NULL where the result does not fit.
 */
export interface Exact {
  wide: boolean
  /** round(a * b / divisor), divisor a positive literal */
  mulDiv(a: Sql, b: Sql, divisor: number): Sql
  /** round(a * factor / b); NULL where b is 0 */
  ratio(a: Sql, factor: number, b: Sql): Sql
}

/** In narrow slices every quantity (1/1000) and price (1/10000) is within these, so that no product leaves 64 bits. */
export const NARROW = { qty: 90_000_000, price: 100_000_000_000 } as const
/** No line is worth more than this (1/10000); more is a typing error that would overflow sums. */
export const MOST = 100_000_000_000_000

export function exact(wide: boolean): Exact {
  const huge = (a: Sql): Sql => (wide ? sql`(${a})::HUGEINT` : sql`(${a})`)
  const fitted = (a: Sql): Sql => (wide ? sql`TRY_CAST(${a} AS BIGINT)` : a)
  return {
    wide,
    mulDiv(a, b, divisor) {
      const product = sql`(${huge(a)} * (${b}))`
      return fitted(sql`((${product} + sign(${product}) * ${Math.floor(divisor / 2)}) // ${divisor})`)
    },
    ratio(a, factor, b) {
      const top = sql`(${huge(a)} * ${factor})`
      const bottom = sql`nullif(${b}, 0)`
      return fitted(sql`(((abs(${top}) + abs(${bottom}) // 2) // abs(${bottom})) * sign(${top}) * sign(${bottom}))`)
    },
  }
}

/** Amount times a percentage, both 1/10000: 12.5 % is 125000 (percent) or 1250 (rate). Always in 128 bits. */
export function share(amount: Sql, percentage: Sql, unit: 'percent' | 'rate'): Sql {
  return exact(true).mulDiv(amount, percentage, unit === 'percent' ? 1_000_000 : 10_000)
}

export const none = raw('NULL::BIGINT')
