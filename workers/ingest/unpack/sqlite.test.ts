import fc from 'fast-check'
import initSqlJs from 'sql.js'
import { describe, expect, test } from 'vitest'
import { LucidError } from '../../../src/domain/errors'
import { openNodeDatabase } from '../../db/open-node'
import { sql } from '../../db/sql'
import { readShared, sharedDataPresent, sharedJson } from '../../truths/shared-data'
import { sqliteBytes } from './sqlite/sqlite.fixture'
import sqlite from './sqlite.unpacker'
import { importTables, unpackAll } from './unpack.fixture'

const tableOf = async (bytes: Uint8Array) => unpackAll(sqlite, bytes, 'shop.db')
const codeOf = (bytes: Uint8Array) =>
  tableOf(bytes).then(
    () => 'read',
    (error) => (error instanceof LucidError ? error.code : String(error)),
  )

describe.skipIf(!sharedDataPresent())('the music shop of Chinook', () => {
  test('invoices and their lines are one table of sales; its figures are those of SQL', { timeout: 60_000 }, async () => {
    const bytes = new Uint8Array(readShared('chinook/Chinook_Sqlite.sqlite'))
    const unpacked = await tableOf(bytes)
    const db = await openNodeDatabase()
    expect(await importTables(db, unpacked, 'generic')).toEqual({ Track: 'products', InvoiceLine: 'sales' })
    const [found] = await db.all<Record<string, number | string>>(sql`
      SELECT count(*) AS lines, count(DISTINCT transaction_id) AS invoices, count(DISTINCT customer_id) AS customers, sum(qty) / 1000 AS units, sum(net_ex_tax) / 1e4 AS revenue,
        strftime(min(date), '%Y-%m-%d') AS first, strftime(max(date), '%Y-%m-%d') AS last, count(DISTINCT sku_id) AS tracks FROM sales_line`)
    const { Database } = await initSqlJs()
    const own = new Database(bytes)
    const [truth] = own.exec(`
      SELECT (SELECT count(*) FROM InvoiceLine) AS lines, (SELECT count(*) FROM Invoice) AS invoices, (SELECT count(DISTINCT CustomerId) FROM Invoice) AS customers, sum(Quantity) AS units,
        round(sum(UnitPrice * Quantity), 2) AS revenue, (SELECT date(min(InvoiceDate)) FROM Invoice) AS first, (SELECT date(max(InvoiceDate)) FROM Invoice) AS last,
        count(DISTINCT TrackId) AS tracks FROM InvoiceLine`)
    expect(found).toEqual(Object.fromEntries((truth?.columns ?? []).map((column, at) => [column, truth?.values[0]?.[at]])))
    expect(found).toMatchObject({ lines: 2240, invoices: 412, revenue: 2328.6 })
    const stated = sharedJson('chinook/truth.json') as { top10_genre_by_revenue: unknown[] }
    expect(
      await db.all(
        sql`SELECT category AS name, sum(net_ex_tax) / 1e4 AS value FROM sales_line GROUP BY category ORDER BY value DESC, name LIMIT 10`,
      ),
    ).toEqual(stated.top10_genre_by_revenue)
    expect(unpacked.left_out.map(({ name }) => name)).toEqual([
      'Album',
      'Artist',
      'Customer',
      'Employee',
      'Genre',
      'MediaType',
      'Playlist',
      'PlaylistTrack',
    ])
  })
})

describe('databases of other shops', () => {
  /** As a web framework makes them: no declared keys, and the time of writing in every table. */
  const written = { created_at: '2026-11-01 10:00:00', updated_at: '2026-11-01 10:00:00' }
  const products = [
    { id: 1, sku: 'B-1', name: 'Butter', category_id: 5, price: 50, ...written },
    { id: 2, sku: 'A-1', name: 'Atta', category_id: 6, price: 400, ...written },
  ]
  const categories = [
    { id: 5, name: 'Dairy' },
    { id: 6, name: 'Staples' },
  ]

  test('ties that only names tell: orders, returns, purchases, stores', async () => {
    const unpacked = await tableOf(
      await sqliteBytes({
        products,
        categories,
        stores: [{ id: 1, name: 'Main Road', city: 'Pune' }],
        customers: [{ id: 9, first_name: 'Asha', last_name: 'Patel' }],
        orders: [
          { id: 70, order_no: 'W-70', order_date: '2026-10-05', customer_id: 9, store_id: 1, status: 'paid', total: 500, ...written },
        ],
        order_items: [
          { id: 1, order_id: 70, product_id: 1, quantity: 2, unit_price: 50, ...written },
          { id: 2, order_id: 70, product_id: 2, quantity: 1, unit_price: 400, ...written },
        ],
        returns: [{ id: 4, return_date: null, date: '2026-10-06', customer_id: 9, ...written }],
        return_items: [{ id: 1, return_id: 4, product_id: 1, quantity: 1, unit_price: 50, ...written }],
        suppliers: [{ id: 3, name: 'Gokul Dairy' }],
        purchases: [{ id: 8, bill_no: 'G-1', purchase_date: '2026-10-01', supplier_id: 3, ...written }],
        purchase_items: [
          { id: 1, purchase_id: 8, product_id: 1, quantity: 10, unit_price: 40, batch_no: 'L1', expiry_date: '2026-12-31', ...written },
        ],
        cart_items: [{ id: 1, order_id: 70, product_id: 1, quantity: 99, ...written }],
        users: [{ id: 1, email: 'a@b', password_digest: 'x', ...written }],
      }),
    )
    expect(unpacked.tables.get('order_items')).toBe(
      'Date,Invoice No,Line No,Store,Customer,Item Name,Item Code,Category,Quantity,Unit Price,Status\n' +
        '2026-10-05,W-70,1,Main Road,Asha Patel,Butter,B-1,Dairy,2,50,paid\n2026-10-05,W-70,2,Main Road,Asha Patel,Atta,A-1,Staples,1,400,paid\n',
    )
    const db = await openNodeDatabase()
    expect(await importTables(db, unpacked, 'generic')).toEqual({
      products: 'products',
      order_items: 'sales',
      return_items: 'sales',
      purchase_items: 'purchases',
      stores: 'stores',
    })
    expect(await db.all(sql`SELECT line_type, sum(net_ex_tax) / 1e4 AS net FROM sales_line GROUP BY line_type ORDER BY line_type`)).toEqual(
      [
        { line_type: 'RETURN', net: -50 },
        { line_type: 'SALE', net: 500 },
      ],
    )
    expect(
      await db.all(
        sql`SELECT product_name, supplier, qty / 1000 AS qty, unit_cost / 1e4 AS cost, batch, strftime(expiry, '%Y-%m-%d') AS expiry FROM purchase_line`,
      ),
    ).toEqual([{ product_name: 'Butter', supplier: 'Gokul Dairy', qty: 10, cost: 40, batch: 'L1', expiry: '2026-12-31' }])
    expect(unpacked.left_out.map(({ name }) => name)).toEqual(['cart_items', 'categories', 'customers', 'suppliers', 'users'])
  })

  test('dated lines that number their product, and a table that tells all by itself', async () => {
    const numbered = await tableOf(
      await sqliteBytes({ products, categories, sales: [{ id: 1, sale_date: '2026-10-05', product_id: 2, qty: 3, amount: 1200 }] }),
    )
    expect(numbered.tables.get('sales')).toBe(
      'Date,Line No,Item Name,Item Code,Category,Quantity,Amount\n2026-10-05,1,Atta,A-1,Staples,3,1200\n',
    )
    const flat = await tableOf(
      await sqliteBytes({ 'daily sales': [{ 'Bill Date': '2026-10-05', Item: 'Butter, 100 g', Qty: 3, Amount: 0.1 + 0.2 }] }),
    )
    expect(flat.tables.get('daily sales')).toBe('Bill Date,Item,Qty,Amount\n2026-10-05,"Butter, 100 g",3,0.30000000000000004\n')
  })

  test('a copy made while its program ran (write-ahead log) is read', async () => {
    const bytes = await sqliteBytes({ sales: [{ date: '2026-10-05', item: 'Butter', qty: 3 }] })
    bytes[18] = 2
    bytes[19] = 2
    expect((await tableOf(bytes)).tables.get('sales')).toContain('2026-10-05,Butter,3')
  })
})

describe('hostile databases', () => {
  test('without a table of use, and views that never end', async () => {
    expect(await codeOf(await sqliteBytes({ songs: [{ id: 1, lyrics: 'la' }] }))).toBe('E_UNKNOWN_FORMAT')
    const endless =
      'CREATE VIEW sales AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS date, i AS item, i AS qty FROM n'
    expect(await codeOf(await sqliteBytes({ songs: [{ id: 1 }] }, [endless]))).toBe('E_UNKNOWN_FORMAT')
  })

  test('names that are statements', async () => {
    const name = `x"; DROP TABLE sales; --'`
    const unpacked = await tableOf(await sqliteBytes({ [name.replaceAll('"', '')]: [{ date: '2026-10-05', item: 'Butter', qty: 3 }] }))
    expect([...unpacked.tables.values()]).toEqual(['date,item,qty\n2026-10-05,Butter,3\n'])
  })

  test('any bytes overwritten: an answer or a clear error', async () => {
    const good = await sqliteBytes({ sales: Array.from({ length: 300 }, (_, at) => ({ date: '2026-10-05', item: `Item ${at}`, qty: at })) })
    const damage = fc.record({ at: fc.integer({ min: 16, max: good.length - 1 }), junk: fc.uint8Array({ minLength: 1, maxLength: 600 }) })
    await fc.assert(
      fc.asyncProperty(damage, async ({ at, junk }) => {
        const broken = new Uint8Array(good)
        broken.set(junk.subarray(0, good.length - at), at)
        expect(['read', 'E_DAMAGED', 'E_UNKNOWN_FORMAT']).toContain(await codeOf(broken))
      }),
      { seed: 9, numRuns: 100 },
    )
  })
})
