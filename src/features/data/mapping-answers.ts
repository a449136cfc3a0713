import {
  ADDED_ROLES,
  type DatasetKind,
  type DateOrder,
  type Mapping,
  needsDay,
  PLACED_KINDS,
  type Question,
  type Recognition,
  ROLES,
  type Role,
  type RowDefaults,
  withDefaults,
} from '../../domain/mapping'

/** What can still be missing before a mapping can be sent. Each has its words in i18n `map.missing_*`. */
export type Missing = 'kind' | 'date' | 'product' | 'measure' | 'store' | 'stock' | 'date_order' | 'whose'

/** The mapping as it is being edited: `kind` may still be open. Column numbers are 0-based. */
export type Answers = {
  kind: DatasetKind | null
  columns: (Role | null)[]
  date_order: DateOrder | null
  decimal_sep: Mapping['decimal_sep']
  /** of rows that name none; empty = nobody said */
  store: string
  channel: RowDefaults['channel']
  /** ISO day of rows that have none; empty = nobody said */
  day: string
}

/** What tells of a store, of a product, of a batch: parts that kinds of file share. */
const PLACE: readonly Role[] = ['store', 'store_name', 'city', 'channel']
const PRODUCT: readonly Role[] = [
  'product',
  'code',
  'variant',
  'barcode',
  'category',
  'brand',
  'supplier',
  'hsn',
  'unit',
  'mrp',
  'cost',
  'currency',
  'type',
]
const BATCH: readonly Role[] = ['pack', 'batch', 'expiry', 'expiry_year', 'mfg', 'received', 'shelf_life', 'unit_price', 'total']
const ONLY_MASTER: readonly Role[] = ['stock', 'pack', 'expiry_year', 'shelf_life', 'perishable', 'received']

const ROLES_OF: Record<DatasetKind, readonly Role[]> = {
  sales: ROLES.filter((role) => !ONLY_MASTER.includes(role)),
  products: [...PRODUCT, 'unit_price', 'tax_pct', 'shelf_life', 'perishable', 'stock'],
  stores: PLACE,
  inventory: ['stock', 'date', ...PRODUCT, ...BATCH, ...PLACE],
  purchases: [
    'qty',
    'free_qty',
    'date',
    'transaction_id',
    ...PRODUCT,
    ...BATCH,
    'taxable',
    'tax',
    'tax_pct',
    'discount',
    'discount_pct',
    ...PLACE,
  ],
}

/** The roles offered for a kind, in the order a person would look for them, and those that the mapping already uses. */
export function rolesFor(kind: DatasetKind | null, used: readonly (Role | null)[]): Role[] {
  const offered = ROLES_OF[kind ?? 'sales']
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
    return role !== null && current === role && !ADDED_ROLES.includes(role) ? null : current
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
      ...places(settled),
    }
  const { mapping } = recognition
  let columns = perColumn(mapping.columns, recognition)
  let kind: DatasetKind | null = mapping.kind
  let date_order = mapping.date_order
  const { channel, ...place } = places(mapping)
  let { store, day } = place
  for (const question of recognition.questions) {
    if (question.about === 'kind') kind = question.guess
    else if (question.about === 'date_order') date_order = question.guess
    else if (question.about === 'store') store = question.guess ?? store
    else if (question.about === 'day') day = question.guess ?? day
    else if (question.about === 'measure') columns = assign(columns, question.column, question.guess)
    else if (question.guess !== null) columns = assign(columns, question.guess, question.role)
  }
  return { kind, columns, date_order, decimal_sep: mapping.decimal_sep, store, channel, day }
}

const places = ({ defaults }: Mapping): Pick<Answers, 'store' | 'channel' | 'day'> => ({
  store: defaults?.store ?? '',
  channel: defaults?.channel ?? null,
  day: defaults?.day ?? '',
})

/** Whether rows of the file may leave their store or channel open, or it was said already: no such column, or blank cells in the first rows. */
export function openPlaces(recognition: Recognition, { kind, columns, store, channel }: Answers): { store: boolean; channel: boolean } {
  if (kind === null || !PLACED_KINDS.includes(kind)) return { store: false, channel: false }
  const leftOpen = (...roles: Role[]): boolean => {
    const column = columns.findIndex((role) => role !== null && roles.includes(role))
    return column < 0 || recognition.preview.some((row) => (row[column] ?? '').trim() === '')
  }
  return {
    store: store !== '' || leftOpen('store', 'store_name'),
    channel: kind === 'sales' && (channel !== null || leftOpen('channel')),
  }
}

/** Whether rows are of a day that no column holds, so that one can be said for all of them. */
export const openDay = ({ kind, columns }: Answers): boolean => kind !== null && needsDay({ kind, columns })

function perColumn(columns: readonly (Role | null)[], recognition: Recognition): (Role | null)[] {
  return recognition.header.map((_, index) => columns[index] ?? null)
}

/**
 * What is still missing, in the order of the dialog: required = sales: date (or a day for all) + product or code + quantity or amount;
 * products: product or code; stores: store; stock: product or code + stock; purchases: date + product or code + quantity.
 */
export function missing(answers: Answers, questions: readonly Question[]): Missing[] {
  const has = (...roles: Role[]) => roles.some((role) => answers.columns.includes(role))
  if (answers.kind === null) return ['kind']
  if (answers.kind === 'products') return has('product', 'code') ? [] : ['product']
  if (answers.kind === 'stores') return has('store', 'store_name') ? [] : ['store']
  const found: Missing[] = []
  if (questions.some(({ about }) => about === 'store') && answers.store.trim() === '') found.push('whose')
  const bought = answers.kind === 'purchases'
  if (openDay(answers) && answers.day === '') found.push('date')
  if (!has('product', 'code')) found.push('product')
  if (answers.kind === 'inventory' && !has('stock', 'qty')) found.push('stock')
  if (bought && !has('qty')) found.push('measure')
  if (answers.kind === 'sales' && !has('qty', 'total', 'taxable')) found.push('measure')
  if (has('date', 'received') && answers.date_order === null && questions.some((q) => q.about === 'date_order')) found.push('date_order')
  return found
}

/** The mapping to send, or null while something is missing. */
export function toMapping(answers: Answers, questions: readonly Question[]): Mapping | null {
  if (answers.kind === null || missing(answers, questions).length > 0) return null
  const { kind, columns, date_order, decimal_sep, store, channel, day } = answers
  return withDefaults({ kind, columns, date_order, decimal_sep }, { store: store.trim() || null, channel, ...(day === '' ? {} : { day }) })
}

/** True when the role is one that the kind cannot do without, given what the other columns already say. */
export function isNeeded(role: Role, answers: Answers): boolean {
  const has = (...roles: Role[]) => roles.some((other) => answers.columns.includes(other))
  const { kind } = answers
  if (role === 'date' || role === 'received')
    return (
      (answers.day === '' && kind === 'sales' && role === 'date') || (kind === 'purchases' && !has(role === 'date' ? 'received' : 'date'))
    )
  if (role === 'stock') return kind === 'inventory' && !has('qty')
  if (role === 'product' || role === 'code') return kind !== 'stores' && !has(role === 'product' ? 'code' : 'product')
  if (role === 'qty' || role === 'total' || role === 'taxable')
    return (
      (kind === 'purchases' && role === 'qty') ||
      (kind === 'sales' && !has(...(['qty', 'total', 'taxable'] as const).filter((other) => other !== role)))
    )
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
