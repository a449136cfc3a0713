import { describe, expect, test } from 'vitest'
import { openNodeDatabase } from '../../db/open-node'
import { ident, sql } from '../../db/sql'
import { rejectsCsv } from '../rejects'
import { tryImport } from './try-import'

const db = await openNodeDatabase()
async function read(text: string) {
  for (const table of ['dataset', 'item', 'store_key', 'sales_fact', 'row_issue', 'reject_row'])
    await db.run(sql`DELETE FROM ${ident(table)}`)
  return tryImport(text, { db, uploaded_at: '2026-12-31T10:00:00Z' })
}
const line = (date: string, i: number): string => `${date},B${i},Product ${i % 4},${1 + (i % 3)},10,${(1 + (i % 3)) * 10}`
const HEADER = 'Date,Bill No,Item,Qty,Rate,Amount'

test('a second table further down is set aside from its header on, until the first one’s header comes again', async () => {
  await read(
    [
      HEADER,
      line('13/02/2026', 1),
      line('14/02/2026', 2),
      '',
      'Date,Voucher No,Supplier,Items,Freight,Paid',
      '15/02/2026,P1,Agro,3,10,900',
      '16/02/2026,P2,Dairy,2,10,400',
      HEADER,
      line('17/02/2026', 3),
      '',
    ].join('\n'),
  )
  expect(await db.all(sql`SELECT row_no, code FROM row_issue WHERE severity <> 'info' ORDER BY row_no`)).toEqual([
    { row_no: 3, code: 'I_BLANK' },
    { row_no: 4, code: 'I_OTHER_TABLE' },
    { row_no: 5, code: 'I_OTHER_TABLE' },
    { row_no: 6, code: 'I_OTHER_TABLE' },
    { row_no: 7, code: 'I_REPEATED_HEADER' },
  ])
  expect(await db.all(sql`SELECT count(*) AS lines, sum(net_ex_tax)::BIGINT AS net FROM sales_fact`)).toEqual([{ lines: 3, net: 600_000 }])
})

describe('sums among the lines of a bill, with its date and number', () => {
  const BILLS = [
    '03/11/2025,INV-1,Surf Excel 1kg,3,155,465',
    '03/11/2025,INV-1,Amul Butter 500g,2,275,550',
    '03/11/2025,INV-1,@,5,,1015',
    '14/11/2025,INV-2,Tata Salt 1kg,4,28,112',
    '14/11/2025,INV-2,Parle-G 800g,1,90,90',
    '14/11/2025,INV-2,@,5,0.00,202',
  ]
  const asRead = async (name: string, more: readonly string[] = []) => {
    await read([HEADER, ...BILLS.map((one) => one.replace('@', name)), ...more, ''].join('\n'))
    const [sold] = await db.all(
      sql`SELECT count(*) AS lines, sum(qty)::BIGINT AS qty, sum(net_ex_tax)::BIGINT AS net FROM sales_fact WHERE state = 0`,
    )
    const codes = await db.all<{ code: string; n: number }>(
      sql`SELECT code, count(*) AS n FROM row_issue WHERE code IN ('I_TOTAL_ROW', 'E_PRODUCT_MISSING') GROUP BY code ORDER BY code`,
    )
    return { ...sold, codes: Object.fromEntries(codes.map(({ code, n }) => [code, n])) }
  }
  const SOLD = { lines: 4, qty: 10_000, net: 12_170_000 }

  test.each(['Bill Total', 'Total', 'Sub Total', 'sub-total', 'Day Total:', 'Net Total', 'Invoice Total', 'Grand total', 'कुल'])(
    '%s is not sold',
    async (name) => {
      expect(await asRead(name)).toEqual({ ...SOLD, codes: { I_TOTAL_ROW: 2 } })
    },
  )
  test('a bill total after a discount is none the less one; a mere "Total" that adds nothing up is a product', async () => {
    expect(await asRead('Bill Total', ['15/11/2025,INV-3,Soap,1,40,40', '15/11/2025,INV-3,Bill Total,1,,38'])).toEqual({
      lines: 5,
      qty: 11_000,
      net: 12_570_000,
      codes: { I_TOTAL_ROW: 3 },
    })
    expect(await asRead('Bill Total', ['15/11/2025,INV-3,Total,2,45,90', '16/11/2025,INV-4,Total,1,,45'])).toEqual({
      lines: 6,
      qty: 13_000,
      net: 13_520_000,
      codes: { I_TOTAL_ROW: 2 },
    })
  })
  test('without a name too, where nearly all such rows add up; one alone is a product that was forgotten', async () => {
    const third = ['15/11/2025,INV-3,Tea,2,140,280', '15/11/2025,INV-3,Soap,1,40,40', '15/11/2025,INV-3,,3,,320']
    expect(await asRead('', third)).toEqual({ lines: 6, qty: 13_000, net: 15_370_000, codes: { I_TOTAL_ROW: 3 } })
    expect(await asRead('', ['15/11/2025,INV-3,,1,,40', '15/11/2025,INV-3,,2,,50'])).toMatchObject({
      ...SOLD,
      codes: { E_PRODUCT_MISSING: 4 },
    })
  })
  test('products with the word in their names stay', async () => {
    expect(await asRead('Colgate Total')).toMatchObject({ lines: 6, codes: {} })
    expect(await asRead('Total Care 100 ml')).toMatchObject({ lines: 6, codes: {} })
  })
})

describe('registers that write the day and the bill once', () => {
  const sold = () =>
    db.all(sql`
      SELECT count(*) AS lines, sum(qty)::BIGINT AS qty, sum(net_ex_tax)::BIGINT AS net, count(DISTINCT (date, transaction_id)) AS bills, count(*) FILTER (WHERE transaction_id IS NULL) AS without
      FROM sales_fact WHERE state = 0`)
  const codes = () => db.all(sql`SELECT row_no, code FROM row_issue WHERE code <> 'W_TAX_UNKNOWN' ORDER BY row_no, code`)
  const CARRIED = { row_no: 0, code: 'W_CARRIED_DOWN' }

  test('on the first line of each bill: the lines below belong to it', async () => {
    await read(
      [
        HEADER,
        '03/11/2025,INV-1,Surf Excel 1kg,3,155,465',
        ',,Amul Butter 500g,2,275,550',
        '14/11/2025,INV-2,Tata Salt 1kg,4,28,112',
        ',,Parle-G 800g,1,90,90',
        ',,Total,10,,1217',
        '',
      ].join('\n'),
    )
    expect(await sold()).toEqual([{ lines: 4, qty: 10_000, net: 12_170_000, bills: 2, without: 0 }])
    expect(await codes()).toEqual([CARRIED, { row_no: 5, code: 'I_TOTAL_ROW' }])
  })
  test('on a line of its own, with the total of the bill: that line is not sold', async () => {
    await read(
      [
        'Date,Vch/Bill No,Particulars,Qty,Unit,Price,Amount',
        '03-11-2025,INV-1,Cash,,,,1015.00',
        ',,Surf Excel 1kg,3,Pcs,155.00,465.00',
        ',,Amul Butter 500g,2,Pcs,275.00,550.00',
        '14-11-2025,INV-2,Cash,0,,0.00,202.00',
        ',,Tata Salt 1kg,4,Pcs,28.00,112.00',
        ',,Parle-G 800g,1,Pcs,90.00,90.00',
        ',,Total,10,,,1217.00',
        '',
      ].join('\n'),
    )
    expect(await sold()).toEqual([{ lines: 4, qty: 10_000, net: 12_170_000, bills: 2, without: 0 }])
    expect(await codes()).toEqual([
      CARRIED,
      { row_no: 1, code: 'I_TOTAL_ROW' },
      { row_no: 4, code: 'I_TOTAL_ROW' },
      { row_no: 7, code: 'I_TOTAL_ROW' },
    ])
  })
  test('only the date once, the number on every line', async () => {
    await read(
      [
        HEADER,
        '03/11/2025,INV-1,Surf,3,155,465',
        ',INV-1,Butter,2,275,550',
        '14/11/2025,INV-2,Salt,4,28,112',
        ',INV-2,Parle-G,1,90,90',
        '',
      ].join('\n'),
    )
    expect(await sold()).toEqual([{ lines: 4, qty: 10_000, net: 12_170_000, bills: 2, without: 0 }])
  })
  test('a date that somebody forgot is not guessed: where days repeat from line to line, or another bill begins', async () => {
    const days = Array.from({ length: 12 }, (_, i) => line('13/02/2026', i))
    await read([HEADER, ...days, ',B99,Product 1,1,10,10', ',,Product 1,1,10,10', ',,Product 2,1,10,10', ''].join('\n'))
    expect(await sold()).toMatchObject([{ lines: 12 }])
    const no_bill = days.map((one) => one.replace(/,B\d+,/, ','))
    await read(['Date,Item,Qty,Rate,Amount', ...no_bill, ',Product 1,1,10,10', ',Product 2,1,10,10', ''].join('\n'))
    expect(await sold()).toMatchObject([{ lines: 12 }])
    await read([HEADER, line('13/02/2026', 1), ',B7,Product 1,1,10,10', line('14/02/2026', 2), ',B8,Product 2,1,10,10', ''].join('\n'))
    expect(await sold()).toMatchObject([{ lines: 2 }])
  })
})

describe('days up to 12 written with another separator than the others', () => {
  const days = Array.from({ length: 80 }, (_, i) => new Date(Date.UTC(2026, 0, 3 + i)).toISOString().slice(0, 10))
  const file = (of: (year: string, month: string, day: string) => string, order = days): string =>
    `${[HEADER, ...order.map((iso, i) => line(of(...(iso.split('-') as [string, string, string])), i))].join('\n')}\n`
  const dates = async (): Promise<string[]> =>
    (await db.all<{ date: string }>(sql`SELECT date::VARCHAR AS date FROM sales_fact ORDER BY row_no`)).map((row) => row.date)

  test('month first in the one, day first in the other: the order of the rows tells, and it is said', async () => {
    await read(file((year, month, day) => (Number(day) <= 12 ? `${month}/${day}/${year}` : `${day}-${month}-${year}`)))
    expect(await dates()).toEqual(days)
    expect(await db.all(sql`SELECT code FROM row_issue WHERE code LIKE 'W_DATE%'`)).toEqual([{ code: 'W_DATES_TWO_WAYS' }])
  })

  test('day first in both: nothing is turned', async () => {
    await read(file((year, month, day) => (Number(day) <= 12 ? `${day}/${month}/${year}` : `${day}-${month}-${year}`)))
    expect(await dates()).toEqual(days)
    expect(await db.all(sql`SELECT code FROM row_issue WHERE code LIKE 'W_DATE%'`)).toEqual([])
  })

  test('rows in no order: the owner is asked, and nothing is taken', async () => {
    const shuffled = days.map((_, i) => days[(i * 37) % days.length] as string)
    const { outcome } = await read(
      file((year, month, day) => (Number(day) <= 12 ? `${month}/${day}/${year}` : `${day}-${month}-${year}`), shuffled),
    )
    expect(outcome).toMatchObject({ status: 'questions', questions: [{ about: 'date_order', mixed: true }] })
  })
})

test('a column of times that have a day is the date; beside a date it is the time', async () => {
  const lines = () => db.all(sql`SELECT date::VARCHAR AS date, time_s FROM sales_fact ORDER BY row_no`)
  await read('Sale Time,Receipt,Product,Quantity,Total\n2025-11-03 14:05,R1,Salt,2,56\n2025-11-14 10:05,R3,Salt,3,84\n')
  expect(await lines()).toEqual([
    { date: '2025-11-03', time_s: 50_700 },
    { date: '2025-11-14', time_s: 36_300 },
  ])
  await read('Date,Sale Time,Receipt,Product,Quantity,Total\n2025-11-03,14:05,R1,Salt,2,56\n2025-11-14,10:05,R3,Salt,3,84\n')
  expect(await lines()).toEqual([
    { date: '2025-11-03', time_s: 50_700 },
    { date: '2025-11-14', time_s: 36_300 },
  ])
})

test.each([
  [
    'beside the value of each line',
    'Date,Bill No,Item,Qty,Rate,Value,Net Amount',
    (value: number, total: string) => `${value},${total}`,
    false,
  ],
  ['beside a rate only', 'Date,Bill No,Item,Qty,Rate,Bill Amount', (_: number, total: string) => total, false],
  ['named like a line’s', 'Date,Bill No,Item,Qty,Rate,Total', (_: number, total: string) => total, false],
  ['on the first line of the bill only', 'Date,Bill No,Item,Qty,Rate,Net Amount', (_: number, total: string) => total, true],
])('the total of a bill on its lines is not added up: %s', async (_, header, amounts, once) => {
  const bills = [
    [
      ['Surf', 3, 155],
      ['Butter', 2, 275],
    ],
    [
      ['Salt', 4, 28],
      ['Parle-G', 1, 90],
    ],
    [
      ['Tea', 1, 250],
      ['Salt', 2, 28],
      ['Surf', 1, 155],
    ],
    [['Parle-G', 2, 90]],
  ] as const
  const rows = bills.flatMap((lines, bill) => {
    const total = lines.reduce((sum, [, qty, rate]) => sum + qty * rate, 0)
    return lines.map(
      ([item, qty, rate], i) =>
        `${13 + bill}/11/2025,INV-${bill},${item},${qty},${rate},${amounts(qty * rate, once && i > 0 ? '' : `${total}`)}`,
    )
  })
  await read([header, ...rows, ''].join('\n'))
  expect(await db.all(sql`SELECT count(*) AS lines, sum(net_ex_tax)::BIGINT AS net FROM sales_fact`)).toEqual([
    { lines: 8, net: 18_580_000 },
  ])
})

describe('bill totals where no line has a price', () => {
  const codes = () => db.all(sql`SELECT row_no, code, raw_value FROM row_issue WHERE code = 'W_BILL_TOTAL'`)
  const sold = () => db.all(sql`SELECT count(*) AS lines, sum(qty)::BIGINT AS qty, sum(net_ex_tax)::BIGINT AS net FROM sales_fact`)
  const TOLD = [{ row_no: 0, code: 'W_BILL_TOTAL', raw_value: 'Total' }]
  const BILLS = ['B1,Salt,4,28,1612', 'B1,Surf,10,150,1612', 'B2,Tea,5,140,790', 'B2,Soap,3,30,790', 'B3,Salt,1,28,268', 'B3,Soap,8,30,268']

  test('goods at MRP are sold at it', async () => {
    await read(['Date,Bill No,Item,Qty,MRP,Total', ...BILLS.map((row) => `13/11/2025,${row}`), ''].join('\n'))
    expect(await sold()).toEqual([{ lines: 6, qty: 31_000, net: 26_700_000 }])
    expect(await codes()).toEqual(TOLD)
  })
  test('else their amount is not known, and the total counts for none of them', async () => {
    const rows = BILLS.map((row) => row.split(',').toSpliced(3, 1).join(','))
    const { dataset } = await read(['Date,Bill No,Item,Qty,Total', ...rows.map((row) => `13/11/2025,${row}`), ''].join('\n'))
    expect(await sold()).toEqual([{ lines: 6, qty: 31_000, net: null }])
    expect(await codes()).toEqual(TOLD)
    // of a line that says how many and nothing else, nothing was worked out
    expect(dataset.profile?.derived_rows).toBe(0)
  })
  test('a shop where all costs the same has no bill totals', async () => {
    const rows = ['B1,Pen,1,10', 'B1,Cap,1,10', 'B2,Pen,1,10', 'B2,Cup,2,20', 'B3,Cup,3,30', 'B3,Cap,3,30', 'B4,Pen,2,20', 'B4,Cup,1,10']
    await read(['Date,Bill No,Item,Qty,Total', ...rows.map((row) => `13/11/2025,${row}`), ''].join('\n'))
    expect(await sold()).toEqual([{ lines: 8, qty: 14_000, net: 1_400_000 }])
  })
})

test('a discount, a rounding or a charge among the lines moves money and no units', async () => {
  await read(
    [
      HEADER,
      '03/11/2025,INV-1,Surf Excel 1kg,3,155,465',
      '03/11/2025,INV-1,Discount,,,-10',
      '03/11/2025,INV-1,Round Off,,,0.37',
      '14/11/2025,INV-2,Tata Salt 1kg,4,28,112',
      '14/11/2025,INV-2,Delivery charges,0,,40',
      '14/11/2025,INV-2,Discount card,1,99,99',
      '',
    ].join('\n'),
  )
  expect(
    await db.all(
      sql`SELECT line_type, sum(qty)::BIGINT AS qty, sum(gross)::BIGINT AS gross, sum(discount)::BIGINT AS discount, sum(net_ex_tax)::BIGINT AS net FROM sales_fact GROUP BY line_type ORDER BY line_type`,
    ),
  ).toEqual([
    { line_type: 'ADJ', qty: 0, gross: 403_700, discount: 100_000, net: 303_700 },
    { line_type: 'SALE', qty: 8_000, gross: 6_760_000, discount: 0, net: 6_760_000 },
  ])
})

const SUMMED = 'Gupta Stores\nItem Wise Sales from 1-Apr-2024 to 30-Apr-2024\nItem Name,Qty,Amount\nTea,10,500\nSoap,4,100\nTotal,14,600\n'

test('sales of a period, one row for each product, are dated on its last day, and that is said', async () => {
  const { db, outcome, recognition } = await tryImport(SUMMED)
  expect([outcome.status, recognition.mapping.kind, recognition.mapping.defaults]).toEqual([
    'done',
    'sales',
    { store: null, channel: null, day: '2024-04-30' },
  ])
  expect(
    await db.all(sql`SELECT date::VARCHAR AS date, qty / 1e3 AS qty, net_ex_tax / 1e4 AS net FROM sales_fact ORDER BY row_no`),
  ).toEqual([
    { date: '2024-04-30', qty: 10, net: 500 },
    { date: '2024-04-30', qty: 4, net: 100 },
  ])
  const codes = await db.all<{ code: string; raw_value: string | null }>(
    sql`SELECT code, raw_value FROM row_issue WHERE row_no = 0 AND severity = 'warn'`,
  )
  expect(codes).toEqual([{ code: 'W_ONE_DAY', raw_value: '2024-04-30' }])
})

test('a list of goods with quantity and amount, of which only the month is said, is asked what it is; what is said is read, corrected rows too', async () => {
  const bare = 'Item Name,Qty,Amount\nTea,10,500\nSoap,four,100\n'
  const { outcome, recognition } = await tryImport(bare, { filename: 'April 2024.csv', uploaded_at: '2024-05-05T10:00:00Z' })
  expect(outcome).toEqual({
    status: 'questions',
    questions: [{ about: 'kind', guess: null, options: ['sales', 'inventory', 'purchases'] }],
  })
  expect(recognition.mapping.defaults?.day).toBe('2024-04-30')
  const { mapping } = recognition
  const on = { store: null, channel: null, day: '2024-05-02' }
  const { db, dataset } = await tryImport(bare, { mapping: { ...mapping, defaults: on } })
  const sold = () => db.all(sql`SELECT date::VARCHAR AS date, CAST(sum(qty) AS DOUBLE) / 1e3 AS qty FROM sales_line GROUP BY date`)
  expect(await sold()).toEqual([{ date: '2024-05-02', qty: 10 }])
  await tryImport((await rejectsCsv(db, dataset)).replace('four', '4'), { db })
  expect(await sold()).toEqual([{ date: '2024-05-02', qty: 14 }])
  const { db: bought } = await tryImport(bare.replace('four', '4'), { mapping: { ...mapping, kind: 'purchases', defaults: on } })
  expect(
    await bought.all(sql`SELECT date::VARCHAR AS date, qty / 1e3 AS qty, unit_cost / 1e4 AS cost FROM purchase_fact ORDER BY row_no`),
  ).toEqual([
    { date: '2024-05-02', qty: 10, cost: 50 },
    { date: '2024-05-02', qty: 4, cost: 25 },
  ])
  const { outcome: counted } = await tryImport(bare.replace('four', '4'), { mapping: { ...mapping, kind: 'inventory' } })
  expect(counted.status).toBe('done')
})

test('sales of a whole year in one row for each product are refused: they would all sell on its last day', async () => {
  await expect(tryImport(SUMMED.replace('30-Apr-2024', '31-Mar-2025'), { uploaded_at: '2025-04-15T10:00:00Z' })).rejects.toMatchObject({
    shape: { code: 'E_NO_DATE', details: { advice: 'long-period', days: 365 } },
  })
})

test('what a program writes under its report is no row of it', async () => {
  const { outcome, db } = await tryImport(
    'Date,Item Name,Qty,Amount\n2024-01-01,Tea,1,10\nTotal,,1,10\nPrinted on 05/05/2024 10:11 AM,,,\n*** END OF REPORT ***,,,\n',
  )
  expect(outcome.status).toBe('done')
  expect(await db.all(sql`SELECT row_no, code FROM row_issue WHERE row_no > 0 ORDER BY row_no`)).toEqual([
    { row_no: 2, code: 'I_TOTAL_ROW' },
    { row_no: 3, code: 'I_TOTAL_ROW' },
    { row_no: 4, code: 'I_TOTAL_ROW' },
  ])
})
