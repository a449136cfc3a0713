import type { Source } from './source'

/** Zoho Inventory's list of items. */
const items: Source = {
  id: 'zoho-items',
  platform: 'zoho',
  kind: 'products',
  detect: (header) => (header.has('Item ID', 'Item Name', 'Purchase Rate') && header.find('Invoice Date') === null ? 1 : 0),
  columns: {
    product: ['Item Name'],
    code: ['SKU'],
    hsn: ['HSN/SAC'],
    unit: ['Usage unit'],
    unit_price: ['Rate', 'Selling Price'],
    cost: ['Purchase Rate', 'Purchase Price'],
    tax_pct: ['Tax Percentage', 'Intra State Tax Rate'],
    barcode: ['EAN', 'UPC'],
    brand: ['Brand'],
    category: ['Category Name'],
    supplier: ['Vendor'],
  },
}
export default items
