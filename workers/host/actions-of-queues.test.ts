import { expect, test } from 'vitest'
import { actionsOf, openTestShop } from './shop-fixture'

/** Curd sells once a day for two months; of two batches of thirty the first keeps 30 days, the second 35. */
const dayAt = (n: number) => new Date(Date.UTC(2026, 8, 1 + n)).toISOString().slice(0, 10)
const DAYS = 60
const SALES = [
  'Date,Bill No,Store,Item,Category,Qty,Rate,Amount',
  ...Array.from({ length: DAYS }, (_, n) => `${dayAt(n)},A${n},A,Curd 400 g,Dairy,1,50,50`),
].join('\n')
const LAST = dayAt(DAYS - 1)
const STOCK = `As on date,Store,Item,Category,Batch,Closing Stock,Expiry,Purchase Rate
${LAST},A,Curd 400 g,Dairy,FIRST,30,${dayAt(DAYS + 29)},40
${LAST},A,Curd 400 g,Dairy,SECOND,30,${dayAt(DAYS + 34)},40
`

test('what is proposed for a batch knows how many of others are sold first: at its pace alone it would sell', async () => {
  const it = await openTestShop()
  await it.drop('sales.csv', SALES)
  await it.drop('stock.csv', STOCK)
  const engine = actionsOf(it.shop)
  await engine['actions.generate']({}, '')
  const { actions } = await engine['actions.list']({ status: null }, '')
  const of_second = actions.filter(({ batch_id }) => batch_id === 'SECOND')
  expect(of_second.length).toBeGreaterThan(0)
  for (const { baseline } of of_second) expect(baseline.ahead_units).toBe(30)
  for (const { baseline } of actions.filter(({ batch_id }) => batch_id === 'FIRST')) expect(baseline.ahead_units).toBe(0)
}, 120_000)
