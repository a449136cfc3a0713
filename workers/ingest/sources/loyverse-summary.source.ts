import type { Source } from './source'

/** Loyverse's item summary: sums over a period, without a day. */
const summary: Source = {
  id: 'loyverse-summary',
  platform: 'loyverse',
  kind: 'sales',
  detect: (header) => (header.has('Item name', 'Items sold', 'Items refunded', 'Net sales') && header.find('Date') === null ? 1 : 0),
  columns: { product: ['Item name'], code: ['SKU'], qty: ['Items sold'], taxable: ['Net sales'] },
  advice: 'A summary has no dates. In Loyverse choose Reports, Receipts, Export, "Receipts by item".',
}
export default summary
