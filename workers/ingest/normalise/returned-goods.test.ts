import { expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { tryImport } from './try-import'

/** Lines of a file as [units, revenue, tax], those that sold and those that came back, and what is said of them. */
async function read(...lines: string[]) {
  const { db, outcome } = await tryImport(lines.join('\n'))
  const rows = await db.all<{ line_type: string; qty: number; net: number; tax: number | null }>(
    sql`SELECT line_type, qty / 1e3 AS qty, net_ex_tax / 1e4 AS net, tax / 1e4 AS tax FROM sales_fact ORDER BY row_no, line_type DESC`,
  )
  const of = (type: string) => rows.filter(({ line_type }) => line_type === type).map(({ qty, net, tax }) => [qty, net, tax])
  const warnings = await db.all(sql`SELECT row_no, code FROM row_issue WHERE severity = 'warn'`)
  return { status: outcome.status, sold: of('SALE'), returned: of('RETURN'), warnings }
}

test('what came back beside what sold is a return of its own, with the amount beside it', async () => {
  const { sold, returned, warnings } = await read(
    'Date,Bill No,Item,Sale Qty,Return Qty,Rate,Sale Amount,Return Amount',
    '2024-03-01,1,Tea,5,0,50,250,0',
    '2024-03-02,2,Tea,3,1,50,150,50',
    '2024-03-03,3,Salt,2,2,20,40,40',
    '2024-03-04,4,Salt,0,1,20,0,20',
  )
  expect(sold).toEqual([
    [5, 250, null],
    [3, 150, null],
    [2, 40, null],
  ])
  expect(returned).toEqual([
    [-1, -50, null],
    [-2, -40, null],
    [-1, -20, null],
  ])
  expect(warnings).toEqual([])
})

test('without an amount of its own a return takes its share where quantity x rate is the amount', async () => {
  const { sold, returned } = await read('Date,Item,Qty,Returned Qty,Rate,Amount', '2024-03-01,Tea,3,1,50,150', '2024-03-02,Salt,4,,20,80')
  expect(sold.map(([, net]) => net)).toEqual([150, 80])
  expect(returned).toEqual([[-1, -50, null]])
})

test('an amount that lacks what came back already is not reduced again, nor its tax', async () => {
  const { sold, returned, warnings } = await read(
    'Date,Bill No,Item,Qty,Ret. Qty,Net Qty,Rate,Net Amount,GST %',
    '2024-03-01,1,Tea,5,0,5,50,250,5',
    '2024-03-02,2,Tea,3,1,2,50,100,5',
    '2024-03-03,3,Salt,2,2,0,20,0,5',
    '2024-03-04,4,Salt,0,2,-2,20,-40,5',
    '2024-03-04,5,Salt,4,1,3,20,60,5',
  )
  const sum = (at: number) => [...sold, ...returned].reduce((all, line) => all + (line[at] ?? 0), 0)
  expect([sum(0), sum(1), sum(2)]).toEqual([8, 370, 18.5])
  expect(returned.map(([units]) => units)).toEqual([-1, -2, -2, -1])
  expect(warnings).toEqual([])
})

test('a quantity that is called net holds no returns', async () => {
  const { sold, returned } = await read('Date,Item,Return Qty,Net Qty,Net Amount', '2024-03-01,Tea,1,4,200', '2024-03-02,Salt,0,2,40')
  expect(sold).toEqual([
    [4, 200, null],
    [2, 40, null],
  ])
  expect(returned).toEqual([])
})

test('an unreadable count of returns does not cost its row', async () => {
  const { sold, warnings } = await read(
    'Date,Item,Qty,Return Qty,Amount',
    ...Array.from({ length: 9 }, (_, i) => `2024-03-0${i + 1},Tea,2,0,100`),
    '2024-03-10,Tea,2,few,100',
  )
  expect(sold).toHaveLength(10)
  expect(warnings).toEqual([{ row_no: 10, code: 'W_NUMBER_UNREAD' }])
})

test('what went back to a supplier is no return of sales: the quantity of a purchase stays', async () => {
  const { db } = await tryImport(
    'Purchase Date,Bill No,Supplier,Item,Received Qty,Return Qty,Net Qty,Purchase Rate,Amount\n2024-03-01,1,Metro,Tea,10,2,8,50,400\n2024-03-02,2,Metro,Salt,20,1,19,20,380\n2024-03-03,3,Metro,Tea,5,1,4,50,200\n',
  )
  expect(await db.all(sql`SELECT sum(qty) / 1e3 AS units FROM purchase_fact`)).toEqual([{ units: 31 }])
})

test('money refunded beside an amount of quantity x price is taken off, without units', async () => {
  const { db } = await tryImport(
    'Date,Order ID,Item,Qty,Price,Amount,Refund Amount\n2024-03-01,1,Tea,4,50,200,50\n2024-03-01,1,Salt,2,20,40,0\n2024-03-02,2,Tea,1,50,50,50\n2024-03-03,3,Salt,2,20,30,10\n',
  )
  const rows = await db.all(
    sql`SELECT line_type, sum(qty) / 1e3 AS units, sum(net_ex_tax) / 1e4 AS net FROM sales_fact GROUP BY ALL ORDER BY line_type`,
  )
  expect(rows).toEqual([
    { line_type: 'ADJ', units: 0, net: -100 },
    { line_type: 'SALE', units: 9, net: 320 },
  ])
})

test('a refund of the whole bill on each of its lines is not taken off each of them', async () => {
  const { db } = await tryImport(
    'Date,Order ID,Item,Qty,Price,Amount,Refund Amount\n2024-03-01,1,Tea,4,50,200,50\n2024-03-01,1,Salt,2,20,40,50\n2024-03-02,2,Tea,1,50,50,0\n',
  )
  expect(await db.all(sql`SELECT sum(net_ex_tax) / 1e4 AS net FROM sales_fact`)).toEqual([{ net: 290 }])
})

test('a person may call a column one of returns in a file that says nothing else', async () => {
  const { db } = await tryImport('Date,Item,Amount,Came back\n2024-03-01,Tea,200,1\n2024-03-02,Salt,40,0\n', {
    mapping: { kind: 'sales', columns: ['date', 'product', 'total', 'returned_qty'], date_order: null, decimal_sep: null },
  })
  expect(await db.all(sql`SELECT count(*) AS lines, sum(net_ex_tax) / 1e4 AS net FROM sales_fact`)).toEqual([{ lines: 2, net: 240 }])
})

const REFUNDED = ['2024-03-01,1,Tea,4,200,50', '2024-03-01,2,Salt,1,40,40', '2024-03-02,3,Tea,1,50,50', '2024-03-03,4,Salt,2,40,0']
async function refunded(header: string, rows = REFUNDED) {
  const { db } = await tryImport(`Date,Order ID,Item,Qty,${header}\n${rows.join('\n')}\n`)
  const [sum] = await db.all(sql`SELECT sum(net_ex_tax) / 1e4 AS net, sum(qty) / 1e3 AS units FROM sales_fact`)
  return { ...sum, said: await db.all(sql`SELECT code, raw_value FROM row_issue WHERE code = 'W_REFUNDS_LEFT'`) }
}

test('without a price, amounts that stay where all of them went back hold the refunds', async () => {
  expect(await refunded('Amount,Refunded Amount')).toEqual({ net: 190, units: 8, said: [] })
  expect(await refunded('Gross Sales,Refunds')).toEqual({ net: 190, units: 8, said: [] })
})

test('net sales have lost them', async () => expect(await refunded('Net Sales,Refunds')).toEqual({ net: 330, units: 8, said: [] }))

test('refunds that nobody can place are said to be left out', async () => {
  const said = [{ code: 'W_REFUNDS_LEFT', raw_value: 'Refunds' }]
  expect(await refunded('Amount,Refunds', ['2024-03-01,1,Tea,4,200,50', '2024-03-02,2,Salt,2,40,0'])).toEqual({ net: 240, units: 6, said })
  expect(await refunded('Amount,Refunds', ['2024-03-01,1,Tea,4,200,50', '2024-03-01,1,Salt,2,40,50'])).toEqual({ net: 240, units: 6, said })
})
