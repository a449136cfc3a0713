import type { DatasetKind, DateOrder, Mapping, Question, Recognition, Role } from '../../domain/mapping'

/** Kinds that can be taken today. */
export const READ_KINDS = ['sales', 'products', 'stores'] as const satisfies readonly DatasetKind[]

/** What can still be missing before a mapping can be sent. Each has its words in i18n `map.missing_*`. */
export type Missing = 'kind' | 'kind_unread' | 'date' | 'product' | 'measure' | 'store' | 'date_order'

/** The mapping as it is being edited: `kind` may still be open. Column numbers are 0-based. */
export type Answers = {
  kind: DatasetKind | null
  columns: (Role | null)[]
  date_order: DateOrder | null
  decimal_sep: Mapping['decimal_sep']
}

const REPEATABLE: readonly Role[] = ['tax']

const ROLES_OF: Record<'sales' | 'products' | 'stores', readonly Role[]> = {
  sales: [
    ...([
      'date',
      'time',
      'transaction_id',
      'line_no',
      'product',
      'code',
      'variant',
      'barcode',
      'category',
      'brand',
      'qty',
      'unit',
    ] as const),
    ...([
      'unit_price',
      'mrp',
      'discount',
      'discount_pct',
      'tax',
      'tax_pct',
      'total',
      'taxable',
      'cost',
      'profit',
      'store',
      'store_name',
    ] as const),
    ...([
      'city',
      'channel',
      'customer',
      'phone',
      'payment',
      'type',
      'currency',
      'supplier',
      'hsn',
      'batch',
      'expiry',
      'mfg',
      'free_qty',
    ] as const),
  ],
  products: [
    ...(['product', 'code', 'variant', 'barcode', 'category', 'brand', 'supplier', 'hsn', 'unit', 'unit_price', 'mrp', 'cost'] as const),
    ...(['tax_pct', 'shelf_life', 'perishable', 'type', 'stock', 'currency'] as const),
  ],
  stores: ['store', 'store_name', 'city', 'channel'],
}

/** The roles offered for a kind, in the order a person would look for them, and those that the mapping already uses. */
export function rolesFor(kind: DatasetKind | null, used: readonly (Role | null)[]): Role[] {
  const offered = ROLES_OF[kind === 'products' || kind === 'stores' ? kind : 'sales']
  const extra = used.filter((role): role is Role => role !== null && !offered.includes(role))
  return [...offered, ...new Set(extra)]
}

/**
 * Gives a column a role. A role stands for one column (but for tax, where CGST and SGST add up), so the column that had it loses it.
 * @param column 0-based
 */
export function assign(columns: readonly (Role | null)[], column: number, role: Role | null): (Role | null)[] {
  return columns.map((current, index) => {
    if (index === column) return role
    return role !== null && current === role && !REPEATABLE.includes(role) ? null : current
  })
}

/** Where to begin: what was recognised, with the guesses of the questions filled in. */
export function startAnswers(recognition: Recognition, settled: Mapping | null = null): Answers {
  if (settled)
    return {
      kind: settled.kind,
      columns: perColumn(settled.columns, recognition),
      date_order: settled.date_order,
      decimal_sep: settled.decimal_sep,
    }
  const { mapping } = recognition
  let columns = perColumn(mapping.columns, recognition)
  let kind: DatasetKind | null = mapping.kind
  let date_order = mapping.date_order
  for (const question of recognition.questions) {
    if (question.about === 'kind') kind = question.guess
    else if (question.about === 'date_order') date_order = question.guess
    else if (question.guess !== null) columns = assign(columns, question.guess, question.role)
  }
  return { kind, columns, date_order, decimal_sep: mapping.decimal_sep }
}

function perColumn(columns: readonly (Role | null)[], recognition: Recognition): (Role | null)[] {
  return recognition.header.map((_, index) => columns[index] ?? null)
}

/** What is still missing, in the order of the dialog: required = sales: date + product or code + quantity or amount; products: product or code; stores: store. */
export function missing(answers: Answers, questions: readonly Question[]): Missing[] {
  const has = (...roles: Role[]) => roles.some((role) => answers.columns.includes(role))
  if (answers.kind === null) return ['kind']
  if (answers.kind === 'inventory' || answers.kind === 'purchases') return ['kind_unread']
  if (answers.kind === 'products') return has('product', 'code') ? [] : ['product']
  if (answers.kind === 'stores') return has('store', 'store_name') ? [] : ['store']
  const found: Missing[] = []
  if (!has('date')) found.push('date')
  if (!has('product', 'code')) found.push('product')
  if (!has('qty', 'total', 'taxable')) found.push('measure')
  if (has('date') && answers.date_order === null && questions.some((q) => q.about === 'date_order')) found.push('date_order')
  return found
}

/** The mapping to send, or null while something is missing. */
export function toMapping(answers: Answers, questions: readonly Question[]): Mapping | null {
  if (answers.kind === null || missing(answers, questions).length > 0) return null
  return { kind: answers.kind, columns: answers.columns, date_order: answers.date_order, decimal_sep: answers.decimal_sep }
}

/** True when the role is one that the kind cannot do without, given what the other columns already say. */
export function isNeeded(role: Role, answers: Answers): boolean {
  const has = (...roles: Role[]) => roles.some((other) => answers.columns.includes(other))
  const { kind } = answers
  if (role === 'date') return kind === 'sales'
  if (role === 'product' || role === 'code') return kind !== 'stores' && !has(role === 'product' ? 'code' : 'product')
  if (role === 'qty' || role === 'total' || role === 'taxable')
    return kind === 'sales' && !has(...(['qty', 'total', 'taxable'] as const).filter((other) => other !== role))
  return role === 'store' && kind === 'stores' && !has('store_name')
}

/** A few different values of a column, for telling columns apart. */
export function samplesOf(preview: readonly (readonly string[])[], column: number, most = 3): string[] {
  const found = new Set<string>()
  for (const row of preview) {
    const cell = row[column]?.trim()
    if (cell) found.add(cell)
    if (found.size === most) break
  }
  return [...found]
}
