import type { Source } from './source'

/** Sales and credit notes of a day book of Tally, as its XML is unpacked. */
const sales: Source = {
  id: 'tally-vouchers-sales',
  platform: 'tally',
  kind: 'sales',
  detect: (header) => (header.has('Voucher No', 'Line No', 'Voucher Type', 'Godown', 'Party Name', 'Stock Item', 'Taxable Amount') ? 1 : 0),
  columns: {
    date: ['Date'],
    transaction_id: ['Voucher No'],
    line_no: ['Line No'],
    type: ['Voucher Type'],
    store: ['Godown'],
    customer: ['Party Name'],
    product: ['Stock Item'],
    qty: ['Quantity'],
    unit: ['Unit'],
    unit_price: ['Rate'],
    discount_pct: ['Discount %'],
    taxable: ['Taxable Amount'],
    tax: ['Tax'],
  },
}
export default sales
