import { raw } from '../../db/sql'
import type { Source } from './source'
import { areBought, hasVoucherRows, QTY, rateOf, VALUE, VOUCHER, VOUCHER_TYPE, voucherRows, voucherType } from './tally-voucher-rows'

/** Tally's sales register and day book with inventory details. */
const tally: Source = {
  id: 'tally-items',
  platform: 'tally',
  kind: 'sales',
  detect: (header, rows) => (hasVoucherRows(header) && areBought(header, rows) !== true ? 0.9 : 0),
  columns: {
    date: ['Date'],
    transaction_id: VOUCHER,
    product: ['Particulars'],
    qty: QTY,
    unit_price: ['Rate'],
    taxable: VALUE,
    type: VOUCHER_TYPE,
    store: ['Godown', 'Location'],
  },
  whole: {
    ...voucherRows,
    rules: () => ({ roles: { date: raw('g.date'), transaction_id: raw('g.voucher'), customer: raw('g.party'), type: voucherType } }),
  },
  cells: (c) => ({ roles: { unit_price: rateOf(c) } }),
}
export default tally
