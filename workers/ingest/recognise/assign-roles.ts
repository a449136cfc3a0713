import type { Role } from '../../../src/domain/mapping'
import { type ColumnContent, contentTest } from './column-content'
import { type HeaderMeaning, matchHeader } from './match-header'

/** One column with its possible roles after the content test. Scores may pass 1 here, so that a surer header still wins. */
export interface ColumnEvidence {
  column: number
  /** the header as written */
  name: string
  meaning: HeaderMeaning
  content: ColumnContent
  candidates: { role: Role; score: number }[]
}

export interface Assignment {
  roles: (Role | null)[]
  /** 0..1 per column, 0 without a role */
  scores: number[]
}

/** Below this a required column is asked about (domain.md 2.2). */
export const SURE = 0.7
/** Headers of stock that are money in a table of sales. */
const OWED = /^(?:balance|closing balance|closing bal|remaining)$/
/** Taxes that a bill splits; they add up, where a total tax column would count them twice. */
const TAX_PART = /\b(?:igst|cgst|sgst|utgst|cess|vat)\b/

export function columnEvidence(header: readonly string[], contents: readonly ColumnContent[]): ColumnEvidence[] {
  return header.map((name, column) => {
    const meaning = matchHeader(name)
    const content = contents[column] as ColumnContent
    const candidates = meaning.matches
      .map(({ role, score }) => ({ role, fit: contentTest(role, content), header: score }))
      .filter(({ fit, header }) => header + fit >= (fit < 0 ? 0.7 : 0.6))
      // values do not make a ship date the sale date: such a column stays below what is taken without asking
      .map(({ role, fit, header }) => ({ role, score: header > 0.6 ? header + fit : Math.min(header + fit, 0.65) }))
    return { column, name, meaning, content, candidates }
  })
}

/**
 * Gives each role to at most one column and each column at most one role: highest score first, then the leftmost column (domain.md 2.2).
 * Split taxes share the role `tax`. Scores are cut to 1.
 */
export function assignRoles(columns: readonly ColumnEvidence[]): Assignment {
  const roles: (Role | null)[] = columns.map(() => null)
  const scores: number[] = columns.map(() => 0)
  const choices = columns.flatMap(({ column, candidates }) => candidates.map(({ role, score }) => ({ column, role, score })))
  choices.sort((a, b) => b.score - a.score || a.column - b.column)
  const taken = new Set<Role>()
  const part = (column: number): boolean => TAX_PART.test(columns[column]?.meaning.key ?? '')
  let tax_parts: boolean | null = null
  for (const { column, role, score } of choices) {
    if (roles[column]) continue
    if (role === 'tax') {
      if (tax_parts !== null && !(tax_parts && part(column))) continue
      tax_parts = columns.some((one) => one.candidates.some((other) => other.role === 'tax') && !part(one.column)) ? false : part(column)
      if (tax_parts === false && part(column)) {
        tax_parts = null
        continue
      }
    } else if (taken.has(role)) continue
    taken.add(role)
    roles[column] = role
    scores[column] = Math.min(1, score)
  }
  settle(columns, roles, scores)
  return { roles, scores }
}

/** What the other columns change about a role. */
function settle(columns: readonly ColumnEvidence[], roles: (Role | null)[], scores: number[]): void {
  const at = (role: Role): number => roles.indexOf(role)
  const drop = (column: number): void => {
    roles[column] = null
    scores[column] = 0
  }
  const key = (column: number): string => columns[column]?.meaning.key ?? ''
  // the only code is the code
  if (at('code') < 0 && at('barcode') >= 0) roles[at('barcode')] = 'code'
  // sales by variant name each product by its variant
  if (at('product') < 0 && at('code') < 0 && key(at('variant')) === 'product variant') roles[at('variant')] = 'product'
  // a store is named by its name when nothing else names it
  if (at('store') < 0 && at('store_name') >= 0) roles[at('store_name')] = 'store'
  // gross is before discount where net sales stand beside it
  if (at('taxable') >= 0 && at('total') >= 0 && /\bgross\b/.test(key(at('total')))) drop(at('total'))
  // the sum of a bill, repeated on its lines, is no line's amount
  const line_total = columns.some(({ meaning }) => /^(?:item|line|lineitem) (?:total|amt)$/.test(meaning.key))
  if (at('taxable') >= 0 && line_total && /^sub ?total$/.test(key(at('taxable')))) drop(at('taxable'))
  // what is left to pay is no stock, and what sales brought on average is no cost
  const of_goods = (['batch', 'expiry', 'mfg', 'received', 'supplier'] as const).some((role) => at(role) >= 0)
  const moves = columns.some(({ meaning }) => /^(?:op|opening)\b|\b(?:inward|outward)\b/.test(meaning.key))
  if (at('date') >= 0 && (at('total') >= 0 || at('taxable') >= 0) && !of_goods && !moves) {
    if (at('stock') >= 0 && OWED.test(key(at('stock')))) drop(at('stock'))
    if (at('cost') >= 0 && at('stock') < 0 && at('unit_price') < 0 && /^(?:avg|average) rate$/.test(key(at('cost'))))
      roles[at('cost')] = 'unit_price'
  }
  // one of several split rates is not the rate
  if (at('tax_pct') >= 0 && at('tax') >= 0 && TAX_PART.test(key(at('tax_pct')))) drop(at('tax_pct'))
  // a purchase date is the sale date where nothing says that the shop was the buyer
  const bought = (['supplier', 'cost', 'batch', 'free_qty', 'expiry', 'stock'] as const).some((role) => at(role) >= 0)
  const received = at('received')
  const sure_date = at('date') >= 0 && (scores[at('date')] ?? 0) >= 0.7
  if (received >= 0 && !sure_date && !bought && /^purchase (?:date|dt)$/.test(key(received))) {
    if (at('date') >= 0) drop(at('date'))
    roles[received] = 'date'
  }
}
