import type { Source } from './source'

/** Sales and credit notes of a backup of Vyapar, as its database is unpacked. */
const sales: Source = {
  id: 'vyapar-backup-sales',
  platform: 'vyapar',
  kind: 'sales',
  detect: (header) =>
    header.has('Invoice No', 'Line No', 'Transaction Type', 'Party Name', 'Customer Phone', 'Item Name', 'Taxable Amount', 'Payment Type')
      ? 1
      : 0,
  columns: {
    date: ['Date'],
    transaction_id: ['Invoice No'],
    line_no: ['Line No'],
    type: ['Transaction Type'],
    store: ['Store'],
    customer: ['Party Name'],
    phone: ['Customer Phone'],
    product: ['Item Name'],
    code: ['Item Code'],
    category: ['Category'],
    hsn: ['HSN'],
    qty: ['Quantity'],
    unit_price: ['Unit Price'],
    mrp: ['MRP'],
    discount: ['Discount'],
    taxable: ['Taxable Amount'],
    tax: ['Tax'],
    total: ['Amount'],
    payment: ['Payment Type'],
  },
}
export default sales
