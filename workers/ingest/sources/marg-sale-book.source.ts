import type { Source } from './source'

/** Marg's sale book: a row per bill. */
const book: Source = {
  id: 'marg-sale-book',
  platform: 'marg',
  kind: 'sales',
  detect: (header) =>
    header.has('Bill No.', 'Party Name', 'Taxable Amount', 'Bill Amount') && header.find('Item Name', 'Product') === null ? 0.9 : 0,
  columns: { date: ['Date'], transaction_id: ['Bill No.'], customer: ['Party Name'], taxable: ['Taxable Amount'], total: ['Bill Amount'] },
  advice: 'In Marg choose the item-wise sale report, which has one row for each medicine, and export it.',
}
export default book
