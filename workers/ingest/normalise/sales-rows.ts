import type { Role } from '../../../src/domain/mapping'
import { join, raw, type Sql, sql } from '../../db/sql'
import { cell, type RoleColumns } from './columns'
import type { DateCells } from './date-cells'
import type { Decisions } from './decisions'
import { exact, MOST, NARROW, none, share } from './exact'
import type { NumberCells, NumberColumn } from './number-cells'
import type { ProductNames } from './product-names'
import { SHAPE, SLICE } from './slice'
import type { StoreNames } from './store-names'
import type { WordCells } from './word-cells'

/** Labels of an accepted row, as bits of `flags`. */
export const FLAG = {
  amount_mismatch: 1,
  tax_unknown: 2,
  unit: 4,
  mrp_exceeded: 8,
  cost_gt_price: 16,
  derived: 32,
  testable: 64,
} as const

export interface SalesReaders {
  columns: RoleColumns
  numbers: NumberCells
  dates: DateCells
  products: ProductNames
  stores: StoreNames
  types: WordCells
  channels: WordCells
  currencies: WordCells
  units: WordCells
  times: WordCells
  /** rows dated after this are E_DATE_RANGE */
  last_day: string
}

/** Numeric roles of a sales file. `tax` may be given several times and is added up. */
export const SALES_NUMBERS: readonly Role[] = [
  'qty',
  'unit_price',
  'total',
  'taxable',
  'tax',
  'tax_pct',
  'discount',
  'discount_pct',
  'cost',
  'profit',
  'mrp',
]

/**
 * One row per staged row: its outcome code (NULL = accepted), labels, and the line's values (domain.md 1, 2.4). Amounts BIGINT 1/10000,
 * quantity 1/1000, signed: returns are negative. `raw_*` are the cells as written, for footers and for judging the amount columns.
 * `unread` > 0 asks for the slice to be looked at again, after reading the texts that the masks name.
 */
export function salesRows(r: SalesReaders, d: Decisions, guarded: boolean, wide: boolean): Sql {
  const has = (role: Role) => r.columns.has(role)
  const x = exact(wide)
  const of = (role: Role): Sql => {
    const own = r.numbers.columns.filter((column) => column.role === role)
    const value = (column: NumberColumn) => r.numbers.value(column)
    if (own.length === 0) return none
    const [only] = own
    if (own.length === 1 && only) return value(only)
    const any = sql`coalesce(${join(own.map(value))})`
    return sql`CASE WHEN ${any} IS NOT NULL THEN ${join(
      own.map((column) => sql`coalesce(${value(column)}, 0)`),
      ' + ',
    )} END`
  }
  const huge = sql`(abs(raw_qty) > ${NARROW.qty} OR abs(raw_price) > ${NARROW.price})`
  const bounded = (column: string) => (wide ? raw(column) : sql`CASE WHEN NOT coalesce(too_big, FALSE) THEN ${raw(column)} END`)
  const signed = (column: string) => sql`CASE WHEN is_return THEN -abs(${raw(column)}) ELSE ${raw(column)} END`
  const discount_of = (base: Sql): Sql =>
    d.discount === 'amount'
      ? raw('CASE WHEN is_return THEN -abs(raw_discount) ELSE abs(raw_discount) END')
      : share(base, raw('abs(raw_discount)'), d.discount)
  const amount = raw('coalesce(taxable, total)')
  const pct_tax = has('tax') ? none : has('tax_pct') ? null : none
  const knows_tax = has('tax') || has('tax_pct')
  const default_qty = has('qty')
    ? sql`CASE WHEN ${amount} IS NOT NULL THEN CASE WHEN is_return THEN -1000 ELSE 1000 END END`
    : sql`CASE WHEN ${amount} IS NOT NULL OR price IS NOT NULL THEN CASE WHEN is_return THEN -1000 ELSE 1000 END END`
  const unit_factor = r.columns.has('unit')
    ? sql`CASE WHEN ${r.numbers.unitNamed()} OR ${r.units.word()} = 'unknown' THEN 1000000 ELSE coalesce(${r.units.word()}::BIGINT, 1000000) END`
    : null
  const tax_in = d.amount_reading === 'tax_in' || d.amount_reading === 'untested'

  return sql`
  WITH fast AS (SELECT s.*${r.numbers.columns.length ? sql`, ${join(r.numbers.fastColumns(guarded))}` : raw('')} FROM ${SLICE} s),
  cells AS (
    SELECT s.file_row, s.shape,
      ${r.dates.date()} AS date, coalesce(${r.times.word()}::INTEGER, ${r.dates.time()}) AS time_s,
      CASE WHEN ${r.dates.date()} IS NULL THEN coalesce(trim(s.${cell(r.dates.column)}), '') = '' ELSE FALSE END AS date_empty,
      ${r.stores.storeNo()} AS store_no, ${r.products.itemNo()} AS item_no, ${r.types.word()} AS type_word, ${r.channels.word()} AS channel,
      coalesce(${r.currencies.word()}, ${r.numbers.currency()}) AS currency,
      ${unit_factor ?? raw('1000000')} AS unit_factor,
      ${r.columns.text('transaction_id')} AS transaction_id, ${r.columns.text('line_no')} AS line_no, ${customer(r.columns)} AS customer_id,
      ${r.columns.text('payment')} AS payment_mode, ${r.columns.text('category')} AS category,
      ${of('qty')} AS raw_qty, ${of('unit_price')} AS raw_price, ${of('total')} AS raw_total, ${of('taxable')} AS raw_taxable, ${of('tax')} AS raw_tax,
      ${of('tax_pct')} AS tax_pct, coalesce(${of('discount')}, ${of('discount_pct')}) AS raw_discount, ${of('cost')} AS cost, ${of('profit')} AS profit, ${of('mrp')} AS mrp,
      ${r.numbers.unitUnknown()} OR coalesce(${r.units.word()} = 'unknown', FALSE) AS unit_unknown, ${r.numbers.bad()} AS bad, ${r.numbers.unread()} AS unread_numbers,
      (${r.stores.unread()} OR ${r.types.unread()} OR ${r.channels.unread()} OR ${r.currencies.unread()} OR ${r.units.unread()} OR ${r.times.unread()}) AND s.shape = 0 AS unread_words
    FROM fast s ${join([...r.numbers.joins(), ...r.dates.joins(), r.products.join(), ...r.stores.joins(), ...r.types.joins(), ...r.channels.joins(), ...r.currencies.joins(), ...r.units.joins(), ...r.times.joins()], ' ')}
  ),
  sized AS (SELECT *, ${huge} AS too_big FROM cells),
  bounded AS (
    SELECT * REPLACE (${bounded('raw_qty')} AS raw_qty, ${bounded('raw_price')} AS raw_price) FROM sized
  ),
  signs AS (
    SELECT *, coalesce(type_word = 'RETURN', FALSE) OR coalesce(raw_qty < 0, FALSE)
      OR (raw_qty IS NULL AND coalesce(coalesce(raw_taxable, raw_total) < 0, FALSE)) AS is_return
    FROM bounded
  ),
  signed AS (
    SELECT *, ${signed('raw_qty')} AS given_qty, raw_price AS price, ${signed('raw_total')} AS total, ${signed('raw_taxable')} AS taxable, ${signed('raw_tax')} AS given_tax
    FROM signs
  ),
  measured AS (
    SELECT *, coalesce(given_qty, ${x.ratio(sql`(${amount} + CASE WHEN is_return THEN -1 ELSE 1 END * ${d.discount === 'amount' ? raw('coalesce(abs(raw_discount), 0)') : raw('0')})`, 1000, raw('abs(price)'))}, ${default_qty}) AS qty
    FROM signed
  ),
  based AS (SELECT *, ${x.mulDiv(raw('qty'), raw('price'), 1000)} AS base FROM measured),
  discounted AS (
    SELECT *, coalesce(${discount_of(raw('coalesce(base, 0)'))}, 0) AS line_discount FROM based
  ),
  taxed AS (
    SELECT *, ${pct_tax === null ? taxFromPercent(tax_in) : raw('given_tax')} AS tax FROM discounted
  ),
  netted AS (
    SELECT *, CASE WHEN taxable IS NOT NULL THEN taxable
        WHEN total IS NOT NULL THEN ${tax_in ? raw('total - coalesce(tax, 0)') : raw('total')}
        WHEN base IS NOT NULL THEN base - line_discount END AS net,
      coalesce(total, taxable) - (base - line_discount) AS gap
    FROM taxed
  ),
  lines AS (
    SELECT *, ${d.discount === 'amount' ? raw('line_discount') : sql`CASE WHEN base IS NOT NULL THEN line_discount ELSE ${rateOfNet(d.discount)} END`} AS off,
      ${tax_in ? sql`CASE WHEN total IS NOT NULL THEN gap - coalesce(tax, 0) ELSE gap END` : raw('gap')} AS own_gap
    FROM netted
  ),
  judged AS (
    SELECT *, base IS NOT NULL AND given_qty IS NOT NULL AND coalesce(total, taxable) IS NOT NULL AS testable,
      ${has('cost') ? sql`coalesce(cost, ${costFromProfit(x)})` : has('profit') ? costFromProfit(x) : none} AS unit_cost,
      ${unit_factor === null ? raw('qty') : x.mulDiv(raw('qty'), raw('unit_factor'), 1_000_000)} AS base_qty
    FROM lines
  ),
  priced AS (
    SELECT *, coalesce(${unit_factor === null ? raw('price') : raw('CASE WHEN unit_factor = 1000000 THEN price END')}, ${x.ratio(raw('(net + off)'), 1000, raw('base_qty'))}) AS unit_price
    FROM judged
  )
  SELECT file_row, ${outcome(d, r)} AS code, date_empty, item_no IS NULL AS product_empty, unread_numbers, unread_words, ${wide ? raw('FALSE') : raw('coalesce(too_big, FALSE)')} AS too_big,
    date, time_s, store_no, channel, transaction_id, line_no, item_no,
    CASE WHEN is_return OR qty < 0 THEN 'RETURN' WHEN type_word = 'ADJ' THEN 'ADJ' ELSE 'SALE' END AS line_type,
    base_qty AS qty, unit_price, net + off AS gross, off AS discount, net AS net_ex_tax, tax,
    ${tax_in || !knows_tax ? raw('coalesce(total, net + tax)') : raw('net + tax')} AS total_inc_tax, unit_cost,
    customer_id, payment_mode, category, currency, (net IS NOT NULL AND tax IS NULL AND taxable IS NULL) AS tax_unknown,
    base, raw_qty, raw_price, raw_total, raw_taxable, raw_tax, raw_discount, tax_pct, is_return, total, taxable, given_tax, testable, own_gap, bad,
    CASE WHEN testable AND abs(own_gap) > greatest(10000, abs(coalesce(total, taxable)) // 100) THEN ${FLAG.amount_mismatch} ELSE 0 END
      + ${knows_tax ? sql`CASE WHEN net IS NOT NULL AND tax IS NULL AND taxable IS NULL THEN ${FLAG.tax_unknown} ELSE 0 END` : raw('0')}
      + CASE WHEN unit_unknown THEN ${FLAG.unit} ELSE 0 END
      + ${has('mrp') ? sql`CASE WHEN mrp > 0 AND unit_price > mrp THEN ${FLAG.mrp_exceeded} ELSE 0 END` : raw('0')}
      + ${has('cost') ? sql`CASE WHEN unit_cost > 0 AND unit_price > 0 AND unit_cost > unit_price THEN ${FLAG.cost_gt_price} ELSE 0 END` : raw('0')}
      + CASE WHEN given_qty IS NULL OR price IS NULL OR coalesce(total, taxable) IS NULL THEN ${FLAG.derived} ELSE 0 END
      + CASE WHEN testable THEN ${FLAG.testable} ELSE 0 END AS flags
  FROM priced`
}

/** (net - profit) / qty: what one piece cost (domain.md 2). Without net (lines priced elsewhere) there is nothing to take it from. */
const costFromProfit = (x: ReturnType<typeof exact>): Sql => x.ratio(raw('(net - profit)'), 1000, raw('qty'))

/** Tax from a percentage: inside the total where the total includes it, else on top of the line. */
function taxFromPercent(tax_in: boolean): Sql {
  const on_top = share(raw('coalesce(taxable, base - line_discount, total)'), raw('tax_pct'), 'percent')
  return tax_in
    ? sql`CASE WHEN taxable IS NULL AND total IS NOT NULL THEN ${exact(true).ratio(sql`(total::HUGEINT * tax_pct)`, 1, raw('(1000000 + tax_pct)'))} ELSE ${on_top} END`
    : on_top
}

/** The discount in money where only the discounted amount and the rate are known: net x r / (1 - r). NULL at 100 %. */
function rateOfNet(unit: 'percent' | 'rate'): Sql {
  const one = unit === 'percent' ? 1_000_000 : 10_000
  return sql`coalesce(${exact(true).ratio(sql`(net::HUGEINT * abs(raw_discount))`, 1, sql`(${one} - abs(raw_discount))`)}, 0)`
}

/** Phone numbers stand in for a missing customer only as a digest. */
function customer(columns: RoleColumns): Sql {
  if (!columns.has('phone')) return columns.text('customer')
  return sql`coalesce(${columns.text('customer')}, 'phone-' || left(sha256(${columns.text('phone')}), 16))`
}

function outcome(d: Decisions, r: SalesReaders): Sql {
  const qty_bits = r.numbers.columns.reduce((mask, column, at) => (column.role === 'qty' ? mask + r.numbers.bit(at) : mask), 0)
  return sql`CASE
    WHEN shape = ${SHAPE.blank} THEN 'I_BLANK' WHEN shape = ${SHAPE.line_too_long} THEN 'E_LINE_TOO_LONG'
    WHEN shape = ${SHAPE.cell_too_long} THEN 'E_CELL_TOO_LONG' WHEN shape = ${SHAPE.ragged} THEN 'E_RAGGED'
    WHEN type_word = 'CANCELLED' AND NOT coalesce(raw_qty < 0, FALSE) THEN 'I_CANCELLED'
    WHEN date IS NULL THEN CASE WHEN date_empty THEN 'E_DATE_MISSING' ELSE 'E_DATE_PARSE' END
    WHEN date < DATE '2000-01-01' OR date > ${r.last_day}::DATE THEN 'E_DATE_RANGE'
    WHEN item_no IS NULL THEN 'E_PRODUCT_MISSING'
    WHEN bad & ${qty_bits} <> 0 THEN 'E_QTY_PARSE' WHEN bad <> 0 THEN 'E_AMOUNT_PARSE'
    WHEN qty IS NULL THEN 'E_EMPTY_MEASURE'
    WHEN (net IS NULL AND (total IS NOT NULL OR price IS NOT NULL)) OR abs(net) > ${MOST} OR abs(net + off) > ${MOST} THEN 'E_AMOUNT_PARSE'
    ${d.currency === null ? raw('') : sql`WHEN currency <> ${d.currency} THEN 'E_CURRENCY'`}
  END`
}
