import { LucidError } from '../../../src/domain/errors'
import {
  type DatasetKind,
  type Dialect,
  type Mapping,
  needsDay,
  PLACED_KINDS,
  type Question,
  type Recognition,
  type Role,
  type SaidOfFile,
  withDefaults,
} from '../../../src/domain/mapping'
import { correctionsOf } from '../corrections'
import { detectSource, sourceColumns } from '../sources/registry'
import type { Source } from '../sources/source'
import { FIGURES, FILE_COLUMN } from '../unpivot/wide-plan'
import { netOfTwo, priceIsAmount, productOfColumns } from './arithmetic'
import { type Assignment, assignRoles, type ColumnEvidence, columnEvidence } from './assign-roles'
import { billTotalColumn, comesToBill } from './bill-totals'
import { columnContent, contentTest } from './column-content'
import { entryDay } from './entry-day'
import { locateTable } from './header-location'
import { headerKey } from './header-words'
import { areSummed, areUndatedGoods, kindOf, saysSales } from './kind'
import { missingError, missingNeeds, monthsError, type Need, PRODUCT_NEED, suggest } from './missing-columns'
import { nameNorm } from './names'
import { notData } from './not-data'
import { MOST_DAYS, periodInTitles, type SummedPeriod } from './period-in-titles'
import { asciiDigits } from './plain-text'
import { headerSignature } from './signature'
import { type KnownStore, storeGuess, storeInName } from './store-in-name'
import { storeInTitles } from './store-in-titles'
import { namesMonths, namesProducts } from './wide-table'

/** The part of a sniffed file that recognition needs. head_rows are its first physical rows, blank ones kept. */
export interface SniffedTable {
  encoding: Dialect['encoding']
  bom_bytes: number
  delimiter: Dialect['delimiter']
  quote: Dialect['quote']
  newline: Dialect['newline']
  head_rows: readonly (readonly string[])[]
}

export interface RecogniseInput {
  sniffed: SniffedTable
  filename: string
  /** mapping of an earlier dataset by header signature, when there is one */
  remembered: Mapping | ((header_signature: string) => Mapping | null) | null
  /** what was said of the file when it was given */
  said?: SaidOfFile | null
  /** stores of the shop, which the name of the file may say */
  stores?: readonly KnownStore[]
  /** ISO; no day after it is meant where the rows above the table or its name say the day of its rows. absent = any */
  latest?: string
}

const PREVIEW_ROWS = 20
/** Rows whose values are looked at; the whole file is read later, and a column that then fails is reported row by row. */
const CONTENT_ROWS = 400
/** Below this a required column is asked about (domain.md 2.2). */
const SURE = 0.7
/** Share of dates that makes an unnamed column one of days. */
const DATES = 0.5
/** Share of numbers that makes a column one of counts. */
const MOSTLY_NUMBERS = 0.8
/** Certainty of a role that only the values suggest: below SURE, so it is asked about. */
const GUESSED = 0.65

/**
 * What a file is: where its table starts, what each column means, and what must be asked. A mapping remembered for the same header is taken as it
 * is, without questions but for the store of the whole file: the next one may be another store's. Where the file's name says a store of the shop, it is taken. Throws E_FILE_EMPTY, E_HEADER_ONLY, E_TOO_WIDE, E_UNKNOWN_FORMAT (no header) and
 * E_NO_DATE, E_NO_PRODUCT, E_NO_MEASURE with `details.suggestions`: ranked columns per missing role.
 */
export function recognise(input: RecogniseInput): Recognition {
  const { head_rows, encoding, bom_bytes, delimiter, quote, newline } = input.sniffed
  const located = locateTable(head_rows)
  const corrected = correctionsOf(located.header)
  const table = corrected ? { ...located, header: located.header.slice(0, corrected.mapping.columns.length) } : located
  const above = head_rows.slice(0, table.skip_rows)
  const body = head_rows.slice(table.skip_rows + table.header_rows).filter((row) => row.some((cell) => cell.trim() !== ''))
  const header_signature = headerSignature(table.header)
  const sample = dataRows(table.header, body)
  const columns = columnEvidence(
    table.header,
    table.header.map((_, column) => columnContent(sample, column)),
  )
  const keys = columns.map(({ meaning }) => meaning.key)
  const known_source = detectSource(table.header, body.slice(0, CONTENT_ROWS))
  const found = {
    format: 'csv' as const,
    source_type: corrected?.source_type ?? known_source?.source.platform ?? 'generic',
    dialect: { encoding, bom_bytes, delimiter, quote, newline, skip_rows: table.skip_rows, header_rows: table.header_rows },
    header: table.header,
    header_signature,
    preview: body.slice(0, PREVIEW_ROWS).map((row) => [...row]),
  }
  // all tables without names look alike: what was said of one does not speak for another
  const named = table.header.some((name) => name !== '')
  const known = typeof input.remembered === 'function' ? (named ? input.remembered(header_signature) : null) : input.remembered
  const said = input.said ?? null
  const titled = storeInTitles(above)
  const decided = corrected !== null || (input.remembered !== null && typeof input.remembered !== 'function')
  const in_name = said?.store || decided ? null : storeInName(input.filename, input.stores ?? [])
  const placed = (one: Recognition): Recognition =>
    inStore(one, titled !== null && nameNorm(titled) !== nameNorm(in_name ?? '') ? null : in_name)
  const meant = (kind: DatasetKind): boolean => said?.kind == null || said.kind === kind
  if (
    known &&
    meant(known.kind) &&
    known.columns.length === table.header.length &&
    missingNeeds(known.kind, known.columns, decided ? known.defaults?.day : undefined).length === 0
  ) {
    const mapping = said ? withDefaults(known, said) : known
    const questions = typeof input.remembered === 'function' ? storeQuestion(mapping, said, titled, storeGuess(input.filename)) : []
    return placed({ ...found, confidence: 1, mapping, scores: known.columns.map((role) => (role ? 1 : 0)), questions, remembered: true })
  }

  if (corrected && missingNeeds(corrected.mapping.kind, corrected.mapping.columns, corrected.mapping.defaults?.day).length === 0) {
    const { mapping } = corrected
    return { ...found, confidence: 1, mapping, scores: mapping.columns.map((role) => (role ? 1 : 0)), questions: [], remembered: true }
  }
  if (known_source && (known_source.source.kinds ?? [known_source.source.kind]).some(meant))
    return placed({ ...found, ...fromSource(known_source, columns, said), remembered: false })
  const assigned = assignRoles(columns)
  byArithmetic(named, columns, sample, assigned)
  leaveInwardUnits(columns, assigned)
  const bill_totals = leaveBillTotals(columns, sample, assigned)
  if (!assigned.roles.includes('date') && namesMonths(table.header)) throw monthsError()
  if (namesProducts(columns, assigned.roles)) {
    const { code, message, details } = missingError(PRODUCT_NEED, [PRODUCT_NEED], columns).shape
    const hint = 'Export the bills line by line, or turn the columns into rows: date, product, quantity.'
    throw new LucidError(code, message, { hint, details: { ...details, advice: 'product-columns' } })
  }
  const titles = above.map((row) => headerKey(row.join(' ')))
  const name = headerKey(input.filename.replace(/\.\w+$/, ''))
  const evidence = { roles: withStock(columns, assigned.roles), keys, name, titles }
  const kinds = kindOf(evidence)
  if (!said?.kind && kinds.kind === 'sales' && areUndatedGoods(evidence) && !columns.some(({ content }) => content.dates >= DATES)) {
    const mapping = withDefaults({ kind: 'inventory', columns: assigned.roles, date_order: null, decimal_sep: null }, said ?? {})
    const questions: Question[] = [{ about: 'kind', guess: null, options: ['inventory', 'products'] }]
    return placed({ ...found, confidence: 0, mapping, scores: assigned.scores, questions, remembered: false })
  }
  const is_summed = areSummed(evidence) && !columns.some(({ content }) => content.dates >= DATES)
  // what a person said these columns are holds for the next file too; of which day it is does not
  const kind = said?.kind ?? (known && is_summed && needsDay(known) ? known.kind : kinds.kind)
  const summed_in =
    is_summed && (kind === 'sales' || kind === 'purchases') ? periodInTitles(above, input.filename, input.latest ?? '9999') : null
  if (summed_in) notTooLong(summed_in)
  // a list that says no day anywhere is refused (domain.md 2.1), unless a person has said what it or one like it is
  const period = summed_in && (summed_in.day !== null || said?.kind || known) ? summed_in : null
  if (kind === 'purchases') partyIsSupplier(assigned)
  if (kind === 'inventory') entryDay(columns, sample, assigned)
  if (kind === 'inventory') retailerPays(columns, assigned)
  const measure = unitsOrMoney(columns, assigned)
  const asked: Question[] = measure && kind !== 'stores' ? [measure] : []
  if (!said?.kind && kinds.or) asked.push({ about: 'kind', guess: kind, options: [kind, kinds.or] })
  if (period && !said?.kind && kind === 'sales' && !known && !saysSales(evidence))
    asked.push({ about: 'kind', guess: null, options: ['sales', 'inventory', 'purchases'] })
  const day = period?.sure && period.day !== null ? period.day : undefined
  if (period && day === undefined) asked.push({ about: 'day', guess: period.day })
  const has_store = assigned.roles.some((role) => role === 'store' || role === 'store_name')
  if (GOODS.includes(kind) && !has_store) asked.push(...storeOfTitles(said, titled))
  const questions = [...asked, ...openQuestions(kind, columns, assigned, period !== null)]
  const mapping = withDefaults({ kind, columns: assigned.roles, date_order: null, decimal_sep: null }, { ...said, ...(day ? { day } : {}) })
  const required = assigned.scores.filter((_, i) => REQUIRED_ROLES.has(assigned.roles[i] ?? ''))
  return placed({
    ...found,
    confidence: Math.min(1, ...required),
    mapping,
    scores: assigned.scores,
    questions,
    remembered: false,
    ...(bill_totals.length > 0 ? { bill_totals } : {}),
  })
}

/** A file whose rows name no store, in the store that its name says; null = it says none. */
function inStore(found: Recognition, store: string | null): Recognition {
  const { kind, columns } = found.mapping
  if (store === null || !PLACED_KINDS.includes(kind) || columns.some((role) => role === 'store' || role === 'store_name')) return found
  const questions = found.questions.filter(({ about }) => about !== 'store')
  return { ...found, mapping: withDefaults(found.mapping, { store }), questions, store_in_name: store }
}

/** A month dated on its last day is a month; a year there would be a day of a year's sales, after which nothing sells. Throws E_NO_DATE. */
function notTooLong({ days }: SummedPeriod): void {
  if (days !== null && days > MOST_DAYS)
    throw new LucidError('E_NO_DATE', `The file adds up ${days} days in one row for each product.`, {
      hint: 'Export the bills line by line, with their dates; or one such file for each day, week or month.',
      details: { missing: ['date'], advice: 'long-period', days },
    })
}

/** A column of stock that holds nothing, or nothing but 0, counts no stock. */
const withStock = (columns: readonly ColumnEvidence[], roles: readonly (Role | null)[]): (Role | null)[] =>
  roles.map((role, at) =>
    role === 'stock' && !columns[at]?.content.values.some((value) => /[1-9]/.test(asciiDigits(value))) ? null : role,
  )

/** 'Inward' of a stock register counts what came in; only where it holds dates it says when. Changes `assigned`. */
function leaveInwardUnits(columns: readonly ColumnEvidence[], { roles, scores }: Assignment): void {
  const at = roles.indexOf('received')
  const inward = columns[at]
  if (!inward || inward.content.numbers < MOSTLY_NUMBERS || contentTest('received', inward.content) > 0) return
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

/** Which store a file is from whose header was said to be from one before; nothing to ask when it was said of this file too. `options` are left to the caller, who knows the stores. */
function storeQuestion({ kind, defaults }: Mapping, said: SaidOfFile | null, titled: string | null, named: string | null): Question[] {
  if (!defaults?.store || said?.store) return []
  const told = GOODS.includes(kind) ? titled : null
  if (told !== null && nameNorm(told) === nameNorm(defaults.store)) return []
  return [{ about: 'store', guess: told ?? named ?? defaults.store, options: [] }]
}

/** Stock and deliveries whose store stands above their rows: asked, because sales may call it otherwise, and stock in a store that sells nothing is of no use. */
const storeOfTitles = (said: SaidOfFile | null, titled: string | null): Question[] =>
  titled === null || said?.store ? [] : [{ about: 'store', guess: titled, options: [] }]

const GOODS: readonly DatasetKind[] = ['inventory', 'purchases']

/** The columns of a known export are not guessed at. Throws what is missing, with the source's advice. */
function fromSource(
  { source, confidence }: { source: Source; confidence: number },
  columns: readonly ColumnEvidence[],
  said: SaidOfFile | null,
) {
  const roles = sourceColumns(
    source,
    columns.map(({ name }) => name),
  )
  const missing = missingNeeds(source.kind, roles)
  const [first] = missing
  if (first) {
    const { code, message, hint, details } = missingError(first, missing, columns).shape
    throw new LucidError(code, message, {
      hint: source.advice ?? hint ?? '',
      details: { ...details, source: source.id, ...(source.advice ? { advice: source.id } : {}) },
    })
  }
  const kind = said?.kind && source.kinds?.includes(said.kind) ? said.kind : source.kind
  const mapping = withDefaults({ kind, columns: roles, date_order: null, decimal_sep: null }, said ?? {})
  const questions: Question[] = source.kinds && !said?.kind ? [{ about: 'kind', guess: kind, options: [...source.kinds] }] : []
  return { confidence, mapping, scores: roles.map((role) => (role ? confidence : 0)), questions }
}

/** The figures of a table that was turned, where nothing tells units from money; changes `assigned` by its guess. */
function unitsOrMoney(columns: readonly ColumnEvidence[], { roles, scores }: Assignment): Question | null {
  const figures = columns.find(({ name }) => name === FIGURES)
  if (!figures || columns[columns.length - 1]?.name !== FILE_COLUMN) return null
  const guess = figures.content.whole >= 0.8 ? 'qty' : 'total'
  roles[figures.column] = guess
  scores[figures.column] = 1 // asked once, by its own question
  return { about: 'measure', column: figures.column, options: ['qty', 'total'], guess, examples: figures.content.values.slice(0, 5) }
}

const REQUIRED_ROLES: ReadonlySet<string> = new Set<Role>(['date', 'product', 'code', 'qty', 'total'])

/** The first rows without those that are no data: totals and repeated headers would make a column of numbers look mixed. */
function dataRows(header: readonly string[], body: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const roles = header.map(() => null)
  return body.slice(0, CONTENT_ROWS).filter((row) => notData(row, roles, header) === null)
}

/** What the values say of columns whose names say too little or the wrong thing; changes `assigned`. */
function byArithmetic(
  named: boolean,
  columns: readonly ColumnEvidence[],
  sample: readonly (readonly string[])[],
  { roles, scores }: Assignment,
): void {
  if (!named)
    for (const [role, column] of Object.entries(productOfColumns(sample, columns) ?? {}) as [Role, number][]) {
      roles[column] = role
      scores[column] = GUESSED
    }
  tellAmountsApart(columns, sample, { roles, scores })
  const [product, qty, price] = [
    roles.indexOf('product') < 0 ? roles.indexOf('code') : roles.indexOf('product'),
    roles.indexOf('qty'),
    roles.indexOf('unit_price'),
  ]
  if (product < 0 || qty < 0 || price < 0 || roles.includes('total') || roles.includes('taxable')) return
  if (priceIsAmount(sample, product, qty, price)) roles[price] = 'total'
}

/** Of two columns of amounts with one name, the one that the tax is added to is without it; changes `assigned`. */
function tellAmountsApart(columns: readonly ColumnEvidence[], sample: readonly (readonly string[])[], { roles, scores }: Assignment): void {
  const total = roles.indexOf('total')
  const twin = columns.find(({ column, meaning }) => roles[column] === null && meaning.key === columns[total]?.meaning.key)
  if (!twin || roles.includes('taxable')) return
  const taxes = roles.flatMap((role, column) => (role === 'tax' ? [column] : []))
  const rate = roles.indexOf('tax_pct')
  const net = netOfTwo(sample, total, twin.column, { taxes, tax_pct: rate < 0 ? null : rate })
  if (net === null) return
  roles[total] = net === total ? 'taxable' : 'total'
  roles[twin.column] = net === total ? 'total' : 'taxable'
  scores[twin.column] = scores[total] as number
}

/**
 * Columns with the total of the bill on its lines are none of theirs: the next that can be a line's amount takes the place of each. Where none is left and MRP x quantity comes to
 * the bill, goods are sold at MRP. Changes `assigned`; gives the columns.
 */
function leaveBillTotals(
  columns: readonly ColumnEvidence[],
  sample: readonly (readonly string[])[],
  { roles, scores }: Assignment,
): number[] {
  const left: number[] = []
  for (let at = billTotalColumn(sample, roles); at !== null; at = billTotalColumn(sample, roles)) {
    const role = roles[at] as Role
    const mrp = roles.indexOf('mrp')
    if (mrp >= 0 && !roles.includes('unit_price') && comesToBill(sample, roles, mrp, at)) roles[mrp] = 'unit_price'
    left.push(at)
    roles[at] = null
    scores[at] = 0
    const score = ({ candidates }: ColumnEvidence): number => candidates.find((one) => one.role === role)?.score ?? 0
    const [next] = columns
      .filter((one) => roles[one.column] === null && !left.includes(one.column) && score(one) >= SURE)
      .sort((a, b) => score(b) - score(a))
    if (!next) continue
    roles[next.column] = role
    scores[next.column] = Math.min(1, score(next))
  }
  return left
}

/** Asks for required roles that are unsure, contested, or only guessed from values; changes `assigned` where it guesses. */
function openQuestions(kind: DatasetKind, columns: readonly ColumnEvidence[], assigned: Assignment, has_day: boolean): Question[] {
  const questions: Question[] = []
  const missing = missingNeeds(kind, assigned.roles, has_day ? '' : undefined)
  const used = new Set<number>()
  let lost: Need | null = null
  for (const need of missing) {
    const free = columns.filter(({ column }) => assigned.roles[column] === null && !used.has(column))
    const role = need.roles[0] as Role
    const candidates = suggest(role, free, true)
    const guess = candidates[0]
    if (!guess) {
      lost ??= need
      continue
    }
    used.add(guess.column)
    const fits = role === 'qty' && (columns[guess.column]?.content.whole ?? 0) < 0.8 ? 'total' : role
    assigned.roles[guess.column] = fits
    assigned.scores[guess.column] = guess.score
    questions.push({
      about: 'column',
      role: fits,
      guess: guess.column,
      candidates: candidates.map(({ column, score }) => ({ column, score })),
    })
  }
  if (lost) throw missingError(lost, missing, columns)
  if (kind !== 'sales') return questions
  for (const role of doubtful(columns, assigned)) {
    if (questions.some((question) => question.about === 'column' && question.role === role)) continue
    const guess = assigned.roles.indexOf(role)
    const candidates = columns
      .flatMap(({ column, candidates: roles }) =>
        roles.filter((other) => other.role === role).map(({ score }) => ({ column, score: Math.min(1, score) })),
      )
      .sort((a, b) => b.score - a.score || a.column - b.column)
    questions.push({ about: 'column', role, guess, candidates })
  }
  return questions
}

/** Required roles that are not proven: a score under .7 without a second column that meets the need, or two equal columns with other values. */
function doubtful(columns: readonly ColumnEvidence[], { roles, scores }: Assignment): Role[] {
  const groups: Role[][] = [['date'], ['product', 'code'], ['qty', 'total', 'taxable']]
  const unsure = groups.flatMap((group) => {
    const held = group.filter((role) => roles.includes(role))
    return held.some((role) => (scores[roles.indexOf(role)] ?? 0) >= SURE) ? [] : held.slice(0, 1)
  })
  const contested = (['date', 'product', 'code', 'qty', 'total'] as const).filter((role) => {
    const at = roles.indexOf(role)
    const mine = columns[at]
    if (!mine) return false
    const score = (one: ColumnEvidence): number => one.candidates.find((other) => other.role === role)?.score ?? 0
    return columns.some(
      (one) =>
        one !== mine &&
        roles[one.column] === null &&
        one.meaning.key === mine.meaning.key &&
        score(one) === score(mine) &&
        !sameValues(one, mine),
    )
  })
  return [...new Set([...unsure, ...contested])]
}

function sameValues(one: ColumnEvidence, other: ColumnEvidence): boolean {
  return (
    one.content.values.length === other.content.values.length && one.content.values.every((value, i) => value === other.content.values[i])
  )
}
