import type { Filter } from '../../src/domain/filter'
import { join, raw, type Sql, sql } from '../db/sql'
import type { Period } from './period'

/** A day as SQL. */
export const day = (iso: string): Sql => sql`CAST(${iso} AS DATE)`

/** A condition on the date. */
export const inDays = ({ from, to }: Period): Sql => sql`(date BETWEEN ${day(from)} AND ${day(to)})`

/** A FROM item: the deduplicated lines under the given conditions. */
export function linesWhere(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? raw('(SELECT * FROM sales_line)') : sql`(SELECT * FROM sales_line WHERE ${join(conditions, ' AND ')})`
}

/** The filter's conditions on where and whose, which also bound the data there is. */
export function shopConditions(filter: Filter): Sql[] {
  const all: Sql[] = []
  if (filter.dataset_id !== null) all.push(sql`dataset_no IN (SELECT dataset_no FROM dataset WHERE dataset_id = ${filter.dataset_id})`)
  if (filter.store_id.length > 0) all.push(oneOf(raw('store_id'), filter.store_id))
  return all
}

/** The filter's conditions on what was sold how. */
export function kindConditions(filter: Filter): Sql[] {
  const all: Sql[] = []
  if (filter.channel.length > 0) all.push(oneOf(raw('channel'), filter.channel))
  if (filter.category.length > 0) all.push(oneOf(raw('category'), filter.category))
  if (filter.customer_id.length > 0) all.push(oneOf(raw('customer_id'), filter.customer_id))
  if (filter.sku_id.length > 0) all.push(oneOf(raw('sku_id'), filter.sku_id))
  return all
}

/** A condition that a column has one of these values. */
export const oneOf = (column: Sql, values: readonly string[]): Sql => sql`${column} IN (${join(values.map((value) => sql`${value}`))})`
