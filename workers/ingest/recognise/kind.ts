import type { DatasetKind, Role } from '../../../src/domain/mapping'
import { isMaster } from './describes-products'

/** Roles that describe a product and nothing else. */
const DESCRIBES: readonly Role[] = [
  'unit_price',
  'mrp',
  'cost',
  'category',
  'brand',
  'hsn',
  'tax_pct',
  'shelf_life',
  'perishable',
  'barcode',
  'supplier',
  'unit',
]

/** What tells of what a table is about, but for its rows. */
export interface KindEvidence {
  roles: readonly (Role | null)[]
  /** the header's keys (headerKey) */
  keys: readonly string[]
  /** the same of the file name, and of the rows above the header */
  name: string
  titles: readonly string[]
}

export interface FoundKind {
  kind: DatasetKind
  /** what it may be as well; a person is asked then */
  or: DatasetKind | null
}

// no \b at Devanagari words: it knows Latin letters only
const SALES_WORDS = /\b(?:sales?|sold|selling|customers?)\b|बिक्री/
const PURCHASE_WORDS = /\b(?:purchases?|inward|grn|goods received)\b|खरीद|आवक/
/** A file is named by words of its own too: "purchases.csv" of a web shop are its customers'. */
const PURCHASE_NAME =
  /\bpurchases? (?:register|report|bills?|details?|entry|entries|return|book|summary|list|inv)\b|\b(?:item|party|supplier|vendor)(?: wise)? purchases?\b|\binward\b|\bgrn\b|खरीद/
const STOCK_WORDS = /\b(?:stock|closing|inventory|godown|(?:near|short) expiry|expiry (?:list|report|statement))\b|स्टॉक/
/** Columns that count what lies there, not what somebody once entered. */
const COUNTED = /\b(?:closing|cl|hand|balance|bal|physical|available|avl|avail|current|remaining|soh|book|system)\b/
/** 'qty as on 31 03 2026': what there was on that day */
const AS_ON_DAY = /\bas (?:on|at|of) \d/
const OPENING = /^(?:opening|op)\b/
/** Said of who bought, which a purchase register never does. */
const BUYER = /\b(?:customer|client|buyer|patient|guest)\b|ग्राहक/

/**
 * What a table is about: its columns decide, then what the file name and the rows above the header say. A table that is nothing else is taken for sales,
 * whose missing columns can then be named.
 */
export function kindOf(evidence: KindEvidence): FoundKind {
  const { keys, name } = evidence
  const has = hasIn(evidence)
  const only = (kind: DatasetKind): FoundKind => ({ kind, or: null })
  const product = has('product', 'code')
  const measure = has('qty', 'total', 'taxable')
  const dated = isDated(evidence)
  if (product && has('stock') && lists(evidence)) return countOrMaster(evidence)
  // goods with their suppliers and no day at all were counted, not bought
  const no_day = !has('date', 'received') && saysStock(evidence)
  if (product && measure && !no_day && isPurchases(evidence)) return only('purchases')
  // what lies there, called a quantity
  const is_count = has('batch', 'expiry') || saysStock(evidence) || keys.some((key) => AS_ON_DAY.test(key))
  if (product && has('qty', 'total') && !dated && !has('transaction_id', 'customer', 'payment') && is_count) return only('inventory')
  if (product && !dated && !has('qty', 'total', 'transaction_id') && has(...DESCRIBES)) return only('products')
  const says_stores = [...keys, name].some((words) => /\b(?:stores?|branch(?:es)?|outlets?|shops?)\b/.test(words))
  if (has('store', 'store_name') && !product && !has('date') && !measure && (has('city', 'store_name') || says_stores))
    return only('stores')
  return tradeOf(evidence)
}

/** Goods with what they cost or what is printed on them, on no day, and no sign of a sale: whether they are counted or listed is for a person to say. */
export function areUndatedGoods(evidence: KindEvidence): boolean {
  const has = hasIn(evidence)
  const of_sales = has('date', 'received', 'transaction_id', 'customer', 'payment', 'channel', 'discount', 'discount_pct', 'profit', 'tax')
  const words = [...evidence.keys, evidence.name, ...evidence.titles]
  return (
    has('product', 'code') &&
    has('mrp', 'cost', 'batch', 'expiry', 'hsn') &&
    !of_sales &&
    !words.some((one) => SALES_WORDS.test(one) || BUYER.test(one))
  )
}

/** Goods added up, without a day, a bill or a buyer on any row: an item-wise summary, or a bare list. */
export function areSummed(evidence: KindEvidence): boolean {
  const has = hasIn(evidence)
  const of_bills = has('date', 'received', 'transaction_id', 'customer', 'phone', 'payment', 'time', 'store_name')
  // sold and bought side by side: a balance of both
  const is_both = [SALES_WORDS, PURCHASE_WORDS].every((words) => evidence.keys.some((key) => words.test(key)))
  return has('product', 'code') && has('qty', 'total', 'taxable') && !of_bills && !is_both
}

/** Does a word anywhere say that they were sold? */
export const saysSales = ({ keys, name, titles }: KindEvidence): boolean =>
  [...keys, name, ...titles].some((one) => SALES_WORDS.test(one) || BUYER.test(one))

const hasIn =
  ({ roles }: KindEvidence) =>
  (...wanted: readonly Role[]): boolean =>
    wanted.some((role) => roles.includes(role))

/** Has it the day of each row, not the day on which the row was entered? */
const isDated = ({ roles, keys }: KindEvidence): boolean =>
  roles.includes('date') && !keys.some((key) => /^(?:created|updated|added|modified|launch|entry) /.test(key))

/** Said in words beside which no others speak of sales: "Gupta Sales" above "Stock Summary" is the name of the shop. */
const says = (words: string, pattern: RegExp): boolean => pattern.test(words) && !SALES_WORDS.test(words)

const saysStock = ({ name, titles }: KindEvidence): boolean => [name, ...titles].some((words) => says(words, STOCK_WORDS))

/** Does a table with a column of stock list goods, and not what was sold or bought beside what is left of it? */
function lists(evidence: KindEvidence): boolean {
  const has = hasIn(evidence)
  if (has('customer', 'payment') || (has('transaction_id') && isDated(evidence))) return false
  return !(has('qty') && (isDated(evidence) || has('received')))
}

/** Lists of products have a column of stock too. One that counts is stock that describes its products as well; what may have been entered once and never again is asked. */
function countOrMaster(evidence: KindEvidence): FoundKind {
  const { roles, keys } = evidence
  const has = hasIn(evidence)
  if (has('batch', 'expiry', 'received', 'mfg') || isDated(evidence) || saysStock(evidence) || !has(...DESCRIBES))
    return { kind: 'inventory', or: null }
  if (keys.some((key) => COUNTED.test(key) || AS_ON_DAY.test(key))) return { kind: 'inventory', or: null }
  if (keys.some((key) => OPENING.test(key))) return { kind: 'products', or: null }
  return isMaster(roles) ? { kind: 'products', or: 'inventory' } : { kind: 'inventory', or: 'products' }
}

/**
 * Dated bills. With a party, batches and their expiry they are a wholesaler's sales or a chemist's purchases: both look alike, so a word of selling or buying decides, and without
 * any it is asked.
 */
function tradeOf(evidence: KindEvidence): FoundKind {
  const { keys, name, titles } = evidence
  const has = hasIn(evidence)
  const party = keys.some((key) => /^(?:party|party name|name of party|account name|ledger name)$/.test(key))
  const both = party && has('date') && has('qty') && has('batch') && has('expiry') && !has('payment', 'channel', 'profit', 'type')
  const words = [...keys, name, ...titles]
  if (!both || words.some((one) => SALES_WORDS.test(one) || BUYER.test(one))) return { kind: 'sales', or: null }
  return words.some((one) => PURCHASE_WORDS.test(one)) ? { kind: 'purchases', or: null } : { kind: 'sales', or: 'purchases' }
}

function isPurchases(evidence: KindEvidence): boolean {
  const { keys, name, titles } = evidence
  const has = hasIn(evidence)
  const sold = has('customer', 'payment', 'channel', 'discount', 'unit_price')
  if (has('received') && !has('date') && has('supplier', 'cost', 'batch', 'free_qty', 'expiry')) return true
  if (has('supplier') && has('cost') && !sold && !has('profit')) return true
  if (!sold && [...keys, name].some((words) => /\bpurchase (?:inv|bill|vch|order)\b/.test(words))) return true
  const said = says(name, PURCHASE_NAME) || titles.some((words) => says(words, PURCHASE_WORDS))
  const is_of_days = has('date', 'received') || areSummed(evidence)
  return said && !keys.some((key) => BUYER.test(key)) && is_of_days && !has('payment', 'channel', 'profit')
}
