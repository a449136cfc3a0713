import type { Source } from './source'

/** The stock of a backup of Vyapar, by batch where the shop keeps batches. */
const stock: Source = {
  id: 'vyapar-backup-stock',
  platform: 'vyapar',
  kind: 'inventory',
  detect: (header) => (header.has('As On Date', 'Store', 'Item Name', 'Item Code', 'MRP', 'Closing Stock', 'Purchase Price') ? 1 : 0),
  columns: {
    date: ['As On Date'],
    store: ['Store'],
    product: ['Item Name'],
    code: ['Item Code'],
    batch: ['Batch No'],
    expiry: ['Expiry Date'],
    mfg: ['Mfg Date'],
    mrp: ['MRP'],
    stock: ['Closing Stock'],
    cost: ['Purchase Price'],
  },
}
export default stock
