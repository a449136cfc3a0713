import fc from 'fast-check'
import { zipSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import { LucidError } from '../../../src/domain/errors'
import { bytesSource } from '../../db/byte-source'
import type { Database } from '../../db/database'
import { openNodeDatabase } from '../../db/open-node'
import { sql } from '../../db/sql'
import { importTables, type Unpacked, unpackAll } from './unpack.fixture'
import { backupDatabase } from './vyapar/backup-database'
import { type Backup, SHOP, vybBytes, vypBytes } from './vyapar/vyapar.fixture'
import vyapar from './vyapar.unpacker'

const rowsOf = (unpacked: Unpacked, table: string): string[] => (unpacked.tables.get(table) ?? '').trimEnd().split('\n').slice(1)
const codeOf = async (bytes: Uint8Array, filename = 'shop.vyb') =>
  unpackAll(vyapar, bytes, filename).then(
    () => 'read',
    (error) => (error instanceof LucidError ? error.code : String(error)),
  )
/** The shop with some tables replaced. */
const like = (tables: Backup): Backup => ({ ...SHOP, ...tables })

describe('a backup of version 5, imported', () => {
  let db: Database
  let unpacked: Unpacked
  let kinds: Record<string, string>
  beforeAll(async () => {
    unpacked = await unpackAll(vyapar, await vybBytes(SHOP), 'Sharma.vyb')
    db = await openNodeDatabase()
    kinds = await importTables(db, unpacked, 'vyapar')
  }, 120_000)

  test('every table is known without a question', () => {
    expect(kinds).toEqual({ Items: 'products', Purchases: 'purchases', Sales: 'sales', Stock: 'inventory' })
  })

  test('sales: bill discount shared out, returns negative, delivery charge and cancelled bill not counted', async () => {
    const lines = await db.all(sql`
      SELECT strftime(date, '%Y-%m-%d') AS day, transaction_id, product_name AS product, category, line_type, qty / 1000 AS qty, net_ex_tax / 1e4 AS net, tax / 1e4 AS tax, total_inc_tax / 1e4 AS total,
        customer_id AS customer, payment_mode AS payment FROM sales_line ORDER BY transaction_id DESC, line_no`)
    const bill = { day: '2026-10-05', transaction_id: 'S/1', line_type: 'SALE', customer: 'Asha, Patel', payment: 'UPI' }
    expect(lines).toEqual([
      { ...bill, product: 'Amul Butter 100g', category: 'Dairy', qty: 4, net: 180, tax: 24, total: 204 },
      { ...bill, product: 'Atta "Gold"', category: null, qty: 1, net: 360, tax: 0, total: 360 },
      {
        ...bill,
        day: '2026-10-06',
        transaction_id: 'CN-1',
        product: 'Amul Butter 100g',
        category: 'Dairy',
        line_type: 'RETURN',
        qty: -1,
        net: -50,
        tax: -6,
        total: -56,
        payment: null,
      },
    ])
    expect(await db.all(sql`SELECT code, count(*) AS n FROM row_issue WHERE severity <> 'warn' GROUP BY code`)).toEqual([
      { code: 'I_CANCELLED', n: 1 },
    ])
  })

  test('stock: by batch with expiry and MRP, on the day of the last record', async () => {
    const rows = await db.all(
      sql`SELECT strftime(date, '%Y-%m-%d') AS day, product_name AS product, batch, strftime(expiry, '%Y-%m-%d') AS expiry, on_hand / 1000 AS on_hand, mrp / 1e4 AS mrp, unit_cost / 1e4 AS cost FROM inventory_line ORDER BY product, batch`,
    )
    const day = '2026-10-10'
    expect(rows).toEqual([
      { day, product: 'Amul Butter 100g', batch: 'L1', expiry: '2026-12-31', on_hand: 12, mrp: 60, cost: 44 },
      { day, product: 'Amul Butter 100g', batch: 'L2', expiry: '2027-03-31', on_hand: 5, mrp: 62, cost: 44 },
      { day, product: 'Atta "Gold"', batch: '', expiry: null, on_hand: 9, mrp: null, cost: 350 },
    ])
  })

  test('purchases: free goods make a unit cheaper; products: prices without tax', async () => {
    expect(
      await db.all(
        sql`SELECT batch, qty / 1000 AS qty, free_qty / 1000 AS free, unit_cost / 1e4 AS cost, amount / 1e4 AS amount, supplier FROM purchase_line`,
      ),
    ).toEqual([{ batch: 'L1', qty: 20, free: 2, cost: 40, amount: 880, supplier: 'Gokul Dairy' }])
    expect(
      await db.all(
        sql`SELECT code, list_price / 1e4 AS price, std_cost / 1e4 AS cost, mrp / 1e4 AS mrp, gst_bp FROM product_fact WHERE code IS NOT NULL`,
      ),
    ).toEqual([{ code: 'B100', price: 50, cost: 44, mrp: 60, gst_bp: 1200 }])
  })

  test('what is no sale is told, and what nobody knows', () => {
    expect(unpacked.left_out).toEqual([
      { name: '@payments', code: 'I_OTHER_RECORD', count: 2 },
      { name: 'txn_type 99', code: 'W_UNKNOWN_RECORD', count: 1 },
    ])
  })
})

describe('versions differ', () => {
  test('an old one: milliseconds for dates, no batches, no status, few columns, the bare database', async () => {
    // midnight of 5 October 2019 in India is half past six in the evening of the 4th in Greenwich
    const midnight = Date.UTC(2019, 9, 4, 18, 30)
    const old: Backup = {
      kb_items: [{ item_id: 1, item_name: 'Soap', item_code: 'S1', item_stock_quantity: -3 }],
      kb_transactions: [{ txn_id: 1, txn_type: 1, txn_date: midnight, txn_cash_amount: 60, txn_balance_amount: 0 }],
      kb_lineitems: [{ lineitem_id: 1, lineitem_txn_id: 1, item_id: 1, quantity: 3, priceperunit: 20, total_amount: 60 }],
    }
    const { tables, left_out } = await unpackAll(vyapar, await vypBytes(old), 'old.vyp')
    expect(rowsOf({ tables, left_out }, 'Sales')).toEqual(['2019-10-05,#1,1,Sale,,,,Soap,S1,,,3,20,,0,60,0,60,'])
    expect(rowsOf({ tables, left_out }, 'Stock')).toEqual(['2019-10-05,,Soap,S1,,-3,'])
    expect(left_out).toEqual([])
  })

  test('line amounts without tax: the bills decide', async () => {
    const lines = SHOP.kb_lineitems?.map((line) => ({
      ...line,
      total_amount: Number(line.total_amount) - Number(line.lineitem_tax_amount ?? 0),
    }))
    const unpacked = await unpackAll(vyapar, await vybBytes(like({ kb_lineitems: lines ?? [] })), 'shop.vyb')
    const given = await unpackAll(vyapar, await vybBytes(SHOP), 'shop.vyb')
    expect(rowsOf(unpacked, 'Sales')).toEqual(rowsOf(given, 'Sales'))
    expect(unpacked.left_out).toEqual(given.left_out)
  })

  test('prices with tax inside: 56 with 12 % is 50 without', async () => {
    const unpacked = await unpackAll(
      vyapar,
      await vybBytes({
        kb_items: SHOP.kb_items ?? [],
        kb_transactions: [
          { txn_id: 1, txn_type: 1, txn_date: '2026-10-05', txn_cash_amount: 112, txn_balance_amount: 0, txn_tax_inclusive: 1 },
        ],
        kb_lineitems: [
          { lineitem_id: 1, lineitem_txn_id: 1, item_id: 1, quantity: 2, priceperunit: 56, total_amount: 112, lineitem_tax_amount: 12 },
        ],
      }),
      'shop.vyb',
    )
    expect(rowsOf(unpacked, 'Sales')).toEqual(['2026-10-05,#1,1,Sale,,,,Amul Butter 100g,B100,,,2,50,,0,100,12,112,'])
  })

  test('quantities in the unit of the line: the stock decides', async () => {
    // 10 kg at 40 for one bag of 10 kg at 400: the stock fell by one
    const lines = SHOP.kb_lineitems?.map((line) => (line.lineitem_unit_id ? { ...line, quantity: 10, priceperunit: 40 } : line))
    const unpacked = await unpackAll(vyapar, await vybBytes(like({ kb_lineitems: lines ?? [] })), 'shop.vyb')
    expect(rowsOf(unpacked, 'Sales')[1]).toContain('"Atta ""Gold""",,,,1,400,,40,360,0,360')
    expect(unpacked.left_out.filter(({ code }) => code === 'W_STOCK_RESIDUE')).toEqual([])
  })

  test('two stores; the stock is in the first, and said to be', async () => {
    const unpacked = await unpackAll(
      vyapar,
      await vybBytes(
        like({
          stores: [
            { id: 1, name: 'Main Road', city: 'Pune' },
            { id: 2, name: 'Station', city: 'Pune' },
          ],
          kb_transactions: SHOP.kb_transactions?.map((bill) => ({ ...bill, store_id: bill.txn_type === 21 ? 2 : 1 })) ?? [],
        }),
      ),
      'shop.vyb',
    )
    const db = await openNodeDatabase()
    expect((await importTables(db, unpacked, 'vyapar')).Stores).toBe('stores')
    expect(
      await db.all(sql`SELECT store_id AS store, sum(net_ex_tax) / 1e4 AS net FROM sales_line GROUP BY store_id ORDER BY store_id`),
    ).toEqual([
      { store: 'Main Road', net: 540 },
      { store: 'Station', net: -50 },
    ])
    expect(unpacked.left_out).toContainEqual({ name: '@stock', code: 'W_STOCK_STORE', count: 2 })
  })

  test('stock and bills that do not add up are counted', async () => {
    const items = SHOP.kb_items?.map((item) => (item.item_id === 2 ? { ...item, item_stock_quantity: 4 } : item))
    const bills = SHOP.kb_transactions?.map((bill) => (bill.txn_id === 3 ? { ...bill, txn_cash_amount: 70 } : bill))
    const { left_out } = await unpackAll(vyapar, await vybBytes(like({ kb_items: items ?? [], kb_transactions: bills ?? [] })), 'shop.vyb')
    expect(left_out).toContainEqual({ name: '@stock', code: 'W_STOCK_RESIDUE', count: 1 })
    expect(left_out).toContainEqual({ name: '@bills', code: 'W_BILL_RESIDUE', count: 1 })
  })

  test('a bill of a sum alone is a row without a product, which the report shows as refused', async () => {
    const backup = like({ kb_lineitems: SHOP.kb_lineitems?.filter((line) => line.lineitem_txn_id !== 2) ?? [] })
    const sales = rowsOf(await unpackAll(vyapar, await vybBytes(backup), 'shop.vyb'), 'Sales')
    expect(sales[0]).toBe('2026-10-05 10:15:00,S/1,1,Sale,,"Asha, Patel",9800000001,,,,,,,,,,,584,UPI')
  })

  test('without customers, batches, units, payments: the rest is read', async () => {
    const { kb_items, kb_transactions, kb_lineitems } = SHOP
    const unpacked = await unpackAll(
      vyapar,
      await vybBytes({ kb_items: kb_items ?? [], kb_transactions: kb_transactions ?? [], kb_lineitems: kb_lineitems ?? [] }),
      'shop.vyb',
    )
    expect([...unpacked.tables.keys()]).toEqual(['Items', 'Purchases', 'Sales', 'Stock'])
    const only_items = await unpackAll(vyapar, await vybBytes({ kb_items: kb_items ?? [] }), 'shop.vyb')
    expect([...only_items.tables.keys()]).toEqual(['Items', 'Stock'])
  })
})

test('the backup and the Item Details of the same bills: each is counted once', async () => {
  const bill = { txn_type: 1, txn_date: '2026-10-05 09:00:00', txn_cash_amount: 100, txn_balance_amount: 0, txn_ref_number_char: '7' }
  const line = { item_id: 1, quantity: 2, priceperunit: 50, total_amount: 100 }
  const backup = await unpackAll(
    vyapar,
    await vybBytes({
      kb_items: [{ item_id: 1, item_name: 'Soap', item_code: 'S1' }],
      kb_transactions: [
        { txn_id: 1, ...bill },
        { txn_id: 2, ...bill, txn_type: 21 },
      ],
      kb_lineitems: [
        { lineitem_id: 1, lineitem_txn_id: 1, ...line },
        { lineitem_id: 2, lineitem_txn_id: 2, ...line, quantity: 1, total_amount: 50 },
      ],
    }),
    'shop.vyb',
  )
  const report =
    'Date,Invoice No./Txn No.,Party Name,Item Name,Item Code,HSN/SAC,Quantity,Unit,UnitPrice,Discount,Tax,Transaction Type,Amount\n' +
    '05/10/2026,7,,Soap,S1,,2,Pac,50,0,0,Sale ,100\n05/10/2026,CN-7,,Soap,S1,,1,Pac,50,0,0,Credit Note ,50\n13/10/2026,8,,Soap,S1,,4,Pac,50,0,0,Sale ,200\n'
  const db = await openNodeDatabase()
  await importTables(db, { tables: new Map([...backup.tables, ['Item Details', report]]), left_out: [] }, 'vyapar')
  expect(
    await db.all(sql`SELECT transaction_id AS bill, sum(net_ex_tax) / 1e4 AS net FROM sales_line GROUP BY transaction_id ORDER BY bill`),
  ).toEqual([
    { bill: '7', net: 100 },
    { bill: '8', net: 200 },
    { bill: 'CN-7', net: -50 },
  ])
})

describe('recognised by what is inside', () => {
  test('the ZIP by its entry, the database by its tables, whatever they are called', async () => {
    expect(vyapar.detect(await vybBytes(SHOP), 'backup.bin')).toBe(1)
    expect(vyapar.detect(await vypBytes(SHOP), 'backup.bin')).toBe(1)
    expect(vyapar.detect(zipSync({ 'sales.csv': new Uint8Array(10) }), 'sales.zip')).toBe(0)
    expect(vyapar.detect(new TextEncoder().encode('date,item\n'), 'sales.csv')).toBe(0)
  })
})

describe('hostile backups', () => {
  test('locked, cut short, of other tables, without a database: each says what it is', async () => {
    const vyb = await vybBytes(SHOP)
    const vyp = await vypBytes(SHOP)
    const locked = new Uint8Array(vyp).map((byte) => byte ^ 0x5a)
    expect(await codeOf(locked, 'shop.vyp')).toBe('E_PASSWORD')
    expect(await codeOf(zipSync({ 'shop.vyp': locked }))).toBe('E_PASSWORD')
    expect(await codeOf(vyb.slice(0, vyb.length / 2))).toBe('E_DAMAGED')
    expect(await codeOf(await vybBytes({ songs: [{ id: 1 }] }))).toBe('E_UNKNOWN_FORMAT')
    expect(await codeOf(zipSync({ 'readme.txt': new Uint8Array(100) }))).toBe('E_UNKNOWN_FORMAT')
    expect(await codeOf(await vybBytes({ ...SHOP, kb_transactions: [{ txn_id: 1, txn_date: '2026-01-01' }] }))).toBe('E_DAMAGED')
  })

  test('a backup that unpacks to more than is read is stopped on the way', async () => {
    const bomb = zipSync({ 'shop.vyp': new Uint8Array(8 * 1024 ** 2) }, { level: 1 })
    const hooks = { signal: new AbortController().signal, progress: () => {} }
    await expect(backupDatabase(bytesSource(bomb), bomb, 1024 ** 2, hooks)).rejects.toMatchObject({ code: 'E_TOO_LARGE' })
  })

  test('any page overwritten: an answer or a clear error, never another one', async () => {
    const vyp = await vypBytes(SHOP)
    const pages = fc.record({ at: fc.integer({ min: 16, max: vyp.length - 1 }), junk: fc.uint8Array({ minLength: 1, maxLength: 4096 }) })
    await fc.assert(
      fc.asyncProperty(pages, async ({ at, junk }) => {
        const broken = new Uint8Array(vyp)
        broken.set(junk.subarray(0, vyp.length - at), at)
        expect(['read', 'E_DAMAGED', 'E_UNKNOWN_FORMAT', 'E_PASSWORD']).toContain(await codeOf(broken, 'shop.vyp'))
      }),
      { seed: 7, numRuns: 100 },
    )
  })

  test('arbitrary bytes behind the beginning of a ZIP or a database', async () => {
    const beginnings = [
      new TextEncoder().encode('SQLite format 3\0'),
      new Uint8Array([0x50, 0x4b, 3, 4]),
      (await vybBytes(SHOP)).slice(0, 60),
      (await vypBytes(SHOP)).slice(0, 100),
    ]
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 3000 }), async (beginning, rest) => {
        expect(await codeOf(new Uint8Array([...beginning, ...rest]))).toMatch(/^E_|^read$/)
      }),
      { seed: 8, numRuns: 100 },
    )
  })
})
