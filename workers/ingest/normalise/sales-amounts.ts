import { LINE_TYPE } from '../../db/schema'
import { raw, type Sql, sql } from '../../db/sql'
import type { RoleColumns } from './columns'
import type { Decisions, DiscountReading } from './decisions'
import type { DescribingCells } from './describing-cells'
import { exact, MOST, share } from './exact'
import { no } from './outcomes'
import { refundOf, returnedOf, turnBareReturns } from './returned-goods'
import { SHAPE } from './slice'
import { netFromPrice, smallerGap, type TaxBetween, taxFromTotal } from './tax-between'

/** Labels of an accepted row, as bits of `flags`. */
export const FLAG = {
  amount_mismatch: 1,
  tax_unknown: 2,
  unit: 4,
  mrp_exceeded: 8,
  cost_gt_price: 16,
  derived: 32,
  testable: 64,
  free_sold: 128,
} as const
/** The flag of the first describing column (describing-cells). */
export const DESCRIBING_FLAG = 256

export interface AmountContext {
  columns: RoleColumns
  decisions: Decisions
  wide: boolean
  last_day: string
  /** bits of `bad` that stand for the quantity */
  qty_bits: number
  describing: DescribingCells
  /** no column holds the tax, but it is what two others have between them */
  tax_between: TaxBetween | null
  /** the total is called gross, and nothing but a discount beside it says what is left */
  gross_total: boolean
  /** is there a column for this measure (qty, free, returned, returned_amount, price, total, taxable, tax, tax_pct, discount, cost, profit, mrp)? */
  has(measure: string): boolean
}

const NONE = raw('NULL::BIGINT')
/** A total that agrees with price x quantity holds the tax where the taxable value beside it says so. */
const TOTAL_WITH_TAX = raw('CASE WHEN abs(total - taxable - tax) <= 10000 THEN total ELSE total + tax END')
/** The first of some expressions that is not NULL; absent columns are left out of the statement. */
function first(...options: (Sql | false | null)[]): Sql {
  const given = options.filter((one) => one !== null && one !== false)
  if (given.length === 0) return NONE
  return given.reduce((all, one, i) => (i === 0 ? one : sql`coalesce(${all}, ${one})`))
}

/**
 * From cells to a line (domain.md 1, 2.4): sign of returns, the missing one of quantity, price and amount, discount, tax, revenue
 * (`net_ex_tax`), the identity test, outcome and labels. Reads the CTE `sized`; amounts BIGINT 1/10000, quantity 1/1000.
 */
export function salesAmounts(c: AmountContext): Sql {
  const { decisions: d, has } = c
  const x = exact(c.wide)
  const typed = c.columns.has('type')
  const in_price = d.amount_reading === 'tax_in_price'
  const tax_in = d.amount_reading === 'tax_in' || d.amount_reading === 'untested' || in_price
  const knows_tax = has('tax') || has('tax_pct')
  const between = c.tax_between ?? (d.tax_between ? 'columns' : null)
  const raw_amount = first(has('taxable') && raw('raw_taxable'), has('total') && raw('raw_total'))
  const signed = (column: string): Sql => sql`CASE WHEN is_return THEN -abs(${raw(column)}) ELSE ${raw(column)} END`
  const sign = raw('CASE WHEN is_return THEN -1 ELSE 1 END')
  const amount = first(has('taxable') && raw('taxable'), has('total') && raw('total'))
  const due = first(has('total') && raw('total'), has('taxable') && raw('taxable'))
  const has_amount = has('total') || has('taxable')
  const off_amount = has('discount') ? raw('CASE WHEN is_return THEN -abs(raw_discount) ELSE abs(raw_discount) END') : null

  // money is given back for goods although their number has no sign: the amount is quantity x price turned, or no price says otherwise
  const is_refund =
    has('qty') && has_amount
      ? sql` OR coalesce(raw_qty > 0 AND ${raw_amount} < 0${has('price') ? sql` AND (raw_price IS NULL OR abs(${raw_amount})::DOUBLE BETWEEN 0.5 * raw_qty::DOUBLE * raw_price / 1000 AND 1.5 * raw_qty::DOUBLE * raw_price / 1000)` : raw('')}, FALSE)`
      : raw('')
  const is_return = sql`(coalesce(${first(has('qty') && raw('raw_qty'), has_amount && raw_amount)} < 0, FALSE)${is_refund})`
  const given_qty = has('qty') ? (typed || has_amount ? signed('raw_qty') : raw('raw_qty')) : NONE
  // prices that hold the tax are counted in the total
  const counted =
    has('taxable') && has('total') ? raw('CASE WHEN total % nullif(raw_price, 0) = 0 THEN total ELSE coalesce(taxable, total) END') : amount
  const qty_from_amount =
    has_amount && has('price')
      ? x.ratio(
          sql`(${counted}${off_amount && d.discount === 'amount' ? sql` + coalesce(${off_amount}, 0)` : raw('')})`,
          1000,
          raw('abs(raw_price)'),
        )
      : null
  const one = sql`CASE WHEN ${has_amount ? sql`${amount} IS NOT NULL` : raw('FALSE')}${!has('qty') && has('price') ? raw(' OR raw_price IS NOT NULL') : raw('')} THEN ${sign} * 1000 END`
  const base = has('price') ? sql`CASE WHEN NOT too_big THEN ${x.mulDiv(raw('qty'), raw('raw_price'), 1000)} END` : NONE
  const line_discount = !has('discount')
    ? raw('0::BIGINT')
    : d.discount === 'amount'
      ? sql`coalesce(${off_amount ?? NONE}, 0)`
      : has('price')
        ? sql`coalesce(${share(raw('base'), raw('abs(raw_discount)'), d.discount)}, 0)`
        : raw('0::BIGINT')
  const tax = has('tax') ? signed('raw_tax') : has('tax_pct') ? taxFromPercent(c, tax_in) : between ? taxFromTotal(between) : NONE
  // quantity x price tells where it can
  const is_gross = d.before_discount || (c.gross_total && d.discount === 'amount' && !knows_tax && !between)
  const off_gross = !is_gross
    ? raw('')
    : has('price')
      ? raw(' - CASE WHEN abs(total - base) <= 100 THEN line_discount ELSE 0 END')
      : raw(' - line_discount')
  const net = first(
    has('taxable') && raw('taxable'),
    between === 'price' && netFromPrice,
    has('total') && (tax_in && knows_tax ? sql`total - coalesce(tax, 0)${off_gross}` : sql`total${off_gross}`),
    has('price') && (in_price && knows_tax && !has_amount ? raw('base - line_discount - coalesce(tax, 0)') : raw('base - line_discount')),
  )
  const off =
    has('discount') && d.discount !== 'amount'
      ? sql`CASE WHEN base IS NOT NULL THEN line_discount ELSE ${rateOfNet(d.discount)} END`
      : raw('line_discount')
  const testable = has_amount && has('price') && has('qty')
  const added_tax =
    tax_in && !in_price && knows_tax && has('total')
      ? has('taxable')
        ? raw(' - CASE WHEN total IS NOT NULL THEN coalesce(tax, 0) ELSE 0 END')
        : raw(' - coalesce(tax, 0)')
      : raw('')
  const gap_of = (amount: Sql): Sql => sql`${amount} - (base - line_discount)${added_tax}${off_gross}`
  const gap = !testable
    ? NONE
    : between === 'columns'
      ? smallerGap(gap_of)
      : between === 'price'
        ? raw('total - net - coalesce(tax, 0)')
        : gap_of(due)
  const by_unit = c.columns.has('unit')
  // free goods leave the shop as well; they have no price and change no amount
  const gone = has('free') ? raw('(qty + CASE WHEN qty < 0 THEN -given_free ELSE given_free END)') : raw('qty')
  const unit_cost = first(has('cost') && raw('raw_cost'), has('profit') && x.ratio(raw('(net - raw_profit)'), 1000, gone))
  const base_qty = by_unit ? x.mulDiv(gone, raw('unit_factor'), 1_000_000) : gone
  const unit_price = first(
    has('price') && (by_unit ? raw('CASE WHEN unit_factor = 1000000 THEN raw_price END') : raw('raw_price')),
    x.ratio(raw('(net + off)'), 1000, raw('base_qty')),
  )
  const derived = [has('qty') && raw('given_qty IS NULL'), has('price') && raw('raw_price IS NULL'), has_amount && sql`${due} IS NULL`]
  const is_derived = derived.includes(false)
    ? raw('TRUE')
    : derived.reduce<Sql>((all, one) => (one === false ? all : sql`${all} OR ${one}`), raw('FALSE'))
  const flag = (bit: number, when: Sql | false): Sql => (when === false ? raw('') : sql` + CASE WHEN ${when} THEN ${bit} ELSE 0 END`)
  const no_tax = has('taxable')
    ? raw('net IS NOT NULL AND tax IS NULL AND taxable IS NULL')
    : knows_tax || between
      ? raw('net IS NOT NULL AND tax IS NULL')
      : raw('net IS NOT NULL')

  const takes_back = has('returned') && has('qty')
  const is_refunded = has('returned_amount') && !takes_back && has_amount
  const returned = { total: has('total'), taxable: has('taxable'), amount: has('returned_amount') }
  const tax_of_whole = !has('tax') && !has('taxable') && has('price') && !(tax_in && has('total'))
  const gone_free = has('free') ? 'given' : 'netted'
  const came_back = takes_back
    ? sql`${by_unit ? x.mulDiv(raw('raw_returned'), raw('unit_factor'), 1_000_000) : raw('raw_returned')} AS came_back, back_net, back_tax, said_qty AS raw_qty, said_total AS raw_total, said_taxable AS raw_taxable,`
    : is_refunded
      ? raw('0::BIGINT AS came_back, back_net, back_tax, raw_qty, raw_total, raw_taxable,')
      : has('returned') || has('returned_amount')
        ? raw('0::BIGINT AS came_back, 0::BIGINT AS back_net, 0::BIGINT AS back_tax, raw_qty, raw_total, raw_taxable,')
        : raw('raw_qty, raw_total, raw_taxable,')
  return sql`${takes_back ? turnBareReturns(returned) : raw('')},
  signs AS (SELECT *, ${typed ? sql`coalesce(type_word = 'RETURN', FALSE) OR ${is_return}` : is_return} AS is_return FROM ${raw(takes_back ? 'turned' : 'sized')}),
  signed AS (SELECT *, ${given_qty} AS given_qty, ${has('total') ? signed('raw_total') : NONE} AS total, ${has('taxable') ? signed('raw_taxable') : NONE} AS taxable FROM signs),
  measured AS (SELECT *, ${first(has('qty') && raw('given_qty'), qty_from_amount, one)} AS qty FROM signed),
  based AS (SELECT *, ${base} AS base FROM measured),
  discounted AS (SELECT *, ${line_discount} AS line_discount FROM based),
  taxed AS (SELECT *, ${tax} AS tax FROM discounted),
  netted AS (SELECT *, ${net} AS net, ${gap} AS ${raw(has('free') ? 'open_gap' : 'gap')} FROM taxed),
  ${has('free') ? freeOf(c, testable, sql`abs(${due})`) : raw('')}
  ${takes_back ? returnedOf({ ...returned, wide: c.wide, testable, mismatch: mismatch(sql`abs(${due})`), due, tax_of_whole, from: gone_free }) : raw('')}
  ${is_refunded ? refundOf({ testable, mismatch: mismatch(sql`abs(${due})`), due: sql`abs(${due})`, from: gone_free }) : raw('')}
  lines AS (SELECT *, ${base_qty} AS base_qty, ${off} AS off, ${testable ? raw('gap IS NOT NULL AND given_qty IS NOT NULL') : raw('FALSE')} AS testable, ${unit_cost} AS unit_cost FROM ${raw(takes_back || is_refunded ? 'kept' : gone_free)}),
  priced AS (SELECT *, ${unit_price} AS unit_price FROM lines)
  SELECT file_row, ${outcome(c)} AS outcome, date_empty, item_no IS NULL AS product_empty, unread_numbers, unread_words, too_big, bad,
    date, time_s, store_no, channel, transaction_id, line_no, item_no,
    CASE WHEN ${has('qty') || has_amount ? raw('is_return OR qty < 0') : raw('FALSE')} THEN 'RETURN'::${raw(LINE_TYPE)} ELSE 'SALE'::${raw(LINE_TYPE)} END AS line_type,
    base_qty AS qty, unit_price, net + off AS gross, off AS discount, net AS net_ex_tax, tax,
    ${first(has('total') && (tax_in || !knows_tax ? sql`total${off_gross}` : has('taxable') ? TOTAL_WITH_TAX : sql`total${off_gross} + tax`), raw('net + tax'))} AS total_inc_tax, unit_cost,
    customer_id, payment_mode, category, currency, (${no_tax}) AS tax_unknown,
    ${typed ? raw("coalesce(type_word = 'RETURN', FALSE)") : raw('FALSE')} AS said_return, ${came_back} raw_price, raw_tax, ${has('mrp') ? raw('raw_mrp, ') : raw('')}${knows_tax || has('discount') || (has('taxable') && has('total')) ? raw('base, raw_discount, raw_tax_pct, is_return, total, taxable, ') : raw('')}gap,
    0${flag(FLAG.amount_mismatch, testable && sql`testable AND abs(gap) > ${mismatch(sql`abs(${due})`)}`)}${flag(FLAG.tax_unknown, knows_tax && no_tax)}${flag(FLAG.unit, raw('unit_unknown'))}${flag(FLAG.free_sold, has('free') && raw('given_free <> 0'))}${flag(FLAG.mrp_exceeded, has('mrp') && raw('raw_mrp > 0 AND unit_price > raw_mrp'))}${flag(FLAG.cost_gt_price, has('cost') && raw('unit_cost > 0 AND unit_price > 0 AND unit_cost > unit_price'))}${flag(FLAG.derived, sql`net IS NOT NULL AND (${is_derived})`)}${flag(FLAG.testable, testable && raw('testable'))} + ${c.describing.flags()} AS flags
  FROM priced`
}

/**
 * Free goods stand beside what is paid for, or the quantity of the row holds them: where its amount is that of the rest and not of all of it. CTE `given`: `given_free`, which the
 * quantity lacks, and `gap`, what the amount lacks.
 */
function freeOf({ wide, columns }: AmountContext, testable: boolean, due: Sql): Sql {
  if (!testable || !columns.has('free_qty')) return raw('given AS (SELECT *, open_gap AS gap, raw_free AS given_free FROM netted),')
  const price_of_free = sql`CASE WHEN NOT too_big AND abs(raw_free) < abs(qty) THEN CASE WHEN qty < 0 THEN -1 ELSE 1 END * ${exact(wide).mulDiv(raw('raw_free'), raw('abs(raw_price)'), 1000)} END`
  const small = (gap: string): Sql => sql`abs(${raw(gap)}) <= ${mismatch(due)}`
  return sql`
  freed AS (SELECT *, open_gap + (${price_of_free}) AS gap_of_rest FROM netted),
  judged AS (SELECT *, coalesce(raw_free <> 0 AND NOT ${small('open_gap')} AND ${small('gap_of_rest')}, FALSE) AS is_inside FROM freed),
  given AS (SELECT *, CASE WHEN is_inside THEN gap_of_rest ELSE open_gap END AS gap, CASE WHEN is_inside THEN 0 ELSE raw_free END AS given_free FROM judged),`
}

/** More than this between an amount and what price, quantity and tax come to is said (W_AMOUNT_MISMATCH): 1 %, at least one rupee. */
const mismatch = (due: Sql): Sql => sql`greatest(10000, ${due} // 100)`

/** Tax from a percentage: inside the total where the total includes it, else on top of the line. */
function taxFromPercent({ has, decisions }: AmountContext, tax_in: boolean): Sql {
  const line = first(has('taxable') && raw('taxable'), has('price') && raw('(base - line_discount)'), has('total') && raw('total'))
  const on_top = share(line, raw('raw_tax_pct'), 'percent')
  const insideOf = (whole: Sql): Sql => exact(true).ratio(sql`(${whole}::HUGEINT * raw_tax_pct)`, 1, raw('(1000000 + raw_tax_pct)'))
  if (decisions.amount_reading === 'tax_in_price' && has('price') && !has('total') && !has('taxable'))
    return insideOf(raw('(base - line_discount)'))
  if (!tax_in || !has('total')) return on_top
  const inside = insideOf(raw('total'))
  return sql`CASE WHEN taxable IS NULL AND total IS NOT NULL THEN ${inside} ELSE ${on_top} END`
}

/** The discount in money where only the discounted amount and the rate are known: net x r / (1 - r). 0 at 100 %, which no net can show. */
function rateOfNet(unit: Exclude<DiscountReading, 'amount'>): Sql {
  const whole = unit === 'percent' ? 1_000_000 : 10_000
  return sql`coalesce(${exact(true).ratio(raw('(net::HUGEINT * abs(raw_discount))'), 1, sql`(${whole} - abs(raw_discount))`)}, 0)`
}

/** The one outcome of a row; most rows pass the first test and none of the others. */
function outcome({ decisions, last_day, qty_bits, columns, has, describing }: AmountContext): Sql {
  const range = sql`date BETWEEN DATE '2000-01-01' AND ${last_day}::DATE`
  const has_amount = has('total') || has('taxable') || has('price')
  const worth = has_amount ? sql` AND abs(net) <= ${MOST} AND abs(net + off) <= ${MOST}` : raw('')
  const cancelled = columns.has('type')
    ? raw(`(type_word = 'NOT_A_SALE' OR (type_word = 'CANCELLED' AND NOT coalesce(raw_qty < 0, FALSE)))`)
    : null
  const other_currency = decisions.currency === null ? null : sql`currency <> ${decisions.currency}`
  const fine = sql`shape = 0 AND ${range} AND item_no IS NOT NULL AND NOT (${describing.refuses()}) AND qty IS NOT NULL${worth}${cancelled ? sql` AND NOT coalesce(${cancelled}, FALSE)` : raw('')}${other_currency ? sql` AND NOT coalesce(${other_currency}, FALSE)` : raw('')}`
  const unknown_amount = [
    has('total') && raw('total IS NOT NULL'),
    has('taxable') && raw('taxable IS NOT NULL'),
    has('price') && raw('raw_price IS NOT NULL'),
  ]
    .filter((one) => one !== false)
    .reduce<Sql>((all, one) => sql`${all} OR ${one}`, raw('FALSE'))
  return sql`(CASE WHEN ${fine} THEN 0
    WHEN shape = ${SHAPE.blank} THEN ${no('I_BLANK')} WHEN shape = ${SHAPE.line_too_long} THEN ${no('E_LINE_TOO_LONG')}
    WHEN shape = ${SHAPE.cell_too_long} THEN ${no('E_CELL_TOO_LONG')} WHEN shape = ${SHAPE.ragged} THEN ${no('E_RAGGED')}
    ${cancelled ? sql`WHEN ${cancelled} THEN CASE WHEN type_word = 'NOT_A_SALE' THEN ${no('I_NOT_A_SALE')} ELSE ${no('I_CANCELLED')} END` : raw('')}
    WHEN date IS NULL THEN CASE WHEN date_empty THEN ${no('E_DATE_MISSING')} ELSE ${no('E_DATE_PARSE')} END
    WHEN NOT (${range}) THEN ${no('E_DATE_RANGE')}
    WHEN item_no IS NULL THEN ${no('E_PRODUCT_MISSING')}
    WHEN bad & ${qty_bits} <> 0 THEN ${no('E_QTY_PARSE')} WHEN ${describing.refuses()} THEN ${no('E_AMOUNT_PARSE')}
    WHEN qty IS NULL THEN ${no('E_EMPTY_MEASURE')}
    ${has_amount ? sql`WHEN (net IS NULL AND (${unknown_amount})) OR abs(net) > ${MOST} OR abs(net + off) > ${MOST} THEN ${no('E_AMOUNT_PARSE')}` : raw('')}
    ${other_currency ? sql`WHEN ${other_currency} THEN ${no('E_CURRENCY')}` : raw('')}
    ELSE 0 END)::UTINYINT`
}
