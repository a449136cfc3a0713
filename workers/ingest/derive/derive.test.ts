import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ENGINE_RUNS } from '../../db/engine-runs'
import { openNodeDatabase } from '../../db/open-node'
import { sql } from '../../db/sql'
import { removeDataset } from './remove-dataset'
import { addSales, type Line, liveLines } from './shop-fixture'

const day = (n: number) => `2026-10-0${n}`
const units = async (db: Awaited<ReturnType<typeof openNodeDatabase>>) =>
  (await db.all<{ n: number }>(sql`SELECT (sum(qty) / 1000)::BIGINT AS n FROM sales_line`))[0]?.n
const states = async (db: Awaited<ReturnType<typeof openNodeDatabase>>) =>
  db.all(sql`SELECT dataset_id, row_no, state FROM sales_fact JOIN dataset USING (dataset_no) ORDER BY dataset_id, row_no`)

describe('overlapping exports', () => {
  test('identical lines in one file are real; the same lines in a second file are not extra', async () => {
    const db = await openNodeDatabase()
    const tea: Line = { date: day(1), name: 'Tea', qty: 1, price: 10 }
    await addSales(db, 'a', '2026-10-05', [tea, tea])
    expect(await units(db)).toBe(2)
    await addSales(db, 'b', '2026-10-06', [tea, tea, tea])
    expect(await units(db)).toBe(3)
    await db.transaction(() => removeDataset(db, 'b'))
    expect(await units(db)).toBe(2)
  })

  test('a file of four years of days can be taken out again, and what it had hidden comes back', async () => {
    const db = await openNodeDatabase()
    const years = Array.from({ length: 4 * 365 }, (_, n): Line => {
      return {
        date: new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10),
        bill: `B${n}`,
        line_no: '1',
        name: 'Tea',
        qty: 1,
        price: 10,
      }
    })
    await addSales(db, 'a', '2026-10-05', years)
    await addSales(
      db,
      'b',
      '2026-10-06',
      years.map((line) => ({ ...line, qty: 2 })),
    )
    expect(await units(db)).toBe(2 * years.length)
    await db.transaction(() => removeDataset(db, 'b'))
    expect(await units(db)).toBe(years.length)
  })

  test('a bill told differently by a newer file is taken whole from the newer file', async () => {
    for (const numbered of [true, false]) {
      const db = await openNodeDatabase()
      const line = (line_no: string, code: string, qty: number): Line => ({
        date: day(1),
        bill: 'B1',
        ...(numbered && { line_no }),
        code,
        qty,
        price: 10,
      })
      await addSales(db, 'newer', '2026-10-06', [line('1', 'tea', 3)])
      await addSales(db, 'older', '2026-10-05', [line('1', 'tea', 2), line('2', 'milk', 1)])
      expect(await units(db)).toBe(3)
      expect((await states(db)).map((row) => row.state)).toEqual([0, 2, 2])
    }
  })

  test('a bill cut in two by a split is put together again', async () => {
    const db = await openNodeDatabase()
    await addSales(db, 'a', '2026-10-05', [{ date: day(1), bill: 'B1', code: 'tea', qty: 1, price: 10 }])
    await addSales(db, 'b', '2026-10-06', [{ date: day(1), bill: 'B1', code: 'milk', qty: 1, price: 30 }])
    expect(await units(db)).toBe(2)
  })

  test('bill numbers that start again every day are different bills', async () => {
    const db = await openNodeDatabase()
    await addSales(db, 'a', '2026-10-05', [{ date: day(1), bill: '1', line_no: '1', code: 'tea', qty: 1, price: 10 }])
    await addSales(db, 'b', '2026-10-06', [{ date: day(2), bill: '1', line_no: '1', code: 'milk', qty: 5, price: 30 }])
    expect(await units(db)).toBe(6)
  })

  test('a long bill is read whole, whatever its lines are called; one that repeats a line among others loses it', async () => {
    const db = await openNodeDatabase()
    const line = (bill: string, line_no: string): Line => ({ date: day(1), bill, line_no, code: `code ${line_no}`, qty: 1, price: 10 })
    const numbers = Array.from({ length: 150 }, (_, i) => i + 1)
    await addSales(db, 'a', '2026-10-05', [
      ...numbers.map((n) => line('long', String(n))),
      ...numbers.map((n) => line('in words', `row-${n}`)),
      ...[1, 2, 63, 64, 2].map((n) => line('repeats', String(n))),
    ])
    expect(await units(db)).toBe(304)
  })

  test('bills whose lines lie scattered, or count down, keep every line; the one among them that repeats a number loses it', async () => {
    const db = await openNodeDatabase()
    const line = (bill: string, line_no: string): Line => ({ date: day(1), bill, line_no, code: `code ${line_no}`, qty: 1, price: 10 })
    const scattered = ['1', '2', '3'].flatMap((no) => ['A', 'B', 'C'].map((bill) => line(bill, no)))
    const down = ['3', '2', '1'].map((no) => line('D', no))
    await addSales(db, 'a', '2026-10-05', [...scattered, ...down, line('B', '2')])
    // the thirteenth line is the second of B's that was told already
    expect((await states(db)).map((row) => row.state)).toEqual([...Array(12).fill(0), 1])
  })
  test('a line number that one file repeats with the same content is one line', async () => {
    const db = await openNodeDatabase()
    const line: Line = { date: day(1), bill: 'B1', line_no: '1', code: 'tea', qty: 1, price: 10 }
    await addSales(db, 'a', '2026-10-05', [line, line, { ...line, code: 'milk' }])
    expect((await states(db)).map((row) => row.state)).toEqual([0, 1, 0])
  })
})

describe('product identity', () => {
  test('a code with one rare other spelling stays the key and shows the frequent name', async () => {
    const db = await openNodeDatabase()
    const milk: Line = { date: day(1), code: '1001', name: 'Toned Milk', qty: 1, price: 25 }
    await addSales(db, 'a', '2026-10-05', [milk, milk, milk, milk, { ...milk, name: 'milk toned' }])
    expect(await db.all(sql`SELECT DISTINCT sku_id, product_name FROM sales_line`)).toEqual([
      { sku_id: '1001', product_name: 'Toned Milk' },
    ])
  })

  test('a code used for two sizes is two products', async () => {
    const db = await openNodeDatabase()
    const shirt: Line = { date: day(1), code: 'S1', name: 'Shirt M', qty: 1, price: 25 }
    await addSales(db, 'a', '2026-10-05', [shirt, { ...shirt, name: 'Shirt L' }])
    expect(await db.all(sql`SELECT DISTINCT sku_id FROM sales_line ORDER BY sku_id`)).toEqual([
      { sku_id: 'S1|shirt l' },
      { sku_id: 'S1|shirt m' },
    ])
  })
})

const line = fc.record({
  date: fc.integer({ min: 1, max: 3 }).map(day),
  bill: fc.option(fc.constantFrom('B1', 'B2'), { nil: undefined }),
  code: fc.constantFrom('tea', 'milk', 'salt'),
  name: fc.constantFrom('Tea', 'Milk'),
  qty: fc.integer({ min: -1, max: 3 }),
  price: fc.constantFrom(10, 12),
  store: fc.constantFrom('North', 'South'),
})

test('any files in any order, then any one deleted: as if it had never been there', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1, maxLength: 14 }),
      fc.array(fc.array(fc.nat(13), { minLength: 1, maxLength: 14 }), { minLength: 2, maxLength: 4 }),
      fc.nat(),
      fc.nat(),
      async (rows, picks, shift, victim_at) => {
        const files = picks.map((pick, i) => ({
          id: `f${i}`,
          at: `2026-10-1${i}`,
          lines: [...new Set(pick)].flatMap((n) => rows[n % rows.length] ?? []),
        }))
        const order = files.map((_, i) => files[(i + shift) % files.length] as (typeof files)[number])
        const victim = files[victim_at % files.length]?.id ?? ''
        const with_all = await openNodeDatabase()
        for (const file of order) await addSales(with_all, file.id, file.at, file.lines)
        await with_all.transaction(() => removeDataset(with_all, victim))
        const after = await liveLines(with_all)
        const never = await openNodeDatabase()
        for (const file of files) if (file.id !== victim) await addSales(never, file.id, file.at, file.lines)
        expect(after).toEqual(await liveLines(never))
      },
    ),
    { numRuns: ENGINE_RUNS, seed: 7 },
  )
}, 600_000)

test('a file split by days, or overlapping by days, gives the figures of the whole', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1, maxLength: 14 }),
      fc.integer({ min: 1, max: 3 }),
      fc.boolean(),
      async (rows, cut, overlap) => {
        const whole = await openNodeDatabase()
        await addSales(whole, 'w', '2026-10-10', rows)
        const expected = await liveLines(whole)
        const parts = await openNodeDatabase()
        await addSales(
          parts,
          'late',
          '2026-10-10',
          rows.filter((row) => row.date > day(cut) || (overlap && row.date === day(cut))),
        )
        await addSales(
          parts,
          'early',
          '2026-10-11',
          rows.filter((row) => row.date <= day(cut)),
        )
        expect(await liveLines(parts)).toEqual(expected)
      },
    ),
    { numRuns: ENGINE_RUNS, seed: 7 },
  )
}, 600_000)
