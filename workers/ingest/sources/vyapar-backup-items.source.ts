import type { Source } from './source'

/** The items of a backup of Vyapar. */
const items: Source = {
  id: 'vyapar-backup-items',
  platform: 'vyapar',
  kind: 'products',
  detect: (header) =>
    header.has('Item Name', 'Item Code', 'Category', 'HSN', 'Sale Price', 'Purchase Price', 'MRP', 'GST %', 'Unit') ? 1 : 0,
  columns: {
    product: ['Item Name'],
    code: ['Item Code'],
    category: ['Category'],
    hsn: ['HSN'],
    unit_price: ['Sale Price'],
    cost: ['Purchase Price'],
    mrp: ['MRP'],
    tax_pct: ['GST %'],
    unit: ['Unit'],
  },
}
export default items
