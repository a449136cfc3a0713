import type { DatasetKind, Role } from '../../../src/domain/mapping'

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

/**
 * What a table is about, from the roles its columns have; `words` are the header's keys and the file name, for what roles do not tell. A table
 * that is nothing else is taken for sales, whose missing columns can then be named.
 */
export function kindOf(roles: readonly (Role | null)[], words: readonly string[]): DatasetKind {
  const has = (...wanted: Role[]): boolean => wanted.some((role) => roles.includes(role))
  const says = (pattern: RegExp): boolean => words.some((word) => pattern.test(word))
  const product = has('product', 'code')
  const measure = has('qty', 'total', 'taxable')
  const sold = has('customer', 'payment', 'channel', 'discount', 'unit_price')
  if (product && measure) {
    if (has('received') && !has('date') && has('supplier', 'cost', 'batch', 'free_qty', 'expiry')) return 'purchases'
    if (has('supplier') && has('cost') && !sold && !has('profit')) return 'purchases'
    if (says(/\bpurchase (?:inv|bill|vch|order)\b/) && !sold) return 'purchases'
  }
  if (
    has('stock') &&
    product &&
    !measure &&
    (has('date', 'received', 'batch', 'expiry') ||
      says(/^stock value$|\bstock (?:summary|detail|details|report|status|statement|list)\b/) ||
      (has('store') && !has('unit_price', 'category')) ||
      !has(...DESCRIBES))
  )
    return 'inventory'
  const dated = has('date') && !says(/^(?:created|updated|added|modified|launch|entry) /)
  if (product && !dated && !has('qty', 'total', 'transaction_id') && has(...DESCRIBES)) return 'products'
  if (
    has('store', 'store_name') &&
    !product &&
    !has('date') &&
    !measure &&
    (has('city') || has('store_name') || says(/\b(?:stores?|branch(?:es)?|outlets?|shops?)\b/))
  )
    return 'stores'
  return 'sales'
}
