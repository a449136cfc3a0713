import type { Role } from '../../../../src/domain/mapping'
import { type BillTables, nameOf, STORE } from './bill-tables'
import { quoteName } from './open-sqlite'
import { columnOf, type SchemaTable } from './schema'

/** One table made of several: the header that the pipeline reads, and the statement that gives its rows. */
export interface JoinedTable {
  name: string
  header: string[]
  query: string
}

/** What a line says of itself, and what its bill says for all its lines. Sums of the bill are not a line's. */
const LINE_COLUMNS: readonly [Role, string][] = [
  ['batch', 'Batch No'],
  ['expiry', 'Expiry Date'],
  ['qty', 'Quantity'],
  ['free_qty', 'Free Qty'],
  ['unit', 'Unit'],
  ['unit_price', 'Unit Price'],
  ['mrp', 'MRP'],
  ['discount', 'Discount'],
  ['discount_pct', 'Discount %'],
  ['cost', 'Cost'],
  ['taxable', 'Taxable Amount'],
  ['tax', 'Tax'],
  ['tax_pct', 'Tax %'],
  ['total', 'Amount'],
]
const BILL_COLUMNS: readonly [Role, string][] = [
  ['time', 'Time'],
  ['type', 'Status'],
  ['payment', 'Payment Mode'],
  ['channel', 'Channel'],
  ['currency', 'Currency'],
]
/** Roles of sales lines that purchases do not have, and the other way round. */
const ONLY_BOUGHT: ReadonlySet<Role> = new Set<Role>(['batch', 'expiry', 'free_qty'])

/** Lines with the date and the customer of their bills and the names of their products, in the order of bills. */
export function joinedBills(pair: BillTables, tables: readonly SchemaTable[]): JoinedTable {
  const { kind, lines, bills, tie, product } = pair
  const bought = kind === 'purchases'
  const bill = tie ? 'b' : 'l'
  const columns: [string, string][] = []
  const joins: string[] = []
  const add = (header: string, value: string | null): void => {
    if (value !== null) columns.push([header, value])
  }
  const at = (alias: string, column: string | null): string | null => (column === null ? null : `${alias}.${quoteName(column)}`)
  /** the name of the row of another table that one of ours refers to */
  const partner = (from: SchemaTable, alias: string, pattern: RegExp): string | null => {
    for (const { column, table, key } of from.references) {
      const target = tables.find((one) => one.name === table)
      const name = target && pattern.test(table) ? nameOf(target) : null
      if (!target || !name) continue
      const joined = `j${joins.length}`
      joins.push(`LEFT JOIN ${quoteName(target.name)} ${joined} ON ${joined}.${quoteName(key)} = ${alias}.${quoteName(column)}`)
      return name(joined)
    }
    return null
  }

  if (product)
    joins.push(`LEFT JOIN ${quoteName(product.table.name)} p ON p.${quoteName(product.tie.key)} = l.${quoteName(product.tie.column)}`)
  add(bought ? 'Purchase Date' : 'Date', at(bill, pair.date))
  add(bought ? 'Bill No' : 'Invoice No', at(bill, columnOf(bills, 'transaction_id') ?? (tie && (bills.key ?? tie.key))))
  if (!bought) add('Line No', at('l', lines.key))
  if (kind === 'returns') add('Transaction Type', "'Return'")
  add(
    'Store',
    partner(bills, bill, STORE) ?? partner(lines, 'l', STORE) ?? at(bill, columnOf(bills, 'store') ?? columnOf(bills, 'store_name')),
  )
  if (bought) add('Supplier', partner(bills, bill, /supplier|vendor|part(?:y|ies)|compan/i) ?? at(bill, columnOf(bills, 'supplier')))
  else
    add(
      'Customer',
      partner(bills, bill, /customer|client|part(?:y|ies)|buyer|member|user|people|person|contact/i) ??
        at(bill, columnOf(bills, 'customer')),
    )
  if (product) {
    add('Item Name', nameOf(product.table)?.('p') ?? null)
    add('Item Code', at('p', codeOf(product.table)) ?? at('l', product.tie.column))
    add('Category', categoryOf(product.table, partner))
  } else {
    add('Item Name', at('l', columnOf(lines, 'product')))
    add('Item Code', at('l', columnOf(lines, 'code')))
  }
  for (const [role, header] of LINE_COLUMNS)
    if (bought || !ONLY_BOUGHT.has(role))
      add(bought && role === 'unit_price' && !columnOf(lines, 'cost') ? 'Purchase Price' : header, at('l', columnOf(lines, role)))
  if (!bought)
    for (const [role, header] of BILL_COLUMNS) if (!(kind === 'returns' && role === 'type')) add(header, at(bill, columnOf(bills, role)))
  const order = [at(bill, pair.date), tie && at(bill, tie.key), at('l', lines.key) ?? 'l.rowid'].filter((one) => one !== null).join(', ')
  return {
    name: lines.name,
    header: columns.map(([header]) => header),
    query: `SELECT ${columns.map(([, value]) => value).join(', ')} FROM ${quoteName(lines.name)} l
      ${tie ? `LEFT JOIN ${quoteName(bills.name)} b ON b.${quoteName(tie.key)} = l.${quoteName(tie.column)}` : ''} ${joins.join(' ')} ORDER BY ${order}`,
  }
}

/** The list of the products that lines refer to, under the codes that the lines give. */
export function joinedProducts(table: SchemaTable, key: string, tables: readonly SchemaTable[]): JoinedTable {
  const joins: string[] = []
  const partner = (from: SchemaTable, alias: string, pattern: RegExp): string | null => {
    const tie = from.references.find((one) => pattern.test(one.table))
    const target = tie && tables.find((one) => one.name === tie.table)
    const name = target && nameOf(target)
    if (!tie || !target || !name) return null
    joins.push(
      `LEFT JOIN ${quoteName(target.name)} j${joins.length} ON j${joins.length}.${quoteName(tie.key)} = ${alias}.${quoteName(tie.column)}`,
    )
    return name(`j${joins.length - 1}`)
  }
  const columns: [string, string | null][] = [
    ['Item Name', nameOf(table)?.('p') ?? null],
    ['Item Code', `p.${quoteName(codeOf(table) ?? key)}`],
    ['Category', categoryOf(table, partner)],
    ...(
      [
        ['brand', 'Brand'],
        ['hsn', 'HSN'],
        ['unit_price', 'Price'],
        ['mrp', 'MRP'],
        ['cost', 'Cost'],
        ['tax_pct', 'GST %'],
        ['barcode', 'Barcode'],
      ] as const
    ).map(([role, header]): [string, string | null] => {
      const column = columnOf(table, role)
      return [header, column === null || column === codeOf(table) ? null : `p.${quoteName(column)}`]
    }),
  ]
  const given = columns.filter(([, value]) => value !== null)
  return {
    name: table.name,
    header: given.map(([header]) => header),
    query: `SELECT ${given.map(([, value]) => value).join(', ')} FROM ${quoteName(table.name)} p ${joins.join(' ')} ORDER BY p.${quoteName(key)}`,
  }
}

/** A query that lists the stores with their names and cities. */
export function joinedStores(table: SchemaTable): JoinedTable {
  const city = columnOf(table, 'city')
  const name = nameOf(table)?.('s') ?? 'NULL'
  return {
    name: table.name,
    header: ['Store Name', 'City'],
    query: `SELECT ${name}, ${city ? `s.${quoteName(city)}` : 'NULL'} FROM ${quoteName(table.name)} s ORDER BY ${name}`,
  }
}

/** The article number of a product, where it has one beside its row number. */
function codeOf(table: SchemaTable): string | null {
  const code = columnOf(table, 'code')
  return code === table.key ? null : code
}

/** The word for a group of products, surest first; a product may also refer to a type or a class. */
function categoryOf(table: SchemaTable, partner: (from: SchemaTable, alias: string, pattern: RegExp) => string | null): string | null {
  const own = columnOf(table, 'category')
  if (own) return `p.${quoteName(own)}`
  for (const pattern of [/categor/i, /department/i, /genre/i, /group/i, /section|class|family/i, /type/i]) {
    const found = partner(table, 'p', pattern)
    if (found) return found
  }
  return null
}
