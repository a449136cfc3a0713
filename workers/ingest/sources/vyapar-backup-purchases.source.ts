import type { Source } from './source'

/** Purchases and debit notes of a backup of Vyapar. */
const purchases: Source = {
  id: 'vyapar-backup-purchases',
  platform: 'vyapar',
  kind: 'purchases',
  detect: (header) =>
    header.has('Purchase Date', 'Bill No', 'Transaction Type', 'Supplier', 'Item Name', 'Free Qty', 'Purchase Price', 'Taxable Amount')
      ? 1
      : 0,
  columns: {
    received: ['Purchase Date'],
    transaction_id: ['Bill No'],
    type: ['Transaction Type'],
    store: ['Store'],
    supplier: ['Supplier'],
    product: ['Item Name'],
    code: ['Item Code'],
    batch: ['Batch No'],
    expiry: ['Expiry Date'],
    qty: ['Quantity'],
    free_qty: ['Free Qty'],
    cost: ['Purchase Price'],
    taxable: ['Taxable Amount'],
    tax: ['Tax'],
    total: ['Amount'],
  },
}
export default purchases
