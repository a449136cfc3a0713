import type { Role } from '../../../src/domain/mapping'
import { headerKey } from './header-words'
import { nameNorm } from './names'

/** A product cell that takes the sum of one page over to the next: 'B/F', 'Carried forward to page 3'. */
const CARRIED_PATTERN =
  '^\\s*(balance |total |amount )?([bc] ?[/.] ?[fd]\\.?|(brought|carried)[ -](forward|fwd\\.?|over|down))( (from|to) .{1,20})?\\s*:?\\s*$'
/** What programs in other languages write alone in a row that adds up. */
const SUMS_ELSEWHERE =
  '(zwischen|end|gesamt|tages)?summe|gesamt(betrag|umsatz)?|insgesamt|sous[ -]?total|total (g[ée]n[ée]ral|general|geral|ht|ttc)|sub ?totale|totale( generale| complessivo)?|totali|suma( total)?|soma|totaal|totalt|razem|toplam|jumlah|итого|всего|合计|总计|小计|合計|總計|小計|المجموع|الإجمالي|एकूण|કુલ|মোট|மொத்தம்|మొత్తం|ಒಟ್ಟು'
/** Text of rows that add up, continue or decorate the table (domain.md 2.1). RE2 syntax too, for the engine; case is ignored. */
export const NOT_DATA_PATTERN = `${CARRIED_PATTERN}|^\\s*(grand |sub ?-?)?totals?\\b|opening balance|closing balance|carried (forward|over)|brought forward|^\\s*page \\d|generated on|printed on|^\\W*end of (the )?(report|list|statement)\\b|(^|\\s)(कुल|योग)(\\s|:|$)|^\\s*(${SUMS_ELSEWHERE})\\s*:?\\s*$`
/** A product cell that says nothing but "total". */
export const TOTAL_ONLY_PATTERN = `^\\s*(grand |sub ?-?)?totals?( amount| qty| quantity)?\\s*:?\\s*$|^\\s*(कुल|योग|कुल योग|${SUMS_ELSEWHERE})\\s*:?\\s*$`
/** A product cell that names the sum of a bill, a day or a part of the table. */
export const PART_TOTAL_PATTERN = `${CARRIED_PATTERN}|^\\s*(grand|sub|bill|invoice|inv|voucher|vch|receipt|order|day|daily|date|net|gross|page|group|category|party|customer)[ -]*totals?( amount| amt| qty| quantity| value)?\\s*:?\\s*$`
/** A product cell that names money of a bill beside its goods, whatever quantity stands beside it: tips, charges, roundings. */
export const CHARGE_PATTERN =
  '^\\s*(add|less)?[ :]*((cash|bill)[ -]*)?(rounding|round(ed)?[ -]*off|rounding off)( amount| amt)?\\s*:?\\s*$|^\\s*(add)?[ :]*(tips?|gratuit(y|ies)|trinkgeld|pourboire|propina|gorjeta|mancia)( amount)?\\s*:?\\s*$|^\\s*(add)?[ :]*(freight|packing|packaging|delivery|shipping|service|handling|container|convenience|cartage|platform)[ -]*(charges?|fees?)( ?\\(?\\d{1,2}([.,]\\d+)? ?%\\)?)?\\s*:?\\s*$|^\\s*(राउंड ऑफ)\\s*:?\\s*$'
/** A product cell that names what changes a bill but is no goods: discounts, roundings, charges. */
export const ADJUSTMENT_PATTERN =
  '^\\s*(less|add)?[ :]*((bill|cash|special|trade|item|total|flat|coupon|loyalty|member|scheme)[ -]*)?(discounts?|disc|rounding|round(ed)?[ -]*off)\\.?( given| allowed| amount| amt)?\\s*:?\\s*$|^\\s*(add)?[ :]*(freight|packing|packaging|delivery|shipping|service|handling|container|convenience|cartage|transport|transportation)[ -]*(charges?|fees?|cost)?\\s*:?\\s*$|^\\s*(छूट|राउंड ऑफ)\\s*:?\\s*$'
const NOT_DATA = new RegExp(NOT_DATA_PATTERN, 'iu')
const TOTAL_ONLY = new RegExp(TOTAL_ONLY_PATTERN, 'iu')
const ENDS_IN_TOTAL = /\p{L}.*\s(?:sub ?-?)?totals?\s*:?\s*$/iu
const CARRIED = new RegExp(CARRIED_PATTERN, 'iu')
const PART_TOTAL = new RegExp(PART_TOTAL_PATTERN, 'iu')
const ADJUSTMENT = new RegExp(`${ADJUSTMENT_PATTERN}|${CHARGE_PATTERN}`, 'iu')
/** Could a product of this name be a change of the bill? */
export const namesAdjustment = (name: string): boolean => ADJUSTMENT.test(name)
/** Could a product of this name be a row that adds up others? */
export const namesTotal = (name: string): boolean => TOTAL_ONLY.test(name) || PART_TOTAL.test(name)

/** May a total row of these cells be that of the whole table? */
export const mayTotalAll = (cells: readonly string[]): boolean => cells.some((cell) => NOT_DATA.test(cell.normalize('NFKC')))

export type NotData = 'I_BLANK' | 'I_REPEATED_HEADER' | 'I_TOTAL_ROW'

/**
 * Why a row is not data, or null when it is. `roles` gives each column's role, `header` the header's cells. A row whose text speaks of totals
 * is one only with an empty date or product, so that a product called "Total Care" stays; in a table without dates the product cell must be
 * empty or say nothing else. The running-sum test of domain.md 2.1 needs all rows and is the caller's.
 */
export function notData(cells: readonly string[], roles: readonly (Role | null)[], header: readonly string[] = []): NotData | null {
  const filled = cells.filter((cell) => cell.trim() !== '')
  if (filled.length === 0) return 'I_BLANK'
  if (repeatsHeader(cells, header)) return 'I_REPEATED_HEADER'
  const empty = (wanted: readonly Role[]): boolean => !roles.some((role, i) => role !== null && wanted.includes(role) && isText(cells[i]))
  const no_product = empty(['product', 'code', 'barcode']) && roles.some((role) => role === 'product' || role === 'code')
  const names_sum = (cell: string): boolean => NOT_DATA.test(cell.normalize('NFKC')) || (roles.includes('date') && PART_TOTAL.test(cell))
  // 'MG Road Total' beside nothing but figures
  if (roles.includes('date') && no_product && empty(['date']) && filled.some((cell) => ENDS_IN_TOTAL.test(cell))) return 'I_TOTAL_ROW'
  if (!filled.some(names_sum)) return null
  if (roles.includes('date')) return no_product || empty(['date']) ? 'I_TOTAL_ROW' : null
  const product = roles.findIndex((role) => role === 'product' || role === 'code')
  if (product < 0) return saysOnlyTotal(filled[0]) ? 'I_TOTAL_ROW' : null
  return no_product || roles.some((role, i) => (role === 'product' || role === 'code') && saysOnlyTotal(cells[i])) ? 'I_TOTAL_ROW' : null
}

function isText(cell: string | undefined): boolean {
  return cell !== undefined && cell.trim() !== '' && !saysOnlyTotal(cell)
}

function saysOnlyTotal(cell = ''): boolean {
  return TOTAL_ONLY.test(cell) || CARRIED.test(cell)
}

/** The header again, further down: every filled cell equals the header's cell of its column, and there are at least two. */
function repeatsHeader(cells: readonly string[], header: readonly string[]): boolean {
  let same = 0
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]?.trim() ?? ''
    if (cell === '') continue
    if (nameNorm(cell) !== nameNorm(header[i] ?? '') && headerKey(cell) !== headerKey(header[i] ?? '')) return false
    same++
  }
  return same >= Math.min(2, header.filter((cell) => cell.trim() !== '').length)
}
