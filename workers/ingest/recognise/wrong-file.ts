import { LucidError } from '../../../src/domain/errors'
import type { Role } from '../../../src/domain/mapping'
import type { ColumnEvidence } from './assign-roles'

const MONEY_OUT = /\b(?:debits?|withdrawals?|withdrawn|dr|paid out|money out)\b/
const MONEY_IN = /\b(?:credits?|deposits?|deposited|cr|paid in|money in)\b/
const BALANCE = /\bbal(?:ance)?\b/
const PAYMENT = /\b(?:utr|rrn|vpa|settlement|settled|payout|payer|payee|bank ref(?:erence)?|payment instrument|merchant id)\b/
const PERSON = /\b(?:phone|mobile|email|e mail|whatsapp|contact|address|gstin|birthday|dob|date of birth|joining date|designation|salary)\b/

const COUNTED = /^\s*\d{1,3}\s*[x×]\s*\p{L}/iu
const SEVERAL = /[,;|\n]\s*\d{1,3}\s*[x×]\s*\p{L}/iu
const MOSTLY = 0.8
const SOME = 0.2

/** Roles that a table of goods has at least one of. */
const OF_GOODS: readonly Role[] = ['qty', 'unit_price', 'mrp', 'stock', 'batch', 'expiry', 'hsn', 'code', 'barcode', 'cost', 'tax_pct']
const OF_MONEY: readonly Role[] = ['total', 'taxable']

type WrongFile = 'account-book' | 'packed-items' | 'payments' | 'people'
const MESSAGES: Record<WrongFile, { message: string; hint: string }> = {
  'account-book': {
    message: 'This is a bank statement or an account: money in and out, and no goods.',
    hint: 'Export the sales of your till or billing program, one row for each item on a bill.',
  },
  'packed-items': {
    message: 'Each row is an order, and one cell holds all its goods ("1 x Tea, 2 x Salt").',
    hint: 'Export the order items, one row for each item of an order.',
  },
  payments: {
    message: 'This is a list of payments, and no payment says what was sold.',
    hint: 'Export the sales of your till or billing program, one row for each item on a bill.',
  },
  people: {
    message: 'This is a list of people, and nobody in it buys anything.',
    hint: 'Export the sales of your till or billing program, one row for each item on a bill.',
  },
}

/** Throws E_NO_PRODUCT for tables that a shop has, but that say nothing of goods: `details.advice` names the words of the page. */
export function refuseWrongFile(columns: readonly ColumnEvidence[], roles: readonly (Role | null)[]): void {
  const wrong = wrongFile(columns, roles)
  if (wrong === null) return
  const { message, hint } = MESSAGES[wrong]
  throw new LucidError('E_NO_PRODUCT', message, {
    hint,
    details: { missing: ['product'], advice: wrong, header: columns.map(({ meaning }) => meaning.key).slice(0, 100) },
  })
}

function wrongFile(columns: readonly ColumnEvidence[], roles: readonly (Role | null)[]): WrongFile | null {
  if (columns.some(({ meaning }) => meaning.key === 'settlement id')) return 'payments'
  const packed = columns.find(packsGoods)
  if (packed && [packed.column, -1].includes(roles.indexOf('product'))) return 'packed-items'
  if (OF_GOODS.some((role) => roles.includes(role) && !isBalance(columns, roles, role))) return null
  const keys = columns.map(({ meaning }) => meaning.key)
  const named = (words: RegExp): number => keys.filter((key) => words.test(key)).length
  const both_sides = (named(MONEY_OUT) > 0 && named(MONEY_IN) > 0) || columns.some(({ content }) => saysSide(content.values))
  if (both_sides && named(BALANCE) > 0) return 'account-book'
  const product = columns[roles.indexOf('product')]
  // a column that may be a name as well as goods
  const names_goods = product !== undefined && !/^(?:name|description|details|particulars?|title)$/.test(product.meaning.key)
  if (names_goods) return null
  if (OF_MONEY.some((role) => roles.includes(role)) || named(/\bamt\b/) > 0) return named(PAYMENT) > 0 ? 'payments' : null
  return named(PERSON) > 1 && !roles.includes('store') && !roles.includes('store_name') ? 'people' : null
}

/** A column of nothing but CR and DR. */
const saysSide = (values: readonly string[]): boolean => values.length > 0 && values.every((value) => /^\s*(?:cr|dr)\.?\s*$/i.test(value))

/** Cells of several goods: '1 x Paneer Tikka, 2 x Naan'. */
function packsGoods({ content }: ColumnEvidence): boolean {
  const counted = content.values.filter((value) => COUNTED.test(value))
  const several = counted.filter((value) => SEVERAL.test(value)).length
  return several > 0 && counted.length >= MOSTLY * content.values.length && several >= SOME * content.values.length
}

/** "Balance" of money is no stock. */
const isBalance = (columns: readonly ColumnEvidence[], roles: readonly (Role | null)[], role: Role): boolean =>
  role === 'stock' && /^(?:(?:closing|running|available) )?bal(?:ance)?$/.test(columns[roles.indexOf(role)]?.meaning.key ?? '')
