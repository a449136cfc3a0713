import type { Source } from './source'

/** Vyapar's Item Details of the Sale Report. Which columns there are differs by version and settings; credit notes have positive amounts. */
const items: Source = {
  id: 'vyapar-items',
  platform: 'vyapar',
  kind: 'sales',
  detect: (header) =>
    header.has('Date', 'Item Name', 'Transaction Type') && header.find('Invoice No./Txn No.') !== null && header.find('UnitPrice') !== null
      ? 1
      : 0,
  columns: {
    date: ['Date'],
    transaction_id: ['Invoice No./Txn No.'],
    customer: ['Party Name'],
    product: ['Item Name'],
    code: ['Item Code'],
    hsn: ['HSN/SAC', 'HSN Code'],
    category: ['Category'],
    variant: ['Size'],
    batch: ['Batch No.'],
    qty: ['Quantity'],
    unit: ['Unit'],
    unit_price: ['UnitPrice'],
    discount: ['Discount'],
    tax_pct: ['Tax Percent'],
    tax: ['Tax'],
    type: ['Transaction Type'],
    total: ['Amount'],
  },
}
export default items
