import { raw, sql } from '../../db/sql'
import type { Source } from './source'

const VOUCHER = ['Vch No.', 'Voucher No.'] as const
const QTY = ['Quantity', 'Billed Quantity', 'Actual Quantity', 'Qty'] as const
const VALUE = ['Value', 'Amount', 'Net Amount'] as const

/**
 * Tally's registers and day book with inventory details: a line for the voucher (date, party, number), under it a line for each item and for each ledger
 * (taxes, rounding) with these left blank. A voucher's line that has items under it is their sum; a line without a quantity is a ledger's.
 */
const tally: Source = {
  id: 'tally-items',
  platform: 'tally',
  kind: 'sales',
  detect: (header) =>
    header.has('Date', 'Particulars') && header.find(...VOUCHER) !== null && header.find(...QTY) !== null && header.find(...VALUE) !== null
      ? 0.9
      : 0,
  columns: {
    date: ['Date'],
    transaction_id: VOUCHER,
    product: ['Particulars'],
    qty: QTY,
    unit_price: ['Rate'],
    taxable: VALUE,
    type: ['Vch Type', 'Voucher Type'],
    store: ['Godown', 'Location'],
  },
  whole: {
    reads: ['Date', 'Particulars', 'Vch Type', 'Voucher Type', ...VOUCHER, ...QTY],
    select: (c, rows) => sql`
      WITH lines AS (
        SELECT file_row, ${c.text('Date')} AS date, ${c.text('Particulars')} AS particulars, ${c.text('Vch Type', 'Voucher Type')} AS type, ${c.text(...VOUCHER)} AS voucher, ${c.text(...QTY)} AS qty
        FROM ${rows}
      ), grouped AS (
        SELECT *, count(date) OVER (ORDER BY file_row) AS voucher_at FROM lines WHERE date IS NOT NULL OR particulars IS NOT NULL
      )
      SELECT file_row, qty,
        first_value(date) OVER vouchers AS date, first_value(type) OVER vouchers AS type, first_value(voucher) OVER vouchers AS voucher,
        CASE WHEN count(*) OVER vouchers > 1 THEN first_value(particulars) OVER vouchers END AS party,
        date IS NOT NULL AND count(*) OVER vouchers > 1 AS heads
      FROM grouped WINDOW vouchers AS (PARTITION BY voucher_at ORDER BY file_row ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)`,
    rules: () => ({
      roles: {
        date: raw('g.date'),
        transaction_id: raw('g.voucher'),
        customer: raw('g.party'),
        // totals of the file stand under its last voucher and are told by their words
        type: raw(`CASE WHEN g.heads OR (g.qty IS NULL AND g.party IS NOT NULL) THEN 'not a sale' ELSE g.type END`),
      },
    }),
  },
  cells: (c) => ({ roles: { unit_price: sql`regexp_replace(${c.text('Rate')}, '\\s*/.*$', '')` } }),
}
export default tally
