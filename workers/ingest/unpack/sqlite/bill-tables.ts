import type { Role } from '../../../../src/domain/mapping'
import { columnOf, type Reference, type SchemaTable } from './schema'

/** A table of bill lines with the table of its bills and what both refer to. Lines that have a date themselves are their own bills. */
export interface BillTables {
  kind: 'sales' | 'returns' | 'purchases'
  lines: SchemaTable
  bills: SchemaTable
  /** lines -> bills; null where they are one table */
  tie: Reference | null
  date: string
  product: { table: SchemaTable; tie: Reference } | null
}

const MEASURES: readonly Role[] = ['qty', 'total', 'taxable', 'unit_price']
const WRITTEN = /creat|updat|modif|entry|insert/i
const BOUGHT = /purchase|grn|goods_?receipt|inward|procure/i
const TAKEN_BACK = /return|refund|credit_?note/i
/** what no money was taken for */
const NO_SALE = /quot|estimate|cart|basket|wish|draft|shipment|transfer|adjust|purchase_?order|template/i
const PRODUCT = /product|item|article|sku|goods|variant|medicine|stock/i
const PERSON_OR_PLACE =
  /customer|client|part(?:y|ies)|buyer|member|user|people|person|contact|employee|staff|supplier|vendor|store|shop|branch|outlet|warehouse|location|tax|unit|currency|payment/i
export const STORE = /store|shop|branch|outlet|warehouse|location/i
const PARTNER = /supplier|vendor/i

/** Pairs of a table of bills (it has a date) and a table of their lines (it has a measure and refers to it); and dated lines that name their product by its number. */
export function findBillTables(tables: readonly SchemaTable[]): BillTables[] {
  return tables.flatMap((lines) => {
    if (lines.rows === 0 || !MEASURES.some((role) => columnOf(lines, role))) return []
    const ties = lines.references.flatMap((tie) => {
      const bills = tables.find((table) => table.name === tie.table)
      const date = bills && bills !== lines ? dateOf(bills) : null
      return bills && date ? [{ tie: tie as Reference | null, bills, date }] : []
    })
    const own = ownDate(lines)
    const [found] = own ? [{ tie: null, bills: lines, date: own }] : ties.sort((a, b) => rank(b.bills) - rank(a.bills))
    if (!found) return []
    const names = `${lines.name} ${found.bills.name}`
    const product = productOf(lines, found.bills, tables)
    // a table that tells all by itself is read as it stands
    if (own && !product) return []
    if (NO_SALE.test(names) || !(product || columnOf(lines, 'product') || columnOf(lines, 'code'))) return []
    const bought = BOUGHT.test(names) || found.bills.references.some(({ table }) => PARTNER.test(table))
    return [{ kind: bought ? 'purchases' : TAKEN_BACK.test(names) ? 'returns' : 'sales', lines, product, ...found } satisfies BillTables]
  })
}

/** The date of a sale on its line. When a row was written is in every table of some programs, and no date of a sale. */
function ownDate(lines: SchemaTable): string | null {
  const date = dateOf(lines)
  return date !== null && WRITTEN.test(date) ? null : date
}

/** The day of the bill, else the day that the goods came, else when the row was written. */
function dateOf(table: SchemaTable): string | null {
  const date = columnOf(table, 'date')
  const received = columnOf(table, 'received')
  return received !== null && (date === null || WRITTEN.test(date)) ? received : date
}

/**
 * May a table that is no part of bills be read as it stands? Not one of things that were never sold, and not one that only ties others together and says when it was written.
 */
export function mayStandAlone(table: SchemaTable): boolean {
  const date = dateOf(table)
  return !NO_SALE.test(table.name) && !(table.references.length > 0 && date !== null && WRITTEN.test(date))
}

/** The tables of shops that bills or their lines refer to. */
export function storeTables({ lines, bills }: BillTables, tables: readonly SchemaTable[]): SchemaTable[] {
  const named = [...bills.references, ...lines.references].filter(({ table }) => STORE.test(table)).map(({ table }) => table)
  return tables.filter((table) => named.includes(table.name) && nameOf(table))
}

const rank = (table: SchemaTable): number => (/invoice|bill|sale|order|receipt|transaction|ticket/i.test(table.name) ? 1 : 0)

/** The table of products that lines refer to: by its name, else one that has names at all. */
function productOf(lines: SchemaTable, bills: SchemaTable, tables: readonly SchemaTable[]): BillTables['product'] {
  const others = lines.references.flatMap((tie) => {
    const table = tables.find((one) => one.name === tie.table)
    return table && table !== bills && nameOf(table) ? [{ table, tie }] : []
  })
  const named = others.find(({ table }) => PRODUCT.test(table.name))
  return named ?? (bills === lines ? undefined : others.find(({ table }) => !PERSON_OR_PLACE.test(table.name))) ?? null
}

/** SQL of what a row is called, over the alias of its table; null when it has no name. */
export function nameOf(table: SchemaTable): ((alias: string) => string) | null {
  const quoted = (alias: string, column: string): string => `${alias}."${column.replaceAll('"', '""')}"`
  const find = (pattern: RegExp): string | undefined => table.columns.find((column) => pattern.test(column))
  const own = table.name.toLowerCase().replace(/s$/, '')
  const whole =
    find(/^(?:full_?|display_?)?name$/i) ??
    table.columns.find((column) => column.toLowerCase().replace('_', '') === `${own.replace('_', '')}name`) ??
    columnOf(table, 'product') ??
    find(/^title$/i) ??
    find(/name$/i)
  const [first, last] = [find(/^first_?name$/i), find(/^last_?name$|^surname$/i)]
  if (first && last) return (alias) => `trim(coalesce(${quoted(alias, first)}, '') || ' ' || coalesce(${quoted(alias, last)}, ''))`
  return whole ? (alias) => quoted(alias, whole) : null
}
