import type { Cell } from '../csv-bytes'
import { quoteName } from '../sqlite/open-sqlite'
import { vyaparDay } from './dates'
import type { Item, Masters } from './masters'
import type { QuantityReading } from './quantities'
import { number, text, type VyaparTables } from './tables'
import { type BillKind, CANCELLED_STATUS, STOCK_SIGN, transactionKind } from './transaction-types'

export interface Batch {
  item: string
  number: string
  expiry: string
  mfg: string
  mrp: number
  current: number
  opening: number
}

/** Batches that have a number or a date. Serial numbers are single pieces of an item, not batches. */
export function readBatches(tables: VyaparTables): Batch[] {
  const fields = {
    id: ['ist_id'],
    item: ['ist_item_id'],
    type: ['ist_type'],
    number: ['ist_batch_number'],
    expiry: ['ist_expiry_date'],
    mfg: ['ist_manufacturing_date'],
    mrp: ['ist_mrp'],
    current: ['ist_current_quantity'],
    opening: ['ist_opening_quantity'],
  } as const
  return [...tables.read('kb_item_stock_tracking', fields, ['id'])]
    .filter(({ type }) => type === null || number(type) === 1)
    .map((row) => ({
      item: text(row.item),
      number: text(row.number),
      expiry: vyaparDay(row.expiry),
      mfg: vyaparDay(row.mfg),
      mrp: number(row.mrp),
      current: number(row.current),
      opening: number(row.opening),
    }))
}

/** One line of the stock: an item, or one batch of it. */
export interface StockRow {
  item: Item
  batch: Batch | null
  quantity: number
}

/**
 * What lies on the shelf: each batch that is not empty, and beside them what the item's own stock has more or less than its batches together, so that the
 * lines of an item always come to the stock that the program shows.
 */
export function stockRows(items: Masters['items'], batches: readonly Batch[]): StockRow[] {
  const by_item = new Map<string, Batch[]>()
  for (const batch of batches) by_item.set(batch.item, [...(by_item.get(batch.item) ?? []), batch])
  return [...items.values()]
    .filter(({ stocked }) => stocked)
    .flatMap((item) => {
      const own = (by_item.get(item.id) ?? []).filter(({ current }) => milli(current) !== 0)
      const batched = own.reduce((sum, { current }) => sum + milli(current), 0)
      const rest = item.stock === null ? 0 : milli(item.stock) - batched
      const rows: StockRow[] = own.map((batch) => ({ item, batch, quantity: milli(batch.current) / 1000 }))
      if (rest !== 0 || (own.length === 0 && item.stock !== null)) rows.push({ item, batch: null, quantity: rest / 1000 })
      return rows
    })
}

/** Cells of the batch of a line. */
export const batchCells = (batch: Batch | null): Cell[] => [batch?.number ?? '', batch?.expiry ?? '', batch?.mfg ?? '']

const milli = (quantity: number): number => Math.round(quantity * 1000)

/** What moved an item's stock, in quantities as the lines hold them and in base units. */
interface Movement {
  as_written: number
  converted: number
}

/**
 * Opening stock and all movements against the stock that the program saved. Where the opening stock is kept, and whether quantities of a secondary unit
 * are in base units already, differs: what makes the most items agree is right for the whole file. `open` counts the items that do not agree.
 */
export function reconcileStock(
  tables: VyaparTables,
  { items, conversions }: Masters,
  batches: readonly Batch[],
): { quantities: QuantityReading; open: number; unknown_adjustments: number } {
  const moved = movements(tables, conversions)
  const adjusted = adjustments(tables)
  const batch_opening = new Map<string, number>()
  for (const { item, opening } of batches) batch_opening.set(item, (batch_opening.get(item) ?? 0) + opening)
  const counted = [...items.values()].filter(({ stocked, stock }) => stocked && stock !== null)
  const openings = [
    (item: string) => adjusted.opening.get(item) ?? 0,
    (item: string) => batch_opening.get(item) ?? 0,
    (item: string) => (adjusted.opening.get(item) ?? 0) + (batch_opening.get(item) ?? 0),
  ]
  let best = { quantities: 'base' as QuantityReading, agreeing: -1 }
  for (const quantities of ['base', 'as_named'] as const)
    for (const opening of openings) {
      const agreeing = counted.filter(({ id, stock }) => {
        const change = quantities === 'base' ? (moved.get(id)?.as_written ?? 0) : (moved.get(id)?.converted ?? 0)
        return Math.abs(opening(id) + change + (adjusted.change.get(id) ?? 0) - (stock ?? 0)) < 0.0015
      }).length
      if (agreeing > best.agreeing) best = { quantities, agreeing }
    }
  return { quantities: best.quantities, open: counted.length - Math.max(best.agreeing, 0), unknown_adjustments: adjusted.unknown }
}

function movements(tables: VyaparTables, conversions: Masters['conversions']): Map<string, Movement> {
  const moved = new Map<string, Movement>()
  if (!tables.has('kb_lineitems') || !tables.has('kb_transactions')) return moved
  const line = (...names: string[]): string => tables.column('kb_lineitems', 'l', names)
  const bill = (...names: string[]): string => tables.column('kb_transactions', 't', names)
  const query = `SELECT ${line('item_id', 'lineitem_item_id')}, ${bill('txn_type')}, ${line('lineitem_unit_id')}, ${line('lineitem_unit_mapping_id')},
      sum(coalesce(${line('quantity', 'lineitem_quantity')}, 0) + coalesce(${line('lineitem_free_quantity')}, 0))
    FROM ${quoteName('kb_lineitems')} l JOIN ${quoteName('kb_transactions')} t ON ${line('lineitem_txn_id')} = ${bill('txn_id')}
    WHERE coalesce(${bill('txn_status')}, 1) <> ${CANCELLED_STATUS} GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`
  for (const row of tables.query(['item', 'type', 'unit', 'mapping', 'quantity'], query)) {
    const sign = STOCK_SIGN[transactionKind(number(row.type)) as BillKind] ?? 0
    const quantity = sign * number(row.quantity)
    const conversion = conversions.get(text(row.mapping))
    const rate = conversion && conversion.secondary === text(row.unit) && conversion.rate > 0 ? conversion.rate : 1
    const so_far = moved.get(text(row.item)) ?? { as_written: 0, converted: 0 }
    moved.set(text(row.item), { as_written: so_far.as_written + quantity, converted: so_far.converted + quantity / rate })
  }
  return moved
}

/** Types 10 opening, 1 and 11 add, 2 and 12 reduce: versions number them differently. */
function adjustments(tables: VyaparTables) {
  const opening = new Map<string, number>()
  const change = new Map<string, number>()
  let unknown = 0
  const fields = {
    id: ['item_adj_id'],
    item: ['item_adj_item_id', 'item_id'],
    type: ['item_adj_type'],
    quantity: ['item_adj_quantity', 'item_adj_qty'],
  } as const
  for (const row of tables.read('kb_item_adjustments', fields, ['id'])) {
    const type = number(row.type)
    const item = text(row.item)
    const sign = type === 1 || type === 11 ? 1 : type === 2 || type === 12 ? -1 : 0
    if (type === 10) opening.set(item, (opening.get(item) ?? 0) + number(row.quantity))
    else if (sign !== 0) change.set(item, (change.get(item) ?? 0) + sign * number(row.quantity))
    else unknown++
  }
  return { opening, change, unknown }
}
