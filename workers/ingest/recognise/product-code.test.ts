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
