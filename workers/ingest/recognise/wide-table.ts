import type { Role } from '../../../src/domain/mapping'
import type { ColumnEvidence } from './assign-roles'
import { looksLikeDate } from './dates'
import { writtenHeader } from './match-header'

const MONTH =
  /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december)[ '’\-/.]*(?:\d{2}|\d{4})?$/i
const YEAR_MONTH = /^(?:\d{4}[-/ ]\d{1,2}|\d{1,2}[-/ ]\d{4}|(?:week|wk|w)[ -]?\d{1,2})$/i
/** Columns of one kind that make a table wide. */
const SEVERAL = 3

/** A header with a column for each month, week or day beside the name of a product: the days are in the names, not in the rows. */
export function namesMonths(header: readonly string[]): boolean {
  const names = header.map((name) => name.trim())
  const months = names.filter((name) => MONTH.test(name) || YEAR_MONTH.test(name) || looksLikeDate(name)).length
  return months >= SEVERAL && names.some((name) => writtenHeader(name).matches.some(({ role }) => role === 'product' || role === 'code'))
}

/** What a list of orders or payments has beside each other */
const MONEY =
  /\b(?:amt|totals?|values?|charges?|fees?|discs?|payable|paid|tax|gst|igst|cgst|sgst|tcs|tds|liability|commission|revenue|subtotal|payout|deductions?|refunds?|tips?|mrp|price)\b/

/** Days in the rows, and a column of numbers for each product: names that mean nothing else. */
export function namesProducts(columns: readonly ColumnEvidence[], roles: readonly (Role | null)[]): boolean {
  if (!roles.includes('date') || roles.includes('product') || roles.includes('code')) return false
  const isGoods = ({ meaning, content, column }: ColumnEvidence): boolean =>
    roles[column] === null && !meaning.known && content.numbers >= 0.8 && !MONEY.test(meaning.key)
  return columns.filter(isGoods).length >= SEVERAL
}
