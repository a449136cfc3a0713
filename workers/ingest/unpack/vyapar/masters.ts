import { number, text, type VyaparTables } from './tables'

export interface Item {
  id: string
  name: string
  code: string
  category: string
  hsn: string
  /** as saved, with tax where the item says so */
  sale_price: number
  purchase_price: number
  sale_includes_tax: boolean
  purchase_includes_tax: boolean
  mrp: number
  tax_percent: number | null
  unit: string
  /** stock in base units as the program saved it; null when its column is missing */
  stock: number | null
  /** goods that lie on a shelf; services and what is not counted have no stock */
  stocked: boolean
}

/** What bills refer to by number. */
export interface Masters {
  items: ReadonlyMap<string, Item>
  parties: ReadonlyMap<string, { name: string; phone: string }>
  stores: ReadonlyMap<string, { name: string; city: string }>
  firms: ReadonlyMap<string, string>
  payments: ReadonlyMap<string, string>
  /** secondary units in one base unit, by number of the unit mapping */
  conversions: ReadonlyMap<string, { secondary: string; rate: number }>
}

export function readMasters(tables: VyaparTables): Masters {
  return {
    items: readItems(tables),
    parties: map(
      tables.read('kb_names', { id: ['name_id'], name: ['full_name', 'name'], phone: ['phone_number'] }, ['id']),
      ({ id }) => text(id),
      ({ name, phone }) => ({ name: text(name), phone: text(phone) }),
    ),
    stores: map(
      tables.read('stores', { id: ['id', 'store_id'], name: ['name', 'store_name'], city: ['city', 'store_city'] }, ['id']),
      ({ id }) => text(id),
      ({ id, name, city }) => ({ name: text(name) || `Store ${text(id)}`, city: text(city) }),
    ),
    firms: named(tables, 'kb_firms', ['firm_id'], ['firm_name']),
    payments: named(
      tables,
      'kb_paymenttypes',
      ['paymenttype_id', 'payment_type_id', 'id'],
      ['paymenttype_name', 'payment_type_name', 'name'],
    ),
    conversions: map(
      tables.read(
        'kb_item_units_mapping',
        { id: ['unit_mapping_id', 'mapping_id'], secondary: ['secondary_unit_id'], rate: ['conversion_rate'] },
        ['id'],
      ),
      ({ id }) => text(id),
      ({ secondary, rate }) => ({ secondary: text(secondary), rate: number(rate) }),
    ),
  }
}

function readItems(tables: VyaparTables): Map<string, Item> {
  const categories = named(tables, 'kb_item_categories', ['item_category_id', 'category_id'], ['item_category_name', 'category_name'])
  const category_of = map(
    tables.read('kb_item_categories_mapping', { item: ['item_id'], category: ['category_id', 'item_category_id'] }, ['item', 'category']),
    ({ item }) => text(item),
    ({ category }) => categories.get(text(category)) ?? '',
  )
  const units = named(tables, 'kb_item_units', ['unit_id'], ['unit_name'])
  const taxes = map(
    tables.read('kb_tax_code', { id: ['tax_code_id', 'tax_id'], rate: ['tax_rate', 'tax_code_rate'] }, ['id']),
    ({ id }) => text(id),
    ({ rate }) => number(rate),
  )
  const fields = {
    id: ['item_id'],
    name: ['item_name'],
    code: ['item_code'],
    category: ['category_id', 'item_category_id'],
    hsn: ['item_hsn_sac_code'],
    sale_price: ['item_sale_unit_price'],
    purchase_price: ['item_purchase_unit_price'],
    sale_tax: ['item_tax_type'],
    purchase_tax: ['item_tax_type_purchase', 'item_purchase_tax_type'],
    mrp: ['item_mrp'],
    tax: ['item_tax_id'],
    unit: ['base_unit_id'],
    stock: ['item_stock_quantity'],
    type: ['item_type'],
  } as const
  return map(
    tables.read('kb_items', fields, ['id']),
    ({ id }) => text(id),
    (row) => ({
      id: text(row.id),
      name: text(row.name),
      code: text(row.code),
      category: categories.get(text(row.category)) ?? category_of.get(text(row.id)) ?? '',
      hsn: text(row.hsn),
      sale_price: number(row.sale_price),
      purchase_price: number(row.purchase_price),
      sale_includes_tax: number(row.sale_tax) === 1,
      purchase_includes_tax: number(row.purchase_tax) === 1,
      mrp: number(row.mrp),
      tax_percent: taxes.get(text(row.tax)) ?? null,
      unit: units.get(text(row.unit)) ?? '',
      stock: row.stock === null ? null : number(row.stock),
      stocked: row.type === null || number(row.type) === 1,
    }),
  )
}

function named(tables: VyaparTables, table: string, id: readonly string[], name: readonly string[]): Map<string, string> {
  return map(
    tables.read(table, { id, name }, ['id']),
    (row) => text(row.id),
    (row) => text(row.name),
  )
}

/** The first row of a key stays: their order is total. */
function map<R, V>(rows: Iterable<R>, key: (row: R) => string, value: (row: R) => V): Map<string, V> {
  const found = new Map<string, V>()
  for (const row of rows) {
    const id = key(row)
    if (id !== '' && !found.has(id)) found.set(id, value(row))
  }
  return found
}
