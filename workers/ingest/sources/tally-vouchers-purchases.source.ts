import type { Source } from './source'

/** Purchases and debit notes of a day book of Tally. */
const purchases: Source = {
  id: 'tally-vouchers-purchases',
  platform: 'tally',
  kind: 'purchases',
  detect: (header) => (header.has('Purchase Date', 'Bill No', 'Voucher Type', 'Godown', 'Supplier', 'Stock Item', 'Free Qty') ? 1 : 0),
  columns: {
    received: ['Purchase Date'],
    transaction_id: ['Bill No'],
    type: ['Voucher Type'],
    store: ['Godown'],
    supplier: ['Supplier'],
    product: ['Stock Item'],
    batch: ['Batch No'],
    expiry: ['Expiry Date'],
    qty: ['Quantity'],
    free_qty: ['Free Qty'],
    unit: ['Unit'],
    cost: ['Purchase Price'],
    taxable: ['Taxable Amount'],
    tax: ['Tax'],
  },
}
export default purchases
