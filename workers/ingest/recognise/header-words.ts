/** Words that mean the same in any header, written one way, so that the dictionary needs each phrase once. */
const CANONICAL: Record<string, string> = {
  number: 'no',
  num: 'no',
  nbr: 'no',
  nos: 'nos',
  amount: 'amt',
  amounts: 'amt',
  quantity: 'qty',
  quantities: 'qty',
  qnty: 'qty',
  discounts: 'disc',
  discount: 'disc',
  percentage: 'percent',
  pct: 'percent',
  perc: 'percent',
  voucher: 'vch',
  transaction: 'txn',
  trans: 'txn',
  trx: 'txn',
  invoice: 'inv',
  invoices: 'inv',
  taxes: 'tax',
  prices: 'price',
  products: 'product',
  customers: 'customer',
  categories: 'category',
  catagory: 'category',
  desc: 'description',
  descr: 'description',
  cust: 'customer',
  prod: 'product',
  recieved: 'received',
  colour: 'color',
}

/** The words that are written in more ways than one. */
export const SPELLINGS: readonly string[] = Object.keys(CANONICAL)

export function canonicalWord(word: string): string {
  return CANONICAL[word] ?? word
}

/** Currency names add nothing to what a column means. */
const CURRENCY_WORDS = new Set(['rs', 'inr', 'usd', 'eur', 'gbp', 'rupees', 'rupee', 'रु', 'रुपये', 'रू'])
const FILLER = new Set(['of', 'the', 'in', 'for', 'per', 'and', 'a', 'an', 'का', 'की', 'के'])

/**
 * A header as the dictionary compares it: lower case, camelCase split, NFKC, no punctuation or currency sign, `%` as a word,
 * no accents, synonyms written one way. Devanagari letters and their signs stay. 'BillAmount (₹)' -> 'bill amt'.
 */
export function headerKey(text: string): string {
  const words = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '') // 'Désignation' as 'Designation'
    .normalize('NFKC')
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .replace(/%/g, ' percent ')
    .replace(/#/g, ' no ')
    .replace(/['’]s\b/g, '')
    .replace(/\b((?:\p{L}\.){2,})/gu, (letters) => `${letters.replaceAll('.', '')} `)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
    .split(/\s+/)
    .map(canonicalWord)
  const meaning = words.filter((word) => !CURRENCY_WORDS.has(word))
  return (meaning.length > 0 ? meaning : words).join(' ')
}

/** Words of a key without order and filler, for the token-set comparison. */
export function tokenSet(key: string): string {
  return [...new Set(key.split(' ').filter((word) => !FILLER.has(word)))].sort().join(' ')
}

/** 'Subtotal w/o Tax', 'Subtotal w/ Discounts': no two names */
const WITHOUT = /\bw\/o\b\.?/gi
const WITH = /\bw\/(?=\s)/gi
/** 'Stock as on 31/03/2026', 'Closing Qty (as at 31-Mar-26)': the day is read for itself (count-day) */
const AS_ON_DAY = /[\s(,-]*\bas\s+(?:on|at|of)\b[\s:]*\d[\p{L}\d\s./,-]*\)?\s*$/iu

/** 'Order Date as dd/mm/yyyy hh:MM:ss' */
const AS_PATTERN = /\s+(?:as|in)\s+(?=[\w/.:\s-]*[dmy]{2,4}[/.-])[dmyhs/.:\s-]+$/i

/**
 * The readings of one header cell, the whole first: without what stands in brackets, each side of `|`, `/` or a line break
 * ('दिनांक | Date'), what stands in brackets, and the name of a count without its day.
 */
export function headerForms(written: string): string[] {
  const text = written.replace(WITHOUT, 'without ').replace(WITH, 'with ')
  const undated = text.replace(AS_ON_DAY, '').replace(AS_PATTERN, '')
  const forms = [text, undated]
  const outside = text.replace(/[([][^)\]]*[)\]]?/g, ' ')
  if (outside !== text) forms.push(outside)
  for (const side of text.split(/[|/\n]/)) forms.push(side)
  const inside = /[([]([^)\]]*)[)\]]/.exec(text)?.[1]
  if (inside) forms.push(inside)
  return [...new Set(forms.map(headerKey))].filter((form) => form !== '')
}
