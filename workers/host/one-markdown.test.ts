import { expect, test } from 'vitest'
import { actionsOf, openTestShop } from './shop-fixture'

const DAYS = 60
const dayAt = (n: number) => new Date(Date.UTC(2026, 8, 1 + n)).toISOString().slice(0, 10)
const SALES = [
  'Date,Bill No,Item,Category,Qty,Rate,Amount',
  ...Array.from({ length: DAYS }, (_, n) => `${dayAt(n)},A${n},Curd 400 g,Dairy,2,50,100`),
].join('\n')
const STOCK = `As on date,Item,Category,Batch,Closing Stock,Expiry,Purchase Rate\n${dayAt(DAYS - 1)},Curd 400 g,Dairy,CU1,120,${dayAt(DAYS + 9)},40\n`

test('a batch whose price is reduced by an approved action is not to be reduced once more, also when some of it stays', async () => {
  const it = await openTestShop()
  await it.drop('sales.csv', SALES)
  await it.drop('stock.csv', STOCK)
  const engine = actionsOf(it.shop)
  const markdowns = async () =>
    (await engine['actions.list']({ status: null }, '')).actions.filter(({ action_type }) => action_type === 'MARKDOWN')
  await engine['actions.generate']({}, '')
  const [reduce] = await markdowns()
  expect(reduce).toMatchObject({ batch_id: 'CU1', status: 'PROPOSED' })
  await engine['actions.transition']({ action_ids: [reduce?.action_id ?? ''], step: 'approve', notes: '', outcome: null }, '')
  await engine['actions.generate']({}, '')
  expect((await markdowns()).map(({ status }) => status)).toEqual(['APPROVED'])
})
