import type { Database } from '../../db/database'
import { join, raw, type Sql, sql } from '../../db/sql'
import type { RoleColumns } from './columns'
import type { IdentityCounts } from './decisions'
import { ACCEPTED } from './outcomes'
import { ROWS } from './set-aside'

/** Smaller totals come to some rate by chance, since taxes are written to a hundredth. */
const TELLING_TOTAL = 1_000_000
/** Roundings of two halves of a tax. */
const ROUNDED = 210
/** Of small totals so many must come to whole percents one way alone, and this share of those that come to one of the two. */
const ENOUGH_SMALL = 5
const NEARLY_ALL_SMALL = 0.9
const TELLING_SMALL = 50_000
const ROUNDED_ONCE = 51

/** 'VAT (20.0%)' */
const RATE = /(\d{1,2}(?:[.,]\d{1,3})?)\s*%/

/** The rates that the columns of tax are named by, and what equal ones make together (CGST 9 % and SGST 9 %); none where one is not named so. */
export function namedRates(columns: RoleColumns, header: readonly string[]): number[] {
  const named = columns.all('tax').map((k) => Number(RATE.exec(header[k] ?? '')?.[1]?.replace(',', '.') ?? Number.NaN))
  if (named.length === 0 || named.some((rate) => Number.isNaN(rate))) return []
  const together = named.map((rate) => rate * named.filter((other) => other === rate).length)
  return [...new Set([...named, ...together])].filter((rate) => rate > 0)
}

/**
 * Whether the taxes are shares of the total or of what the total leaves without them: the rate beside them or in the name of their column says it, else taxes are whole or half percents
 * (18 % of the rest are 15.25 % of the total). Rows where both fit (20 and 25 %) tell nothing. Where all totals are small, whole percents tell it, and only when they nearly all agree.
 */
export async function taxOf(db: Database, has_rate: boolean, rates: readonly number[], every: number): Promise<IdentityCounts['tax_of']> {
  const ofSteps = (base: Sql, each: number, off: number): Sql =>
    sql`abs(abs(raw_tax) - round(abs(raw_tax) * ${each}.0 / (${base})) * (${base}) / ${each}.0) <= ${off}`
  const ofRates = (base: Sql): Sql =>
    join(
      rates.map((rate) => sql`abs(abs(raw_tax) - (${base}) * ${rate} / 100.0) <= ${ROUNDED}`),
      ' OR ',
    )
  const known = rates.length > 0 ? raw('TRUE') : has_rate ? raw('coalesce(raw_tax_pct > 0, FALSE)') : raw('FALSE')
  const fits = (base: Sql): Sql => {
    if (rates.length > 0) return sql`(${ofRates(base)})`
    const steps = ofSteps(base, 200, ROUNDED)
    return has_rate
      ? sql`CASE WHEN ${known} THEN abs(abs(raw_tax) - (${base})::DOUBLE * raw_tax_pct / 1e6) <= ${ROUNDED} ELSE ${steps} END`
      : steps
  }
  const [rest, total] = [raw('abs(total) - abs(raw_tax)'), raw('abs(total)')]
  const [row] = await db.all<Record<'rest' | 'total' | 'small_rest' | 'small_total', number>>(sql`
    SELECT count(*) FILTER (WHERE is_telling AND of_rest AND NOT of_total) AS rest, count(*) FILTER (WHERE is_telling AND of_total AND NOT of_rest) AS total,
      count(*) FILTER (WHERE small_of_rest AND NOT small_of_total) AS small_rest, count(*) FILTER (WHERE small_of_total AND NOT small_of_rest) AS small_total
    FROM (SELECT ${fits(rest)} AS of_rest, ${fits(total)} AS of_total, ${ofSteps(rest, 100, ROUNDED_ONCE)} AS small_of_rest, ${ofSteps(total, 100, ROUNDED_ONCE)} AS small_of_total,
            ${known} OR abs(total) >= ${TELLING_TOTAL} AS is_telling
          FROM ${ROWS} WHERE file_row % ${every} = 0 AND ${ACCEPTED} AND taxable IS NULL AND raw_tax <> 0 AND abs(total) >= ${TELLING_SMALL} AND abs(raw_tax) < abs(total))`)
  if (!row) return { rest: 0, total: 0 }
  const { small_rest, small_total } = row
  const is_told = Math.max(small_rest, small_total) >= Math.max(ENOUGH_SMALL, NEARLY_ALL_SMALL * (small_rest + small_total))
  return row.rest + row.total > 0 || !is_told ? { rest: row.rest, total: row.total } : { rest: small_rest, total: small_total }
}

/** Prices that must tell, and this share of those that can. */
const ENOUGH_PRICES = 5
const NEARLY_ALL_PRICES = 0.9

/**
 * A maximum retail price holds the tax. Prices that would be above it with the tax on top hold it too, where they nearly all would; a few may be slips. Counted as taxOf counts.
 */
export async function pricesAboveMrp(db: Database, every: number): Promise<IdentityCounts['tax_of']> {
  const [row] = await db.all<{ above: number; all: number }>(sql`
    SELECT count(*) FILTER (WHERE raw_price * (1 + raw_tax_pct / 1e6) > raw_mrp * 1.005) AS above, count(*) AS "all"
    FROM ${ROWS} WHERE file_row % ${every} = 0 AND ${ACCEPTED} AND raw_tax_pct > 0 AND raw_price > 0 AND raw_price <= raw_mrp`)
  const told = row !== undefined && row.above >= ENOUGH_PRICES && row.above >= NEARLY_ALL_PRICES * row.all
  return { rest: told ? row.above : 0, total: 0 }
}
