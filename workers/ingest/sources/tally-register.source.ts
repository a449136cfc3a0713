import type { Source } from './source'

/** Tally's registers and day book without quantities: parties and ledgers, no goods. */
const register: Source = {
  id: 'tally-register',
  platform: 'tally',
  kind: 'sales',
  detect: (header) =>
    header.has('Date', 'Particulars') &&
    header.find('Vch No.', 'Voucher No.') !== null &&
    header.find('Quantity', 'Billed Quantity', 'Actual Quantity', 'Qty') === null
      ? 0.9
      : 0,
  columns: { date: ['Date'], transaction_id: ['Vch No.', 'Voucher No.'], total: ['Total', 'Gross Total', 'Credit', 'Debit'] },
  advice:
    'In Tally open the sales register, show inventory details (F12: item names, quantity, rate) and export it again, or export the day book as XML.',
}
export default register
