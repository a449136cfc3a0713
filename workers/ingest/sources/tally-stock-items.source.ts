import type { Source } from './source'

/** The stock items of Tally. */
const items: Source = {
  id: 'tally-stock-items',
  platform: 'tally',
  kind: 'products',
  detect: (header) => (header.has('Stock Item', 'Stock Group', 'HSN', 'Rate', 'Purchase Price', 'MRP', 'GST %') ? 1 : 0),
  columns: {
    product: ['Stock Item'],
    category: ['Stock Group'],
    hsn: ['HSN'],
    unit_price: ['Rate'],
    cost: ['Purchase Price'],
    mrp: ['MRP'],
    tax_pct: ['GST %'],
    unit: ['Unit'],
  },
}
export default items
