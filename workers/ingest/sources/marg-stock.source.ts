import type { Source } from './source'

/** Stock of a pharmacy program in Marg's words: batches with expiry as month and year (the last day of that month), the retailer's price as cost. */
const stock: Source = {
  id: 'marg-stock',
  platform: 'marg',
  kind: 'inventory',
  detect: (header) =>
    header.has('Item Name', 'Batch No', 'PTR') && header.find('Opening Qty', 'Closing Qty', 'Stock', 'Balance') !== null ? 0.9 : 0,
  columns: {
    product: ['Item Name'],
    variant: ['Packing', 'Pack'],
    category: ['Category'],
    batch: ['Batch No'],
    expiry: ['Expiry Date', 'Expiry', 'Exp'],
    mrp: ['MRP'],
    cost: ['PTR'],
    hsn: ['HSN Code', 'HSN'],
    tax_pct: ['GST Rate', 'GST'],
    stock: ['Closing Qty', 'Stock', 'Balance', 'Opening Qty'],
    barcode: ['Barcode'],
  },
}
export default stock
