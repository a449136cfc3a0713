import type { Source } from './source'

/** The stock summary of Tally. */
const stock: Source = {
  id: 'tally-stock-summary',
  platform: 'tally',
  kind: 'inventory',
  detect: (header) => (header.has('Stock Item', 'Closing Stock', 'Unit', 'Cost') ? 1 : 0),
  columns: { product: ['Stock Item'], stock: ['Closing Stock'], unit: ['Unit'], cost: ['Cost'] },
}
export default stock
