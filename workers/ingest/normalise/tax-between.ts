import type { Role } from '../../../src/domain/mapping'
import { raw, type Sql, sql } from '../../db/sql'
import { matchHeader } from '../recognise/match-header'
import { taxSide } from '../recognise/tax-side'
import type { RoleColumns } from './columns'

/** Two columns of amounts, one without and one with the tax; or a price without it and an amount with it. */
export type TaxBetween = 'columns' | 'price'

/** What the names of the columns say of a table that has no column of tax. null = nothing. */
export function taxBetween(columns: RoleColumns, header: readonly string[]): TaxBetween | null {
  if (columns.has('tax') || columns.has('tax_pct') || !columns.has('total')) return null
  const side = (role: Role) => taxSide(matchHeader(header[columns.first(role) ?? -1] ?? '').key)?.side ?? null
  if (columns.has('taxable')) return side('taxable') === 'without' || side('total') === 'with' ? 'columns' : null
  return columns.has('unit_price') && columns.has('qty') && side('unit_price') === 'without' && side('total') === 'with' ? 'price' : null
}

/** No tax on goods is higher; more between two amounts is something else. */
const HIGHEST = 0.6
/** Roundings of a line. */
const ROUNDED = 100

const isTax = (net: Sql): Sql => sql`(total - ${net}) * sign(${net}) BETWEEN -${ROUNDED} AND ${HIGHEST} * abs(${net}) + ${ROUNDED}`

/** The tax of a line, NULL where what is between the two amounts is none. */
export const taxFromTotal = (between: TaxBetween): Sql => {
  const net = between === 'columns' ? raw('taxable') : raw('(base - line_discount)')
  return sql`CASE WHEN ${isTax(net)} THEN total - ${net} END`
}

/** What quantity and price without tax come to, where the total can be that with tax. */
export const netFromPrice: Sql = raw('CASE WHEN tax IS NOT NULL THEN base - line_discount END')

/** A price says not whether it holds the tax: the amount that it comes nearer to does. */
export const smallerGap = (gapOf: (amount: Sql) => Sql): Sql => {
  const [total, taxable] = [sql`(${gapOf(raw('total'))})`, sql`(${gapOf(raw('taxable'))})`]
  return sql`CASE WHEN total IS NULL OR abs(${taxable}) <= abs(${total}) THEN ${taxable} ELSE coalesce(${total}, ${taxable}) END`
}
