import fc from 'fast-check'
import { type ColumnSource, parquetWriteBuffer, schemaFromColumnData } from 'hyparquet-writer'
import { describe, expect, test } from 'vitest'
import { LucidError } from '../../../src/domain/errors'
import { openNodeDatabase } from '../../db/open-node'
import { sql } from '../../db/sql'
import parquet from './parquet.unpacker'
import { importTables, unpackAll } from './unpack.fixture'

const written = (options: Omit<Parameters<typeof parquetWriteBuffer>[0], 'writer'>): Uint8Array => {
  const { columnData } = options
  const schema = options.schema ?? schemaFromColumnData({ columnData, schemaOverrides: overrides(columnData) })
  return new Uint8Array(parquetWriteBuffer({ ...options, schema, columnData: columnData.map(({ name, data }) => ({ name, data })) }))
}
/** The writer has no word for a date: days are whole numbers that are said to be dates. */
const overrides = (columns: readonly ColumnSource[]) =>
  Object.fromEntries(
    columns
      .filter(({ name }) => /^date$/i.test(name))
      .map(({ name }) => [name, { name, type: 'INT32', converted_type: 'DATE', repetition_type: 'REQUIRED' } as const]),
  )
const codeOf = (bytes: Uint8Array) =>
  unpackAll(parquet, bytes, 'x.parquet').then(
    () => 'read',
    (error) => (error instanceof LucidError ? error.code : String(error)),
  )
const PLAIN = { ZSTD: (bytes: Uint8Array): Uint8Array => bytes }
const day = (text: string): Date => new Date(`${text}T00:00:00Z`)
const SALES: ColumnSource[] = [
  { name: 'date', data: [day('2026-10-05'), day('2026-10-05'), day('2026-10-06')] },
  { name: 'item', data: ['Butter', 'Butter', 'घी, "शुद्ध"'], type: 'STRING' },
  { name: 'qty', data: [2, 1, null], type: 'INT32', nullable: true },
  { name: 'amount', data: [100.5, 50.25, 640], type: 'DOUBLE' },
  { name: 'sold_at', data: [new Date('2026-10-05T10:15:00Z'), null, new Date('2026-10-06T00:00:00Z')], type: 'TIMESTAMP', nullable: true },
  { name: 'ean', data: [8901234567890n, 8901234567890n, 1n], type: 'INT64' },
  { name: 'member', data: [true, false, true], type: 'BOOLEAN' },
]
const CSV =
  'date,item,qty,amount,sold_at,ean,member\n2026-10-05,Butter,2,100.5,2026-10-05 10:15:00,8901234567890,true\n2026-10-05,Butter,1,50.25,,8901234567890,false\n2026-10-06,"घी, ""शुद्ध""",,640,2026-10-06,1,true\n'

describe('a table', () => {
  test.each(['UNCOMPRESSED', 'SNAPPY'] as const)('%s', async (codec) => {
    const { tables, left_out } = await unpackAll(parquet, written({ columnData: SALES, codec }), 'sales.parquet')
    expect([...tables]).toEqual([['sales', CSV]])
    expect(left_out).toEqual([])
  })

  test('its figures', async () => {
    const rows = 600
    const columnData: ColumnSource[] = [
      {
        name: 'Date',
        data: Array.from({ length: rows }, (_, at) => day(`2026-10-${String((at % 28) + 1).padStart(2, '0')}`)),
      },
      { name: 'Item', data: Array.from({ length: rows }, (_, at) => `Item ${at % 50}`), type: 'STRING' },
      { name: 'Qty', data: Array.from({ length: rows }, (_, at) => (at % 7) + 1), type: 'INT32' },
      { name: 'Amount', data: Array.from({ length: rows }, (_, at) => (at % 100) + 0.25), type: 'DOUBLE' },
    ]
    const unpacked = await unpackAll(parquet, written({ columnData, rowGroupSize: 250 }), 'sales.parquet')
    const db = await openNodeDatabase()
    expect(await importTables(db, unpacked, 'generic')).toEqual({ sales: 'sales' })
    const units = Array.from({ length: rows }, (_, at) => (at % 7) + 1).reduce((sum, one) => sum + one, 0)
    expect(await db.all(sql`SELECT count(*) AS lines, sum(qty) / 1000 AS units, sum(net_ex_tax) / 1e4 AS revenue FROM sales_line`)).toEqual(
      [{ lines: rows, units, revenue: 6 * 4950 + rows * 0.25 }],
    )
  })

  test('decimals keep their digits; columns of lists are left out and named', async () => {
    const schema = [
      { name: 'root', num_children: 3 },
      { name: 'item', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
      { name: 'price', type: 'INT32', converted_type: 'DECIMAL', scale: 2, precision: 9, repetition_type: 'REQUIRED' },
      { name: 'tags', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'element', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
    ] as never
    const bytes = written({
      schema,
      columnData: [
        { name: 'item', data: ['Butter', 'Atta'] },
        { name: 'price', data: [0.1, 1234.5] },
        { name: 'tags', data: [['a', 'b'], []] },
      ],
    })
    const { tables, left_out } = await unpackAll(parquet, bytes, 'products.parquet')
    expect(tables.get('products')).toBe('item,price\nButter,0.10\nAtta,1234.50\n')
    expect(left_out).toEqual([{ name: 'tags', code: 'I_NO_TABLE', count: 1 }])
  })
})

describe('hostile files', () => {
  test('cut short, no end, a page compressed in a way that is not read', async () => {
    const good = written({ columnData: SALES })
    expect(parquet.detect(good, 'x')).toBe(1)
    expect(await codeOf(good.slice(0, 50))).toBe('E_DAMAGED')
    expect(await codeOf(new TextEncoder().encode('PAR1PAR1'))).toBe('E_DAMAGED')
    const zstd = written({ columnData: SALES, codec: 'ZSTD', compressors: PLAIN })
    expect(await codeOf(zstd)).toBe('E_UNKNOWN_FORMAT')
  })

  test('any bytes overwritten: an answer or a clear error', async () => {
    const good = written({ columnData: SALES })
    const damage = fc.record({ at: fc.integer({ min: 4, max: good.length - 1 }), junk: fc.uint8Array({ minLength: 1, maxLength: 40 }) })
    await fc.assert(
      fc.asyncProperty(damage, async ({ at, junk }) => {
        const broken = new Uint8Array(good)
        broken.set(junk.subarray(0, good.length - at), at)
        expect(await codeOf(broken)).toMatch(/^E_|^read$/)
      }),
      { seed: 12, numRuns: 300 },
    )
  })
})
