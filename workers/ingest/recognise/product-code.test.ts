import { expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { tryImport } from '../normalise/try-import'

test('a code that no two lines share is the line’s, where another one is the product’s', async () => {
  const lines = Array.from({ length: 12 }, (_, i) => `SOI-${i},${i + 1}/03/2024,SKU-${i % 3},Product ${i % 3},1,20`)
  const { db } = await tryImport(`Sale Order Item Code,Order Date,Item SKU Code,SKU Name,Quantity,Total Price\n${lines.join('\n')}\n`)
  expect((await db.all<{ code: string }>(sql`SELECT DISTINCT code FROM item ORDER BY code`)).map(({ code }) => code)).toEqual([
    'SKU-0',
    'SKU-1',
    'SKU-2',
  ])
})

test('an item number that always stands for one product is its code; one that counts the lines of a bill is not', async () => {
  const codes = async (number: (i: number) => number) => {
    const lines = Array.from(
      { length: 12 },
      (_, i) => `${Math.floor(i / 3) + 1}/03/2024,B${Math.floor(i / 3)},${number(i)},Product ${i % 4},1,20`,
    )
    const { db } = await tryImport(`Date,Bill No,Item No.,Description,Qty,Amount\n${lines.join('\n')}\n`)
    return (await db.all<{ code: string | null }>(sql`SELECT DISTINCT code FROM item ORDER BY code`)).map(({ code }) => code)
  }
  expect(await codes((i) => 70010 + (i % 4))).toEqual(['70010', '70011', '70012', '70013'])
  expect(await codes((i) => (i % 3) + 1)).toEqual([null])
})
