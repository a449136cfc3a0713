import { LucidError } from '../../../src/domain/errors'
import {
  type DatasetKind,
  type Mapping,
  needsDay,
  type Question,
  type Recognition,
  type Role,
  type SaidOfFile,
  withDefaults,
} from '../../../src/domain/mapping'
import { tellAmounts } from './amount-twins'
import { type Assignment, assignRoles, type ColumnEvidence } from './assign-roles'
import { settleBillNumber } from './bill-number'
import { entryDay } from './entry-day'
import { headerKey } from './header-words'
import { headingAdvice } from './heading-advice'
import { areSummed, areUndatedGoods, type KindEvidence, kindOf, saysSales } from './kind'
import { settleLineKind } from './line-kind-column'
import { headingsError, missingError, monthsError, PRODUCT_NEED } from './missing-columns'
import { openQuestions, unitsOrMoney } from './open-questions'
import { MOST_DAYS, periodInTitles, type SummedPeriod } from './period-in-titles'
import { asciiDigits } from './plain-text'
import { settleCode } from './product-code'
import { settleReturned } from './returned-columns'
import { byArithmetic, leaveBillTaxes, leaveBillTotals, leaveInwardUnits } from './roles-by-values'
import { storeInTitles } from './store-in-titles'
import { GOODS, storeOfTitles } from './store-of-file'
import { namesMonths, namesProducts } from './wide-table'
import { refuseWrongFile } from './wrong-file'

type Row = readonly string[]

/** A table that no source is known of and nothing is remembered of. */
export interface UnknownTable {
  columns: readonly ColumnEvidence[]
  /** rows of data */
  sample: readonly Row[]
  /** rows above the header */
  above: readonly Row[]
  filename: string
  said: SaidOfFile | null
  /** mapping of an earlier file with this header, which lacks something here */
  known: Mapping | null
  /** ISO; days after it are not meant */
  latest: string
}

/** Share of dates that makes an unnamed column one of days. */
const DATES = 0.5
const REQUIRED_ROLES: ReadonlySet<string> = new Set<Role>(['date', 'product', 'code', 'qty', 'total'])

/** What the columns of a table are by their names and values, and what must be asked. Throws E_NO_DATE, E_NO_PRODUCT, E_NO_MEASURE. */
export function fromColumns(table: UnknownTable): Pick<Recognition, 'confidence' | 'mapping' | 'scores' | 'questions' | 'bill_totals'> {
  const { columns, sample, above, said } = table
  const assigned = assignRoles(columns)
  const named = columns.some(({ name }) => name !== '')
  if (!said?.kind) refuseWrongFile(columns, assigned.roles)
  byArithmetic(named, columns, sample, assigned)
  settleCode(columns, sample, assigned)
  settleBillNumber(columns, sample, assigned)
  const bill_taxes = leaveBillTaxes(columns, sample, assigned)
  tellAmounts(columns, sample, assigned)
  settleLineKind(columns, sample, assigned)
  leaveInwardUnits(columns, assigned)
  const bill_totals = [...bill_taxes, ...leaveBillTotals(columns, sample, assigned)]
  refuseWide(columns, assigned)
  const evidence: KindEvidence = {
    roles: withStock(columns, assigned.roles),
    keys: columns.map(({ meaning }) => meaning.key),
    name: headerKey(table.filename.replace(/\.\w+$/, '')),
    titles: above.map((row) => headerKey(row.join(' '))),
  }
  const has_days = columns.some(({ content }) => content.dates >= DATES)
  const kinds = kindOf(evidence)
  if (!said?.kind && kinds.kind === 'sales' && areUndatedGoods(evidence) && !has_days) {
    const mapping = withDefaults({ kind: 'inventory', columns: assigned.roles, date_order: null, decimal_sep: null }, said ?? {})
    return {
      confidence: 0,
      mapping,
      scores: assigned.scores,
      questions: [{ about: 'kind', guess: null, options: ['inventory', 'products'] }],
    }
  }
  const is_summed = areSummed(evidence) && !has_days
  // what a person said these columns are holds for the next file too; of which day it is does not
  const kind = said?.kind ?? (table.known && is_summed && needsDay(table.known) ? table.known.kind : kinds.kind)
  const headings = headingAdvice(
    columns.map(({ name }) => name),
    sample,
    assigned.roles,
  )
  // days above the rows are nearer to them than the period in the title
  if (is_summed && headings === 'day-headings' && !said?.kind) throw headingsError(headings)
  const period = is_summed ? periodOf(kind, table) : null
  rolesOfKind(kind, columns, sample, assigned)
  const asked: Question[] = []
  const measure = unitsOrMoney(columns, assigned)
  if (measure && kind !== 'stores') asked.push(measure)
  if (!said?.kind && kinds.or) asked.push({ about: 'kind', guess: kind, options: [kind, kinds.or] })
  if (period && !said?.kind && kind === 'sales' && !table.known && !saysSales(evidence))
    asked.push({ about: 'kind', guess: null, options: ['sales', 'inventory', 'purchases'] })
  const day = period?.sure && period.day !== null ? period.day : undefined
  if (period && day === undefined) asked.push({ about: 'day', guess: period.day })
  const has_store = assigned.roles.some((role) => role === 'store' || role === 'store_name')
  if (GOODS.includes(kind) && !has_store) asked.push(...storeOfTitles(said, storeInTitles(above)))
  const questions = [...asked, ...questionsOrAdvice(() => openQuestions(kind, columns, assigned, period !== null), headings)]
  const required = assigned.scores.filter((_, i) => REQUIRED_ROLES.has(assigned.roles[i] ?? ''))
  return {
    confidence: Math.min(1, ...required),
    mapping: withDefaults({ kind, columns: assigned.roles, date_order: null, decimal_sep: null }, { ...said, ...(day ? { day } : {}) }),
    scores: assigned.scores,
    questions,
    ...(bill_totals.length > 0 ? { bill_totals } : {}),
  }
}

/** What a column should say, and rows of their own do, is named where it is missed. */
function questionsOrAdvice(ask: () => Question[], headings: ReturnType<typeof headingAdvice>): Question[] {
  try {
    return ask()
  } catch (error) {
    const known = headings && headingsError(headings)
    throw known && error instanceof LucidError && error.code === known.code ? known : error
  }
}

/** Throws where months or products are columns, and no rule of `unpivot` has turned them into rows. */
function refuseWide(columns: readonly ColumnEvidence[], { roles }: Assignment): void {
  if (!roles.includes('date') && namesMonths(columns.map(({ name }) => name))) throw monthsError()
  if (!namesProducts(columns, roles)) return
  const { code, message, details } = missingError(PRODUCT_NEED, [PRODUCT_NEED], columns).shape
  const hint = 'Export the bills line by line, or turn the columns into rows: date, product, quantity.'
  throw new LucidError(code, message, { hint, details: { ...details, advice: 'product-columns' } })
}

/**
 * The days that a summary of goods adds up. null = it is no summary of a trade, or says no day anywhere: such a list is refused (domain.md 2.1), unless a person has said what it or
 * one like it is. Throws E_NO_DATE where they are too many for one day to stand for: a year there would be a day of a year's sales, after which nothing sells.
 */
function periodOf(kind: DatasetKind, { above, filename, latest, said, known }: UnknownTable): SummedPeriod | null {
  if (kind !== 'sales' && kind !== 'purchases') return null
  const period = periodInTitles(above, filename, latest)
  const { days } = period
  if (days !== null && days > MOST_DAYS)
    throw new LucidError('E_NO_DATE', `The file adds up ${days} days in one row for each product.`, {
      hint: 'Export the bills line by line, with their dates; or one such file for each day, week or month.',
      details: { missing: ['date'], advice: 'long-period', days },
    })
  return period.day !== null || said?.kind || known ? period : null
}

/** What the kind of a table says of its columns; changes `assigned`. */
function rolesOfKind(kind: DatasetKind, columns: readonly ColumnEvidence[], sample: readonly Row[], assigned: Assignment): void {
  if (kind === 'sales') schemesAreNoGoods(columns, assigned)
  if (kind === 'sales') settleReturned(columns, sample, assigned)
  if (kind === 'purchases') partyIsSupplier(assigned)
  if (kind !== 'inventory') return
  entryDay(columns, sample, assigned)
  retailerPays(columns, assigned)
}

/** A column of stock that holds nothing, or nothing but 0, counts no stock. */
const withStock = (columns: readonly ColumnEvidence[], roles: readonly (Role | null)[]): (Role | null)[] =>
  roles.map((role, at) =>
    role === 'stock' && !columns[at]?.content.values.some((value) => /[1-9]/.test(asciiDigits(value))) ? null : role,
  )

/** What a till calls a bonus, a deal or a scheme is points or money as well as goods; changes `assigned`. */
function schemesAreNoGoods(columns: readonly ColumnEvidence[], { roles, scores }: Assignment): void {
  const at = roles.indexOf('free_qty')
  if (!/^(?:scheme|deal|bonus)$/.test(columns[at]?.meaning.key ?? '')) return
  roles[at] = null
  scores[at] = 0
}

/** Who a purchase is booked to sold the goods; changes `assigned`. */
function partyIsSupplier({ roles }: Assignment): void {
  const party = roles.indexOf('customer')
  if (party >= 0 && !roles.includes('supplier')) roles[party] = 'supplier'
}

/** What the trade calls the price to the retailer is what stock cost, where nothing else says so; changes `assigned`. */
function retailerPays(columns: readonly ColumnEvidence[], { roles }: Assignment): void {
  const ptr = columns.find(
    ({ column, meaning }) => roles[column] === 'unit_price' && /^(?:ptr|price to retailer|retailer price)$/.test(meaning.key),
  )
  if (ptr && !roles.includes('cost') && !roles.includes('total')) roles[ptr.column] = 'cost'
}
