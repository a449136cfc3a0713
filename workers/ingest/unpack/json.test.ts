import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LucidError } from '../../../src/domain/errors'
import { openNodeDatabase } from '../../db/open-node'
import { sql } from '../../db/sql'
import json from './json.unpacker'
import { importTables, unpackAll } from './unpack.fixture'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const read = (text: string) => unpackAll(json, bytesOf(text), 'sales.json')
const only = async (text: string) => [...(await read(text)).tables.values()].join('\n')
const codeOf = (bytes: Uint8Array) =>
  unpackAll(json, bytes, 'x.json').then(
    () => 'read',
    (error) => (error instanceof LucidError ? error.code : String(error)),
  )

const SALES = [
  { date: '2026-10-05', item: 'Butter, "salted"', qty: 2, amount: 100.5 },
  { date: '2026-10-06', item: 'Atta', qty: 1, amount: 400, paid: true },
]
const CSV = 'date,item,qty,amount,paid\n2026-10-05,"Butter, ""salted""",2,100.5,\n2026-10-06,Atta,1,400,true\n'

describe('shapes', () => {
  test('an array, lines, lines without breaks, one object with an array: the same table', async () => {
    expect(await only(JSON.stringify(SALES))).toBe(CSV)
    expect(await only(JSON.stringify(SALES, null, 2))).toBe(CSV)
    expect(await only(SALES.map((sale) => JSON.stringify(sale)).join('\r\n'))).toBe(CSV)
    expect(await only(SALES.map((sale) => JSON.stringify(sale)).join(''))).toBe(CSV)
    expect(await only(JSON.stringify({ ok: true, page: { no: 1 }, data: SALES, next: null }))).toBe(CSV)
    const utf16 = new Uint8Array(Buffer.from(`\uFEFF${JSON.stringify(SALES)}`, 'utf16le'))
    expect([...(await unpackAll(json, utf16, 'x.json')).tables.values()]).toEqual([CSV])
  })

  test('several arrays are several tables', async () => {
    const { tables } = await read(JSON.stringify({ products: [{ name: 'Atta', price: 400 }], sales: SALES, none: [] }))
    expect([...tables.keys()]).toEqual(['products', 'sales'])
    expect(tables.get('sales')).toBe(CSV)
  })

  test('objects inside become paths, plain lists a text, what databases wrap its value; long numbers keep their digits', async () => {
    const text =
      '{"_id":{"$oid":"a1"},"when":{"$date":{"$numberLong":"1791158400000"}},"customer":{"name":"Asha","address":{"city":"Pune"}},"tags":["a",2],"barcode":12345678901234567890,"small":1e-7}'
    expect(await only(text)).toBe(
      '_id,when,customer.name,customer.address.city,tags,barcode,small\na1,1791158400000,Asha,Pune,a; 2,12345678901234567890,0.0000001\n',
    )
  })
})

describe('orders with lines inside', () => {
  const orders = [
    {
      id: 70,
      created_at: '2026-10-05T10:15:00+05:30',
      total: 520,
      discount: 0,
      customer: { name: 'Asha', phone: '98' },
      line_items: [
        { id: 1, sku: 'B-1', name: 'Butter', quantity: 2, price: 60 },
        { id: 2, sku: 'A-1', name: 'Atta', quantity: 1, price: 400 },
      ],
      history: [{ state: 'new' }, { state: 'paid' }],
    },
    {
      id: 71,
      created_at: '2026-10-06T10:15:00+05:30',
      total: 400,
      customer: { name: 'Ravi' },
      line_items: [{ id: 3, sku: 'A-1', name: 'Atta', quantity: 1, price: 400 }],
    },
  ]

  test('a row for each line; sums of the order are not counted on each', async () => {
    const unpacked = await read(JSON.stringify(orders))
    const db = await openNodeDatabase()
    expect(await importTables(db, unpacked, 'generic')).toEqual({ sales: 'sales' })
    expect(
      await db.all(
        sql`SELECT transaction_id AS bill, strftime(date, '%Y-%m-%d') AS day, sku_id AS sku, product_name AS product, qty / 1000 AS qty, net_ex_tax / 1e4 AS net, customer_id AS customer FROM sales_line ORDER BY bill, line_no`,
      ),
    ).toEqual([
      { bill: '70', day: '2026-10-05', sku: 'B-1', product: 'Butter', qty: 2, net: 120, customer: 'Asha' },
      { bill: '70', day: '2026-10-05', sku: 'A-1', product: 'Atta', qty: 1, net: 400, customer: 'Asha' },
      { bill: '71', day: '2026-10-06', sku: 'A-1', product: 'Atta', qty: 1, net: 400, customer: 'Ravi' },
    ])
    expect(unpacked.left_out).toEqual([{ name: 'history', code: 'I_NO_TABLE', count: 2 }])
  })

  test('one order alone, and a list that is no list of lines', async () => {
    expect((await only(JSON.stringify(orders[1]))).split('\n')).toHaveLength(3)
    expect(await only(JSON.stringify([{ name: 'Atta', price: 400, images: [{ src: 'a.png' }, { src: 'b.png' }] }]))).toBe(
      'name,price\nAtta,400\n',
    )
  })
})

describe('recognised by its first brackets', () => {
  test.each([
    ['[{"a":1}]', 0.9],
    ['\uFEFF \n{ "a": 1 }', 0.9],
    ['[1,2]', 0],
    ['{date},{item}\n', 0],
    ['date,item\n', 0],
    ['', 0],
  ])('%s', (text, score) => {
    expect(json.detect(bytesOf(text), 'x.json')).toBe(score)
  })
})

describe('hostile JSON', () => {
  test('a line that is no JSON is left out and counted; a file cut short is refused', async () => {
    expect(
      (await read('{"date":"2026-10-05","item":"A","qty":1}\n{"date":oops}\n{"date":"2026-10-06","item":"B","qty":1}')).left_out,
    ).toEqual([{ name: '@objects', code: 'W_UNKNOWN_RECORD', count: 1 }])
    expect(await codeOf(bytesOf('[{"a":1},{"b"'))).toBe('E_DAMAGED')
    expect(await codeOf(bytesOf('[{"a":1}]]'))).toBe('E_DAMAGED')
  })

  test('a million brackets inside one another, one endless object, a thousand and one keys', async () => {
    expect(await codeOf(bytesOf(`[{"a":${'['.repeat(1_000_000)}`))).toBe('E_DAMAGED')
    expect(await codeOf(bytesOf(`[{"a":"${'x'.repeat(9_000_000)}"}]`))).toBe('E_DAMAGED')
    const wide = Object.fromEntries(Array.from({ length: 1001 }, (_, at) => [`k${at}`, at]))
    expect(await codeOf(bytesOf(JSON.stringify([wide])))).toBe('E_TOO_WIDE')
    expect(await codeOf(bytesOf('[{"__proto__":{"x":1},"constructor":2,"date":"2026-10-05"}]'))).toBe('read')
  })

  test('100 MB in one line is read piece by piece', { timeout: 60_000 }, async () => {
    const begin = '{"date":"2026-10-05","item":"Butter","qty":2,"amount":100,"note":"'
    const tile = bytesOf(`${begin}${'x'.repeat(4096 - begin.length - 3)}"},`.repeat(64))
    const count = 100 * 4 * 64
    const size = 1 + 400 * tile.length
    let most = 0
    const source = {
      size,
      /** `[`, then the tile over and over, its last comma a bracket */
      read: async (from: number, to: number) => {
        most = Math.max(most, to - from)
        const bytes = new Uint8Array(to - from)
        for (let at = Math.max(from, 1); at < to; ) {
          const part = tile.subarray((at - 1) % tile.length, Math.min(tile.length, ((at - 1) % tile.length) + to - at))
          bytes.set(part, at - from)
          at += part.length
        }
        if (from === 0) bytes[0] = 0x5b
        if (to === size) bytes[to - from - 1] = 0x5d
        return bytes
      },
    }
    const before = process.memoryUsage().heapUsed
    const parts = json.unpack(source, 'x.json', { signal: new AbortController().signal, progress: () => {} })
    const { value } = await parts.next()
    let rows = -1
    if (value && 'csv' in value)
      for await (const piece of value.csv) for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) rows++
    expect(rows).toBe(count)
    expect(most).toBeLessThanOrEqual(1024 ** 2)
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(300 * 1024 ** 2)
  })

  test('arbitrary bytes behind the first brackets', async () => {
    const words = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      '\\',
      ',',
      ':',
      'a',
      '"a":',
      '1e999',
      '\\u12',
      'null',
      '{"a":1}',
      '[{"b":2}]',
      '\n',
    )
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('[{"', '{"', '{"a":[{"', '[{"a":1},'),
        fc.oneof(
          fc.array(words).map((all) => bytesOf(all.join(''))),
          fc.uint8Array(),
        ),
        async (begin, rest) => {
          expect(await codeOf(new Uint8Array([...bytesOf(begin), ...rest]))).toMatch(/^E_|^read$/)
        },
      ),
      { seed: 11, numRuns: 300 },
    )
  })
})
