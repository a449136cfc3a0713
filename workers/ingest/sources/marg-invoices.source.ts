import type { Source } from './source'

/**
 * Invoices in the records H, T and F of Marg ERP (unpack/marg.unpacker). The file of a supplier and one's own sales look alike: who was billed is named, and the
 * person is asked once which it is.
 */
const invoices: Source = {
  id: 'marg-invoices',
  platform: 'marg',
  kind: 'purchases',
  kinds: ['purchases', 'sales'],
  detect: (header) =>
    header.has('Invoice No', 'Invoice Date', 'Billed To', 'Item Name', 'Batch No', 'Taxable Amount', 'File Line') ? 1 : 0,
  columns: {
    date: ['Invoice Date'],
    transaction_id: ['Invoice No'],
    customer: ['Billed To'],
    brand: ['Company'],
    code: ['Item Code'],
    product: ['Item Name'],
    variant: ['Pack'],
    hsn: ['HSN'],
    batch: ['Batch No'],
    expiry: ['Expiry'],
    qty: ['Qty'],
    free_qty: ['Free Qty'],
    unit_price: ['Rate'],
    mrp: ['MRP'],
    discount: ['Discount'],
    taxable: ['Taxable Amount'],
    tax: ['Tax'],
  },
}
export default invoices
