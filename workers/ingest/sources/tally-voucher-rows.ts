import { raw, type Sql, sql } from '../../db/sql'
import type { Cells, Source } from './source'
import type { SourceHeader } from './source-header'

export const VOUCHER = ['Vch No.', 'Voucher No.'] as const
export const VOUCHER_TYPE = ['Vch Type', 'Voucher Type'] as const
export const QTY = ['Quantity', 'Billed Quantity', 'Actual Quantity', 'Qty'] as const
export const VALUE = ['Value', 'Amount', 'Net Amount'] as const

/** The header of Tally's registers and day book with inventory details. */
export const hasVoucherRows = (header: SourceHeader): boolean =>
  header.has('Date', 'Particulars') && header.find(...VOUCHER) !== null && header.find(...QTY) !== null && header.find(...VALUE) !== null

const PURCHASE = /purchase|debit note|खरीद/i
/** Do the first vouchers say that goods were bought? null: they name no type. */
export function areBought(header: SourceHeader, rows: readonly (readonly string[])[]): boolean | null {
  const column = header.find(...VOUCHER_TYPE)
  const types = column === null ? [] : rows.map((row) => (row[column] ?? '').trim()).filter((type) => type !== '')
  return types.length === 0 ? null : types.filter((type) => PURCHASE.test(type)).length * 2 > types.length
}

/**
 * A line for the voucher (date, party, number), under it a line for each item and for each ledger (taxes, rounding) with these left blank: every line with what its voucher says.
 * Totals of the file stand under its last voucher and are told by their words.
 */
export const voucherRows = {
  reads: ['Date', 'Particulars', ...VOUCHER_TYPE, ...VOUCHER, ...QTY],
  select: (c: Cells, rows: Sql) => sql`
      WITH lines AS (
        SELECT file_row, ${c.text('Date')} AS date, ${c.text('Particulars')} AS particulars, ${c.text(...VOUCHER_TYPE)} AS type, ${c.text(...VOUCHER)} AS voucher, ${c.text(...QTY)} AS qty
        FROM ${rows}
      ), grouped AS (
        SELECT *, count(date) OVER (ORDER BY file_row) AS voucher_at FROM lines WHERE date IS NOT NULL OR particulars IS NOT NULL
      )
      SELECT file_row, qty,
        first_value(date) OVER vouchers AS date, first_value(type) OVER vouchers AS type, first_value(voucher) OVER vouchers AS voucher,
        CASE WHEN count(*) OVER vouchers > 1 THEN first_value(particulars) OVER vouchers END AS party,
        date IS NOT NULL AND count(*) OVER vouchers > 1 AS heads
      FROM grouped WINDOW vouchers AS (PARTITION BY voucher_at ORDER BY file_row ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)`,
} satisfies Pick<NonNullable<Source['whole']>, 'reads' | 'select'>

/** A voucher's line that has items under it is their sum; a line without a quantity is a ledger's. */
export const voucherType: Sql = raw(`CASE WHEN g.heads OR (g.qty IS NULL AND g.party IS NOT NULL) THEN 'not a sale' ELSE g.type END`)

/** '14.34/Nos' */
export const rateOf = (c: Cells): Sql => sql`regexp_replace(${c.text('Rate')}, '\\s*/.*$', '')`
