import { raw } from '../../db/sql'
import type { Source } from './source'
import { areBought, hasVoucherRows, QTY, rateOf, VALUE, VOUCHER, VOUCHER_TYPE, voucherRows, voucherType } from './tally-voucher-rows'

/** Tally's purchase register with inventory details: the party of a voucher is the supplier of its items. */
const purchases: Source = {
  id: 'tally-purchase-items',
  platform: 'tally',
  kind: 'purchases',
  detect: (header, rows) => (hasVoucherRows(header) && areBought(header, rows) !== false ? 0.9 : 0),
  columns: {
    received: ['Date'],
    transaction_id: VOUCHER,
    product: ['Particulars'],
    qty: QTY,
    cost: ['Rate'],
    taxable: VALUE,
    type: VOUCHER_TYPE,
    store: ['Godown', 'Location'],
    batch: ['Batch No.', 'Batch'],
    expiry: ['Expiry Date', 'Expiry'],
  },
  whole: {
    ...voucherRows,
    rules: () => ({ roles: { received: raw('g.date'), transaction_id: raw('g.voucher'), supplier: raw('g.party'), type: voucherType } }),
  },
  cells: (c) => ({ roles: { cost: rateOf(c) } }),
}
export default purchases
