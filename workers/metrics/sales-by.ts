import type { Filter } from '../../src/domain/filter'
import { join, raw, type Sql, sql } from '../db/sql'
import { OF_LINES } from '../models/day-totals'
import { oneOf } from './lines'

/** What lines add up to, in stored integers. */
export type Figure =
  | 'lines'
  /** lines that have one */
  | 'with_bill'
  | 'with_price'
  /** NULL when no line has an amount */
  | 'revenue'
  | 'units'
  | 'units_sold'
  | 'returns'
  /** bills with a SALE line; a bill is one store, day and bill number */
  | 'orders'
  /** amounts of these bills. NULL when none has one */
  | 'bill_revenue'
  /** NULL without lines */
  | 'first_date'
  | 'last_date'

/** Lines of sales_line, and the same ones added up by store and day where that is known (FROM items). */
export interface Sales {
  lines: Sql
  days: DayTotals | null
}

/** Rows of day_total with their store_id: whole stores and days, or those of each channel. A filter of one channel makes both the same. */
export interface DayTotals {
  whole: Sql
  by_channel: Sql
}

/** day_total under a filter and conditions on the date; null where the filter asks for more than it knows. */
export function dayTotals(filter: Filter, dates: readonly Sql[]): DayTotals | null {
  const { dataset_id, store_id, channel, category, sku_id, customer_id } = filter
  if (dataset_id !== null || category.length + sku_id.length + customer_id.length > 0 || channel.length > 1) return null
  const stores = store_id.length > 0 ? [oneOf(raw('store_id'), store_id)] : []
  const under = (of_channel: Sql): Sql =>
    sql`(SELECT * FROM day_total JOIN (SELECT DISTINCT place_no, store_id FROM store_key) USING (place_no) WHERE ${join([of_channel, ...dates, ...stores], ' AND ')})`
  const [one] = channel
  return one === undefined
    ? { whole: under(raw('channel IS NULL')), by_channel: under(raw('channel IS NOT NULL')) }
    : { whole: under(sql`channel = ${one}`), by_channel: under(sql`channel = ${one}`) }
}

type BillFigure = 'orders' | 'bill_revenue'
const isOfBills = (figure: Figure): figure is BillFigure => figure === 'orders' || figure === 'bill_revenue'

const OF_PERIOD: Record<Exclude<Figure, BillFigure>, string> = { ...OF_LINES, first_date: 'min(date)', last_date: 'max(date)' }
const OF_DAYS: Record<Figure, string> = {
  lines: 'coalesce(sum(lines), 0)',
  with_bill: 'coalesce(sum(with_bill), 0)',
  with_price: 'coalesce(sum(with_price), 0)',
  revenue: 'sum(revenue)',
  units: 'coalesce(sum(units), 0)',
  units_sold: 'coalesce(sum(units_sold), 0)',
  returns: 'coalesce(sum(returns), 0)',
  orders: 'coalesce(sum(orders), 0)',
  bill_revenue: 'sum(bill_revenue)',
  first_date: 'min(date)',
  last_date: 'max(date)',
}

/** Sales added up by some columns of theirs: a SELECT of these and the figures. Without columns one row, also of nothing. */
export function salesBy(
  keys: readonly ('date' | 'store_id' | 'channel' | 'category')[],
  figures: readonly Figure[],
  { lines, days }: Sales,
): Sql {
  const by = keys.length === 0 ? raw('') : raw(` GROUP BY ${keys.join(', ')}`)
  if (days && !keys.includes('category')) {
    const sums = figures.map((figure) => `${OF_DAYS[figure]} AS ${figure}`)
    return sql`SELECT ${raw([...keys, ...sums].join(', '))} FROM ${keys.includes('channel') ? days.by_channel : days.whole}${by}`
  }
  const of_lines = figures.flatMap((figure) => (isOfBills(figure) ? [] : [`${OF_PERIOD[figure]} AS ${figure}`]))
  const of_bills = figures.filter(isOfBills)
  const summed = sql`SELECT ${raw([...keys, ...of_lines].join(', '))} FROM ${lines}${by}`
  if (of_bills.length === 0) return summed
  // a hash stands for a bill: of millions of them its three columns would take three times the memory
  const bill = [...keys, 'hash(place_no, date, transaction_id)'].join(', ')
  const bills = of_bills.includes('bill_revenue')
    ? sql`SELECT ${raw([...keys, 'sum(net_ex_tax) AS revenue'].join(', '))} FROM ${lines} WHERE transaction_id IS NOT NULL GROUP BY ${raw(bill)} HAVING bool_or(line_type = 'SALE')`
    : sql`SELECT DISTINCT ${raw(bill)} FROM ${lines} WHERE line_type = 'SALE' AND transaction_id IS NOT NULL`
  const shown = figures.map((figure) => (figure === 'orders' ? 'coalesce(orders, 0) AS orders' : figure))
  const same = keys.map((key) => `b.${key} IS NOT DISTINCT FROM s.${key}`)
  return sql`SELECT ${raw([...keys.map((key) => `s.${key}`), ...shown].join(', '))} FROM (${summed}) s LEFT JOIN (
    SELECT ${raw([...keys, 'count(*) AS orders', ...(of_bills.includes('bill_revenue') ? ['sum(revenue) AS bill_revenue'] : [])].join(', '))} FROM (${bills})${by}
  ) b ON ${raw(same.join(' AND ') || 'TRUE')}`
}
