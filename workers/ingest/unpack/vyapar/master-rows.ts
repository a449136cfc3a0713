import type { Cell } from '../csv-bytes'
import { mainStore } from './bill-rows'
import type { Item, Masters } from './masters'
import { batchCells, type StockRow } from './stock'

export const ITEMS_HEADER = ['Item Name', 'Item Code', 'Category', 'HSN', 'Sale Price', 'Purchase Price', 'MRP', 'GST %', 'Unit'] as const

/** The product list. Prices are without tax: those that include it are divided by 1 + rate. */
export function* itemRows({ items }: Masters): Generator<Cell[]> {
  yield [...ITEMS_HEADER]
  for (const item of items.values())
    yield [
      item.name,
      item.code,
      item.category,
      item.hsn,
      withoutTax(item.sale_price, item.sale_includes_tax, item) || '',
      purchasePrice(item),
      item.mrp || '',
      item.tax_percent,
      item.unit,
    ]
}

export const STORES_HEADER = ['Store Name', 'City'] as const

export function* storeRows({ stores }: Masters): Generator<Cell[]> {
  yield [...STORES_HEADER]
  for (const { name, city } of stores.values()) yield [name, city]
}

/** The stock on a day; batch columns only where the shop keeps batches, since their absence is then no gap. */
export function* inventoryRows(rows: readonly StockRow[], masters: Masters, day: string): Generator<Cell[]> {
  const batched = rows.some(({ batch }) => batch !== null)
  const store = mainStore(masters)
  yield [
    'As On Date',
    'Store',
    'Item Name',
    'Item Code',
    ...(batched ? ['Batch No', 'Expiry Date', 'Mfg Date'] : []),
    'MRP',
    'Closing Stock',
    'Purchase Price',
  ]
  for (const { item, batch, quantity } of rows)
    yield [
      day,
      store,
      item.name,
      item.code,
      ...(batched ? batchCells(batch) : []),
      batch?.mrp || item.mrp || '',
      quantity,
      purchasePrice(item),
    ]
}

const purchasePrice = (item: Item): Cell => withoutTax(item.purchase_price, item.purchase_includes_tax, item) || ''

function withoutTax(price: number, includes_tax: boolean, { tax_percent }: Item): number {
  const rate = includes_tax ? (tax_percent ?? 0) : 0
  return Math.round((price / (1 + rate / 100)) * 1e4) / 1e4
}
