import type { Role } from '../../../src/domain/mapping'
import { join, raw, type Sql, sql } from '../../db/sql'
import { cell, type RoleColumns } from './columns'
import type { DateCells } from './date-cells'
import { type Decisions, moneyIsTurned, unitsAreTurned } from './decisions'
import type { DescribingCells } from './describing-cells'
import { NARROW } from './exact'
import { freeGoods } from './free-goods'
import type { NumberCells } from './number-cells'
import type { ProductNames } from './product-names'
import { salesAmounts } from './sales-amounts'
import { SLICE } from './slice'
import type { StoreNames } from './store-names'
import type { TaxBetween } from './tax-between'
import type { WordCells } from './word-cells'

export interface SalesReaders {
  columns: RoleColumns
  numbers: NumberCells
  describing: DescribingCells
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
  tax_between: TaxBetween | null
  gross_total: boolean
}

/** Numeric roles of a sales file. */
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
  'free_qty',
  'returned_qty',
  'returned_amount',
]

/**
 * One row per staged row: its outcome (0 = accepted), labels, and the line's values. Two steps: the cells become dates, numbers and
 * references here; what they amount to is salesAmounts. Only roles that the file has appear, so that a column that is not there costs nothing.
 * `unread_*` ask for the slice to be looked at again, after reading the texts that they name. `unresolved`: days and products may be among them.
 */
export function salesRows(r: SalesReaders, d: Decisions, guarded: boolean, wide: boolean, unresolved = false): Sql {
  const words = [r.types, r.channels, r.currencies, r.units, r.times]
  const fast = r.numbers.columns.length ? sql`, ${join(r.numbers.fastColumns(guarded))}` : raw('')
  const joins = [...r.numbers.joins(), ...r.dates.joins(), r.products.join(), ...r.stores.joins(), ...words.flatMap((one) => one.joins())]
  const unread = [r.stores, ...words].filter((one) => one.joins().length > 0).map((one) => one.unread())
  if (unresolved) unread.push(r.dates.unread(), r.products.unread())
  const turned = (value: Sql | null, when: boolean): Sql | null => (value && when ? sql`-(${value})` : value)
  const below = moneyIsTurned(d.negatives)
  const measures = [
    ['qty', turned(r.numbers.sum('qty'), unitsAreTurned(d.negatives))],
    ['free', free(r)],
    ['returned', returned(r)],
    ['returned_amount', r.numbers.sum('returned_amount')],
    ['price', r.numbers.sum('unit_price')],
    ['total', turned(r.numbers.sum('total'), below)],
    ['taxable', turned(r.numbers.sum('taxable'), below)],
    ['tax', turned(r.numbers.sum('tax'), below)],
    ['tax_pct', r.numbers.sum('tax_pct')],
    ['discount', discount(r)],
    ['cost', r.numbers.sum('cost')],
    ['profit', turned(r.numbers.sum('profit'), below)],
    ['mrp', r.numbers.sum('mrp')],
  ] as const
  const has = (name: string): boolean => measures.some(([one, value]) => one === name && value !== null)
  const sized = [has('qty') ? sql`abs(raw_qty) > ${NARROW.qty}` : null, has('price') ? sql`abs(raw_price) > ${NARROW.price}` : null].filter(
    (one) => one !== null,
  )
  const too_big = wide || sized.length === 0 ? raw('FALSE') : sql`coalesce(${join(sized, ' OR ')}, FALSE)`
  const date = r.dates.date()
  return sql`
  WITH fast AS (SELECT s.*${fast} FROM ${SLICE} s),
  cells AS (
    SELECT s.file_row, s.shape, ${date} AS date, ${r.columns.has('time') ? sql`coalesce(${r.times.word()}::INTEGER, ${r.dates.time()})` : r.dates.time()} AS time_s,
      CASE WHEN ${date} IS NULL THEN coalesce(trim(s.${cell(r.dates.column)}), '') = '' ELSE FALSE END AS date_empty,
      ${r.stores.storeNo()} AS store_no, ${r.products.itemNo()} AS item_no, ${r.types.word()} AS type_word, ${r.channels.word()} AS channel,
      ${currency(r)} AS currency, ${r.columns.has('unit') ? unitFactor(r) : raw('1000000')} AS unit_factor,
      ${r.columns.text('transaction_id')} AS transaction_id, ${r.columns.text('line_no')} AS line_no, ${customer(r.columns)} AS customer_id,
      ${r.columns.text('payment')} AS payment_mode, ${r.columns.text('category')} AS category,
      ${join(measures.map(([name, value]) => sql`${value ?? raw('NULL::BIGINT')} AS ${raw(`raw_${name}`)}`))},
      ${unitUnknown(r)} AS unit_unknown, ${r.numbers.bad()} AS bad, ${r.numbers.unread()} AS unread_numbers,
      ${unread.length ? sql`(${join(unread, ' OR ')}) AND s.shape = 0` : raw('FALSE')} AS unread_words
    FROM fast s ${join(joins, ' ')}
  ),
  sized AS (SELECT *, ${too_big} AS too_big FROM cells)
  ${salesAmounts({ columns: r.columns, decisions: d, wide, last_day: r.last_day, qty_bits: qtyBits(r.numbers), describing: r.describing, tax_between: r.tax_between, gross_total: r.gross_total, has })}`
}

/** What went free with the quantity. */
function free(r: SalesReaders): Sql | null {
  const qty = r.numbers.sum('qty')
  const said = qty && freeGoods(r.numbers, qty)
  return said && sql`abs(coalesce(${said.beside}, 0))`
}

/** What came back of the quantity. */
function returned(r: SalesReaders): Sql | null {
  const units = r.numbers.sum('returned_qty')
  return units && sql`abs(coalesce(${units}, 0))`
}

/** A discount column in money wins over one in percent; decisions.discount says how it reads. */
const discount = (r: SalesReaders): Sql | null => r.numbers.sum('discount') ?? r.numbers.sum('discount_pct')

function currency(r: SalesReaders): Sql {
  if (!r.columns.has('currency')) return r.numbers.currency()
  return r.numbers.hasCurrency() ? sql`coalesce(${r.currencies.word()}, ${r.numbers.currency()})` : r.currencies.word()
}

/** Millionths of the base unit; a quantity that names its own unit has been converted already. */
const unitFactor = (r: SalesReaders): Sql =>
  sql`CASE WHEN ${r.numbers.unitNamed()} OR ${r.units.word()} = 'unknown' THEN 1000000 ELSE coalesce(TRY_CAST(${r.units.word()} AS BIGINT), 1000000) END`

const unitUnknown = (r: SalesReaders): Sql =>
  r.columns.has('unit') ? sql`(${r.numbers.unitUnknown()} OR coalesce(${r.units.word()} = 'unknown', FALSE))` : r.numbers.unitUnknown()

/** Phone numbers stand in for a missing customer only as a digest. */
function customer(columns: RoleColumns): Sql {
  if (!columns.has('phone')) return columns.text('customer')
  return sql`coalesce(${columns.text('customer')}, 'phone-' || left(sha256(${columns.text('phone')}), 16))`
}

const qtyBits = (numbers: NumberCells): number =>
  numbers.columns.reduce((mask, column, at) => (column.role === 'qty' ? mask + numbers.bit(at) : mask), 0)
