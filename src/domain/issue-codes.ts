/** Codes of row findings (domain.md 2.5) and of findings about a whole file. Every row has exactly one outcome: ok, rejected or set_aside. */
export const REJECT_CODES = [
  'E_DATE_MISSING',
  'E_DATE_PARSE',
  'E_DATE_RANGE',
  'E_PRODUCT_MISSING',
  'E_QTY_PARSE',
  'E_AMOUNT_PARSE',
  'E_EMPTY_MEASURE',
  'E_CURRENCY',
  'E_RAGGED',
  'E_CELL_TOO_LONG',
] as const
export const WARN_CODES = [
  'W_AMOUNT_MISMATCH',
  'W_PRICE_OUTLIER',
  'W_QTY_OUTLIER',
  'W_MRP_EXCEEDED',
  'W_COST_GT_PRICE',
  'W_TAX_UNKNOWN',
  'W_UNIT',
  'W_DATE_AMBIGUOUS',
  'W_DATES_TWO_WAYS',
  'W_CARRIED_DOWN',
  'W_BILL_TOTAL',
  'W_BILL_DISCOUNT',
  'W_REFUNDS_LEFT',
  'W_NOTHING_READ',
  'W_ONE_DAY',
  'W_FOOTER_MISMATCH',
  'W_NO_PRICE',
  'W_NEG_STOCK',
  'W_EXPIRY_MISSING',
  'W_EXPIRY_BEFORE_RECEIPT',
  'W_EXPIRY_PAST_AT_RECEIPT',
  'W_DATE_UNREAD',
  'W_NUMBER_UNREAD',
  'W_COST_UNIT',
  'W_FREE_SOLD',
  'W_SOLD_BELOW_ZERO',
  'W_ONLY_RETURNS',
  'E_MIXED_ENCODING',
] as const
/** Codes of rows that are set aside: not data, or data that another row already says. */
export const SET_ASIDE_CODES = [
  'I_BLANK',
  'I_REPEATED_HEADER',
  'I_TOTAL_ROW',
  'I_CANCELLED',
  'I_NOT_A_SALE',
  'I_OTHER_TABLE',
  'I_DUPLICATE',
  'I_SUPERSEDED',
  'I_COUNTED_BY_BATCH',
  'E_LINE_TOO_LONG',
] as const
export const INFO_CODES = [
  'I_DERIVED',
  'I_MONTH_LINES',
  'I_WEEK_LINES',
  'I_PRODUCTS_TOO',
  'I_PARTLY_BY_BATCH',
  'I_FREE_INSIDE',
  'I_STORE_IN_NAME',
] as const
/** What an unpacker leaves out of a packed file, or finds about it as a whole. Never on a row. */
export const LEFT_OUT_CODES = [
  'I_OTHER_RECORD',
  'I_NO_TABLE',
  'W_UNKNOWN_RECORD',
  'W_STOCK_RESIDUE',
  'W_BILL_RESIDUE',
  'W_STOCK_STORE',
  'I_CANCELLED',
] as const
/** Names of what has none in its file, in place of a sheet's or a table's; written with `@` before them and shown in the user's language. */
export const LEFT_OUT_NAMES = [
  'payments',
  'adjustments',
  'orphan_lines',
  'bills',
  'stock',
  'cancelled',
  'optional',
  'vouchers',
  'objects',
] as const
export type LeftOutName = (typeof LEFT_OUT_NAMES)[number]

/** What of a workbook or archive was not taken, or was read in a way the user should know of. */
export const PART_CODES = [
  'L_HIDDEN_SHEET',
  'L_NO_TABLE',
  'L_PIVOT',
  'L_NOT_READ',
  'L_HIDDEN_ROWS',
  'L_NO_CACHED_VALUE',
  'L_DATES_RESTORED',
  'L_MERGED_FILLED',
  'L_TOTAL_COLUMN',
  'L_CURRENCIES',
  'L_MONTHS_BY_LOCALE',
] as const
export type PartCode = (typeof PART_CODES)[number]

export type RejectCode = (typeof REJECT_CODES)[number]
export type WarnCode = (typeof WARN_CODES)[number]
export type SetAsideCode = (typeof SET_ASIDE_CODES)[number]
export type InfoCode = (typeof INFO_CODES)[number]
export type LeftOutCode = (typeof LEFT_OUT_CODES)[number]
export type IssueCode = RejectCode | WarnCode | SetAsideCode | InfoCode | LeftOutCode
export type Severity = 'reject' | 'warn' | 'set_aside' | 'info'

export function severityOf(code: IssueCode): Severity {
  if ((REJECT_CODES as readonly string[]).includes(code)) return 'reject'
  if ((WARN_CODES as readonly string[]).includes(code)) return 'warn'
  if ((SET_ASIDE_CODES as readonly string[]).includes(code)) return 'set_aside'
  return code.startsWith('W_') ? 'warn' : 'info'
}
