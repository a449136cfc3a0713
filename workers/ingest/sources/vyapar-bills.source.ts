import type { Source } from './source'

/** Vyapar's Sale Report: a row per bill. */
const bills: Source = {
  id: 'vyapar-bills',
  platform: 'vyapar',
  kind: 'sales',
  detect: (header) =>
    header.has('Date', 'Invoice No', 'Party Name', 'Transaction Type', 'Total Amount', 'Balance Due') && header.find('Item Name') === null
      ? 1
      : 0,
  columns: { date: ['Date'], transaction_id: ['Invoice No'], customer: ['Party Name'], total: ['Total Amount'] },
  advice: 'The sheet "Item Details" of the same report has one row for each item; the backup of Vyapar (.vyb) has everything.',
}
export default bills
