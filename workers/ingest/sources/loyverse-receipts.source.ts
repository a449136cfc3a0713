import type { Source } from './source'

/** Loyverse's receipts without their items: nothing to learn about products. */
const receipts: Source = {
  id: 'loyverse-receipts',
  platform: 'loyverse',
  kind: 'sales',
  detect: (header) => (header.has('Receipt number', 'Receipt type', 'Total collected') && header.find('Item') === null ? 1 : 0),
  columns: { date: ['Date'], transaction_id: ['Receipt number'], taxable: ['Net sales'], total: ['Total collected'] },
  advice: 'In Loyverse choose Reports, Receipts, Export, "Receipts by item": it has one row for each product.',
}
export default receipts
