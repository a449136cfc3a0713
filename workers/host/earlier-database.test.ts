import { expect, test } from 'vitest'
import { raw } from '../db/sql'
import { openTestShop } from './shop-fixture'

const CSV =
  'Date,Bill No,Channel,Item,Qty,Rate,Amount\n2026-03-01,B1,Online,Milk,2,40,80\n2026-03-01,B2,,Tea,1,50,50\n2026-03-02,B2,,Tea,-1,50,-50\n2026-03-02,B3,,Rounding off,0,0,0.20\n'
const LINES = raw(
  'SELECT l.date::VARCHAR AS date, channel, line_type, qty, CAST(net_ex_tax AS BIGINT) AS net FROM sales_line l ORDER BY l.date, row_no',
)
const TOTALS = raw('SELECT date::VARCHAR AS date, channel, lines, orders, CAST(revenue AS BIGINT) AS revenue FROM day_total ORDER BY ALL')

test('a database of earlier days, which holds channels and kinds of lines as texts, goes on as one of today', async () => {
  const read = async (is_earlier: boolean) => {
    const { shop, drop } = await openTestShop()
    if (is_earlier)
      await shop.db.run(raw('ALTER TABLE sales_fact ALTER channel TYPE VARCHAR; ALTER TABLE sales_fact ALTER line_type TYPE VARCHAR'))
    const { job } = await drop('march.csv', CSV)
    expect(job?.status).toBe('completed')
    return { lines: await shop.db.all(LINES), totals: await shop.db.all(TOTALS) }
  }
  const today = await read(false)
  expect(today.lines).toEqual([
    { date: '2026-03-01', channel: 'online', line_type: 'SALE', qty: 2000, net: 80_0000 },
    { date: '2026-03-01', channel: 'offline', line_type: 'SALE', qty: 1000, net: 50_0000 },
    { date: '2026-03-02', channel: 'offline', line_type: 'RETURN', qty: -1000, net: -50_0000 },
    { date: '2026-03-02', channel: 'offline', line_type: 'ADJ', qty: 0, net: 2000 },
  ])
  expect(await read(true)).toEqual(today)
})
