import { describe, expect, test } from 'vitest'
import { LucidError } from '../../../src/domain/errors'
import { sniff, sniffUnpacked } from '../read/sniff'
import { recognise } from '../recognise/recognise'
import { unpivot, widePlan } from './unpivot'

async function turned(csv: string, names: string[] = ['table.csv'], locale = 'en-IN') {
  const bytes = new TextEncoder().encode(csv)
  const sniffed = sniff(bytes, bytes.length)
  const plan = widePlan(sniffed.head_rows, names, locale)
  const made = plan && unpivot(bytes, sniffed, plan)
  if (!made) return null
  const text = await made.csv.text()
  const lines = text.trimEnd().split('\n')
  expect(lines.length - 1 - (plan.titles?.length ?? 0), 'every row of the long table is counted').toBe(made.wide.lines + made.wide.others)
  expect(made.wide.lines + made.wide.empty, 'every place for a figure is counted').toBe(made.wide.rows * made.wide.columns)
  return { ...made, lines, text }
}

async function read(csv: string, names?: string[]) {
  const made = await turned(csv, names)
  if (!made) throw new Error('not turned')
  const bytes = new TextEncoder().encode(made.text)
  const { encoding_guess, ...sniffed } = sniffUnpacked(bytes, bytes.length)
  return recognise({ sniffed: { ...sniffed, encoding: encoding_guess }, filename: 'table.csv', remembered: null })
}

describe('a column for each month', () => {
  test('one line for each figure, dated the last day of its month, with its row and column in the file', async () => {
    const made = await turned(
      'Sales quantity 2025\nSKU,Product,Jan-25,Feb-25,Mar-25,Total\nT1,Tea,3,4,5,12\nS1,Salt,1,,0,1\nTotal,,4,4,5,13\n',
    )
    expect(made?.lines).toEqual([
      'SKU,Product,Date,Quantity,File row,File column',
      'T1,Tea,2025-01-31,3,3,Jan-25',
      'T1,Tea,2025-02-28,4,3,Feb-25',
      'T1,Tea,2025-03-31,5,3,Mar-25',
      'S1,Salt,2025-01-31,1,4,Jan-25',
      'Total,,,13,5,Total',
    ])
    expect(made?.wide).toEqual({ by: 'month', columns: 3, first: '2025-01', last: '2025-03', rows: 2, lines: 4, empty: 2, others: 1 })
    expect(made?.left_out).toEqual([{ name: 'Total', code: 'L_TOTAL_COLUMN', count: 1 }])
  })

  test.each([
    ['Product,2025-01,2025-02,2025-03', ['2025-01-31', '2025-02-28', '2025-03-31']],
    ['Product,Apr 2025,May 2025,June 2025', ['2025-04-30', '2025-05-31', '2025-06-30']],
    ['उत्पाद,जनवरी 2024,फरवरी 2024,मार्च 2024', ['2024-01-31', '2024-02-29', '2024-03-31']],
    ["Item,Jan'25,Feb'25,Mar'25", ['2025-01-31', '2025-02-28', '2025-03-31']],
    ['Item,202501,202502,202503', ['2025-01-31', '2025-02-28', '2025-03-31']],
    ['Item,01/01/2025,01/02/2025,01/03/2025', ['2025-01-31', '2025-02-28', '2025-03-31']],
    ['Item,2025-01-01,2025-02-01,2025-03-01', ['2025-01-31', '2025-02-28', '2025-03-31']],
    ['Item,31/01/2025,28/02/2025,31/03/2025', ['2025-01-31', '2025-02-28', '2025-03-31']],
    ['Item,01/03/2025,02/03/2025,03/03/2025', ['01/03/2025', '02/03/2025', '03/03/2025']],
    ['Item,13 Feb 2026,14 Feb 2026,15 Feb 2026', ['13 Feb 2026', '14 Feb 2026', '15 Feb 2026']],
  ])('%s', async (header, days) => {
    const made = await turned(`${header}\nTea,3,4,5\nSalt,1,2,3\n`)
    expect(made?.lines.slice(1, 4).map((line) => line.split(',')[1])).toEqual(days)
  })

  test('months without a year take the one that the title or the file name says, a financial year too', async () => {
    const rows = 'Tea,3,4,5,6\nSalt,1,2,3,4\n'
    const dates = async (csv: string, name: string) => (await turned(csv, [name]))?.lines.slice(1, 5).map((line) => line.split(',')[1])
    expect(await dates(`Item,Feb,Mar,Apr,May\n${rows}`, 'sales_2024.csv')).toEqual(['2024-02-29', '2024-03-31', '2024-04-30', '2024-05-31'])
    expect(await dates(`Sale 2024-25\nItem,Nov,Dec,Jan,Feb\n${rows}`, 'a.csv')).toEqual([
      '2024-11-30',
      '2024-12-31',
      '2025-01-31',
      '2025-02-28',
    ])
    expect(await dates(`Item,Nov,Dec,Jan,Feb\n${rows}`, '2024.csv')).toBeUndefined()
    expect(await dates(`Item,Feb,Mar,Apr,May\n${rows}`, 'a.csv')).toBeUndefined()
  })

  test.each([
    ['Item,W1 2024,W2 2024,W53 2020', ['2024-01-01', '2024-01-08', '2020-12-28']],
    ['Item,2024-W05,2024-W06,2025-W01', ['2024-01-29', '2024-02-05', '2024-12-30']],
    ['Item,Week 1/2026,Week 2/2026,Week 3/2026', ['2025-12-29', '2026-01-05', '2026-01-12']],
    ['Item,wk ending 07/01/2024,wk ending 14/01/2024,wk ending 21/01/2024', ['07/01/2024', '14/01/2024', '21/01/2024']],
    ['Item,W/C 2024-01-01,W/C 2024-01-08,W/C 2024-01-15', ['2024-01-01', '2024-01-08', '2024-01-15']],
    ['Item,सप्ताह 5 2024,सप्ताह 6 2024,सप्ताह 7 2024', ['2024-01-29', '2024-02-05', '2024-02-12']],
  ])('a column for each week: %s', async (header, days) => {
    const made = await turned(`${header}\nTea,3,4,5\nSalt,1,2,3\n`)
    expect(made?.wide).toMatchObject({ by: 'week', columns: 3, first: days[0], last: days[2] })
    expect(made?.lines.slice(1, 4).map((line) => line.split(',')[1])).toEqual(days)
  })

  test('weeks without a year take the one that is written around; without one, or over its end, nothing is guessed', async () => {
    const week = async (header: string, name: string) => (await turned(`Item,${header}\nTea,3,4,5\n`, [name]))?.lines[1]?.split(',')[1]
    expect(await week('Week 31,Week 32,Week 33', 'sales 2024.csv')).toBe('2024-07-29')
    expect(await week('Week 31,Week 32,Week 33', 'sales.csv')).toBeUndefined()
    expect(await week('Week 51,Week 52,Week 1', 'sales 2024.csv')).toBeUndefined()
    expect(await week('Week 51 2023,Week 52 2023,Week 53 2023', 'sales.csv')).toBeUndefined()
    expect(await week('W1,W2,W3', 'sales 2024.csv')).toBeUndefined()
  })

  test('units and amount of each month under one heading are one line', async () => {
    const made = await turned('Item,Jan-25,,Feb-25,\n,Qty,Amount,Qty,Amount\nTea,2,20.00,3,30.00\nSalt,,,1,9.50\n')
    expect(made?.lines).toEqual([
      'Item,Date,Quantity,Amount,File row,File column',
      'Tea,2025-01-31,2,20.00,3,Jan-25',
      'Tea,2025-02-28,3,30.00,3,Feb-25',
      'Salt,2025-02-28,1,9.50,4,Feb-25',
    ])
    expect((await turned('Item,Qty Jan-25,Value Jan-25,Qty Feb-25,Value Feb-25\nTea,2,20.00,3,30.00\n'))?.lines[1]).toBe(
      'Tea,2025-01-31,2,20.00,2,Qty Jan-25',
    )
  })

  test('whether the numbers are units or money is asked where nothing tells', async () => {
    expect((await read('Item,Jan-25,Feb-25\nTea,30,40\nSalt,10,20\n')).questions).toMatchObject([
      { about: 'measure', guess: 'qty', column: 2 },
    ])
    const told = await read('Item,Jan-25,Feb-25\nTea,30.50,40.25\nSalt,10.00,20.75\n')
    expect(told.questions).toEqual([])
    expect(told.mapping).toMatchObject({ kind: 'sales', columns: ['product', 'date', 'total', null, null] })
    expect((await read('Item,Jan-25,Feb-25\nTea,30,40\nSalt,10,20\n', ['units sold.csv'])).mapping.columns).toEqual([
      'product',
      'date',
      'qty',
      null,
      null,
    ])
  })

  test('blank rows, the header again, long rows and unlabelled totals keep a row each', async () => {
    const made = await turned('Item,Shop,Jan-25,Feb-25\nTea,A,3,4\n,,,\nItem,Shop,Jan-25,Feb-25\nSalt,B,1,2,9\nSoap,B,1,2\n,,4,6\n')
    expect(made?.lines.slice(3)).toEqual([
      '',
      'Item,Shop,Date,Figures,File row,File column',
      'Salt,B,1,2,9,,5',
      'Soap,B,2025-01-31,1,6,Jan-25',
      'Soap,B,2025-02-28,2,6,Feb-25',
      ',,,,7,Total',
    ])
  })

  test.each([
    ['purchases', 'Purchase register\nItem,Jan-25,Feb-25,Mar-25\nTea,3,4,5\n'],
    ['days in the rows', 'Date,Item,Jan-25,Feb-25,Mar-25\n2025-01-01,Tea,3,4,5\n'],
    ['texts under the months', 'Item,Jan-25,Feb-25,Mar-25\nTea,open,closed,open\n'],
    ['days that could be years', 'Item,Jan-01,Jan-02,Jan-03\nTea,3,4,5\n'],
    ['dates in a row of data', 'Item,Ordered on,Shipped on,Qty\nTea,2025-01-02,2025-01-03,4\nSalt,2025-01-02,2025-01-04,1\n'],
    [
      'days as numbers in rows of data',
      'Item,Ordered,Shipped,Delivered,Qty\nTea,20250102,20250103,20250107,4\nSalt,20250102,20250104,20250109,1\n',
    ],
    ['dates in rows under known names', 'Item name,Bill no,Qty,a,b,c\nTea,7,4,2025-01-02,2025-01-03,2025-01-04\nSalt,8,1,1,2,3\n'],
    ['plain sales', 'Date,Item,Qty,Amount\n2025-01-01,Tea,1,10.00\n2025-01-02,Tea,2,20.00\n'],
  ])('%s stay as they are', async (_, csv) => expect(await turned(csv)).toBeNull())
})

describe('a column for each product', () => {
  const body = '13/02/2026,3,4,5,12\n14/02/2026,1,,3,4\nTotal,4,4,8,16\n'
  test('is turned where something says that the columns are products', async () => {
    const made = await turned(`Date / Item,Masala chai,Ginger chai,Black tea,Total\n${body}`)
    expect(made?.lines).toEqual([
      'Date,Product,Figures,File row,File column',
      '13/02/2026,Masala chai,3,2,Masala chai',
      '13/02/2026,Ginger chai,4,2,Ginger chai',
      '13/02/2026,Black tea,5,2,Black tea',
      '14/02/2026,Masala chai,1,3,Masala chai',
      '14/02/2026,Black tea,3,3,Black tea',
      ',,16,4,Total',
    ])
    expect((await turned(`Date,Masala chai,Ginger chai,Black tea,Total\n${body}`, ['product-wise units.csv']))?.lines[0]).toBe(
      'Date,Product,Quantity,File row,File column',
    )
  })
  test('is refused as before where nothing does: they may be counters or ways of paying', async () => {
    expect(await turned(`Date,Masala chai,Ginger chai,Black tea,Total\n${body}`)).toBeNull()
    expect(await turned(`Item sales\nDate,Cash,Card,UPI,Total\n${body}`)).toBeNull()
  })
})

test('what can be dropped is turned, or told why not, whatever its bytes', () => {
  for (const csv of ['a', 'Jan-25,Feb-25\n', 'Item,Jan-25,Feb-25\n', ',,,\n,,,\n', 'Jan-25,Feb-25,Mar-25\n1,2,3\n']) {
    const bytes = new TextEncoder().encode(csv)
    try {
      expect(widePlan(sniff(bytes, bytes.length).head_rows, ['a.csv'], 'en-IN')).toBeNull()
    } catch (error) {
      expect(error).toBeInstanceOf(LucidError)
    }
  }
})

describe('a column for each store', () => {
  test('one line for each store that has some, with its store; titles stay, because they tell the day of the count', async () => {
    const made = await turned(
      'Stock as on 31-03-2025\nItem Name,MRP,Andheri Stock,Dadar Stock,Total Stock\nAtta,270,10,5,15\nSalt,28,,7,7\nTotal,,10,12,22\n',
      ['branch stock.csv'],
    )
    expect(made?.lines).toEqual([
      'Stock as on 31-03-2025',
      'Item Name,MRP,Store,Closing Stock,File row,File column',
      'Atta,270,Andheri,10,3,Andheri',
      'Atta,270,Dadar,5,3,Dadar',
      'Salt,28,Dadar,7,4,Dadar',
      'Total,,,22,5,Total',
    ])
    expect(made?.wide).toEqual({ by: 'store', columns: 2, first: 'Andheri', last: 'Dadar', rows: 2, lines: 3, empty: 1, others: 1 })
    expect(made?.left_out).toEqual([{ name: 'Total Stock', code: 'L_TOTAL_COLUMN', count: 1 }])
  })

  test('quantity and value under each store', async () => {
    const made = await turned(
      'Item,Rate,Main Store,,Godown,,Total,\n,,Qty,Value,Qty,Value,Qty,Value\nAtta,40,2,80,5,200,7,280\nSalt,10,0,0,3,30,3,30\n',
      ['shop.xlsx', 'Stock'],
    )
    expect(made?.lines).toEqual([
      'Item,Rate,Store,Closing Stock,Stock Value,File row,File column',
      'Atta,40,Main Store,2,80,3,Main Store',
      'Atta,40,Godown,5,200,3,Godown',
      'Salt,10,Godown,3,30,4,Godown',
    ])
  })

  test('is read as stock of its stores', async () => {
    expect(
      (await read('Item Code,Item Name,Purchase Rate,Andheri,Dadar,Total\n1,Atta,40,2,5,7\n2,Salt,10,3,3,6\n', ['godown stock.csv']))
        .mapping,
    ).toMatchObject({
      kind: 'inventory',
      columns: ['code', 'product', 'cost', 'store', 'stock', null, null],
    })
  })

  test.each([
    ['sizes', 'Item,S,M,L,Total\nShirt,1,2,3,6\nKurta,2,2,2,6\n', 'store stock.csv'],
    ['ages', 'Item,0-30 Days,31-60 Days,Total\nAtta,1,2,3\nSalt,2,2,4\n', 'store stock.csv'],
    ['states', 'Item,Saleable Stock,Damaged Stock,Total Stock\nAtta,1,2,3\nSalt,2,2,4\n', 'store stock.csv'],
    ['sales of stores', 'Item,Andheri,Dadar,Total\nAtta,1,2,3\nSalt,2,2,4\n', 'branch wise sales.csv'],
    ['columns that nothing tells', 'Item,Ramesh,Suresh,Total\nAtta,1,2,3\nSalt,2,2,4\n', 'report.csv'],
    ['figures that are no part of the total', 'Item,Store,Bay,Shelf,Closing Stock\nAtta,Dadar,1,2,30\nSalt,Dadar,2,2,4\n', 'stock.csv'],
  ])('is not seen in %s', async (_, csv, name) => {
    expect(await turned(csv, [name])).toBeNull()
  })
})
