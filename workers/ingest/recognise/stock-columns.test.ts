import { describe, expect, test } from 'vitest'
import type { Recognition, Role } from '../../../src/domain/mapping'
import { sniffText } from './real-files.fixture'
import { recognise } from './recognise'

const read = (text: string, filename = 'file.csv'): Recognition => recognise({ sniffed: sniffText(text, ','), filename, remembered: null })
const refusal = (code: string) => expect.objectContaining({ code })

/** Header -> role, without the columns that have none. */
function roles(found: Recognition): Record<string, Role> {
  return Object.fromEntries(found.mapping.columns.flatMap((role, i) => (role ? [[found.header[i] ?? '', role]] : [])))
}

describe('counts of stock, whatever else they say', () => {
  test.each([
    ['inventory', 'Stock.csv', 'Item Name,Category,Purchase Price,MRP,Closing Stock\nSugar,Staples,40,50,12\n'],
    [
      'inventory',
      'export.csv',
      'BATCH WISE STOCK STATEMENT AS ON 31-03-2026\nITEM NAME,BATCH,EXP.,MRP,P.RATE,STOCK,VALUE\nSugar,B7,12/26,50,40,12,480\n',
    ],
    ['inventory', 'export.csv', 'Store,Item Name,Batch No,Exp,Qty,Cost\nMAIN,Sugar,B7,07/26,36,40\n'],
    ['inventory', 'Stock Summary.csv', 'Particulars,Quantity,Rate,Value\nSugar,15 Nos,40/Nos,600\n'],
    [
      'inventory',
      'export.csv',
      'Item Name,Batch No,Expiry Date,Received Date,Closing Stock,Cost,Amount\nSugar,B7,10/28,11/08/2026,36,40,1440\n',
    ],
    ['inventory', 'stock.csv', 'Item Name,Supplier,Qty,Cost,Value\nSugar,Annam,36,40,1440\n'],
    ['inventory', 'items.csv', 'Item Name,Category,HSN,Sale Price,GST %,Current Stock\nSugar,Staples,1701,45,5,12\n'],
    [
      'purchases',
      'purchase.csv',
      'Invoice Date,Invoice No,Party Name,Item Name,Batch No,Expiry,Qty,Rate,Total\n04/03/2026,P1,Metro,Dolo,B1,04/27,9,40,360\n',
    ],
    ['products', 'items.csv', 'Item Code,Item Name,Category,Brand,MRP,Stock\n1,Sugar,Staples,Annam,50,0\n'],
    ['sales', 'export.csv', 'Date,Bill No,Item,Qty,Amount,Balance Stock\n13/02/2025,B1,Sugar,2,90,10\n'],
    [
      'purchases',
      'Purchase Register Jan-Mar 2026.csv',
      'Date,Invoice No,Party Name,Item Name,Qty,Rate,Amount\n04/03/2026,P1,Metro,Sugar,9,40,360\n',
    ],
    [
      'purchases',
      'export.csv',
      'ITEM WISE PURCHASE 01-01-2026 TO 31-03-2026\nDATE,BILL NO,ITEM NAME,QTY,FREE,RATE,AMOUNT\n04/01/2026,P1,Sugar,10,1,40,400\n',
    ],
    [
      'purchases',
      'export.csv',
      'Gupta Sales Corporation\nPurchase Register\nDate,Bill No,Item Name,Qty,Rate,Amount\n04/01/2026,P1,Sugar,10,40,400\n',
    ],
    ['inventory', 'export.csv', 'Gupta Sales Corporation\nStock Summary\nParticulars,Quantity,Rate,Value\nSugar,15 Nos,40/Nos,600\n'],
    ['sales', 'purchases.csv', 'Date,Customer,Item,Qty,Amount\n04/01/2026,Asha,Sugar,1,45\n'],
    ['sales', 'Customer purchase history.csv', 'Date,Item,Qty,Amount\n04/01/2026,Sugar,1,45\n'],
  ])('%s: %s', (kind, filename, text) => {
    const found = recognise({ sniffed: sniffText(text, ','), filename, remembered: null })
    expect(found.mapping.kind).toBe(kind)
    expect(found.questions).toEqual([])
  })

  test('what speaks for a list of products as well is asked', () => {
    const text = 'Item Name,Category,Brand,HSN,Sale Price,Stock\nSugar,Staples,Annam,1701,45,12\n'
    const { questions } = recognise({ sniffed: sniffText(text, ','), filename: 'export.csv', remembered: null })
    expect(questions).toEqual([{ about: 'kind', guess: 'products', options: ['products', 'inventory'] }])
  })

  test('bills of a party with batches, and no word of selling or buying, are asked', () => {
    const text = 'Invoice Date,Invoice No,Party Name,Item Name,Batch No,Expiry,Qty,Rate,Total\n04/03/2026,P1,Metro,Dolo,B1,04/27,9,40,360\n'
    const asked = (filename: string) => recognise({ sniffed: sniffText(text, ','), filename, remembered: null }).questions
    expect(asked('export.csv')).toEqual([{ about: 'kind', guess: 'sales', options: ['sales', 'purchases'] }])
    expect(asked('sales register.csv')).toEqual([])
  })

  test('the store that stands above a count is asked, unless it was said, or said before of this header', () => {
    const text = 'Store: Andheri West\nStock as on 31-Mar-2026\nItem Name,Batch No,Stock\nSugar,B1,12\n'
    const input = { sniffed: sniffText(text, ','), filename: 'stock.csv' }
    const found = recognise({ ...input, remembered: null })
    expect(found.questions).toEqual([{ about: 'store', guess: 'Andheri West', options: [] }])
    const said = { kind: null, channel: null, store: 'A1' }
    expect(recognise({ ...input, remembered: null, said }).questions).toEqual([])
    const kept = { ...found.mapping, defaults: { store: 'andheri west', channel: null } }
    expect(recognise({ ...input, remembered: () => kept }).questions).toEqual([])
    const other = { ...found.mapping, defaults: { store: 'Dadar', channel: null } }
    expect(recognise({ ...input, remembered: () => other }).questions).toEqual([{ about: 'store', guess: 'Andheri West', options: [] }])
  })

  test.each(['Stock as on 31/03/2026', 'Closing Stock (as at 31-Mar-26)', 'Balance Qty as of 31.03.2026'])(
    '%s counts what lies there',
    (name) => {
      const found = recognise({
        sniffed: sniffText(`Item Name,Purchase Rate,${name}\nSugar,40,12\n`, ','),
        filename: 'export.csv',
        remembered: null,
      })
      expect(found).toMatchObject({ questions: [], mapping: { kind: 'inventory', columns: ['product', 'cost', 'stock'] } })
    },
  )

  test('goods on no day that nothing tells to be counted are asked about, and not taken for sales without a date', () => {
    const text = 'Item Code,Item Name,MRP,Purchase Rate,Andheri,Dadar,Total\n1,Sugar,50,40,5,7,12\n'
    const { questions } = recognise({ sniffed: sniffText(text, ','), filename: 'export.csv', remembered: null })
    expect(questions).toEqual([{ about: 'kind', guess: null, options: ['inventory', 'products'] }])
    expect(() => recognise({ sniffed: sniffText(text, ','), filename: 'sales.csv', remembered: null })).toThrow(refusal('E_NO_DATE'))
  })

  test('goods added up are of the period that stands above them; what they are is asked where only a day is said, and the day anew for every file', () => {
    const bare = 'Item,Qty,Amount\nSugar,2,90\nSalt,1,20\n'
    const asked = { about: 'kind', guess: null, options: ['sales', 'inventory', 'purchases'] }
    expect(read(bare, 'list April 2026.csv')).toMatchObject({ questions: [asked], mapping: { defaults: { day: '2026-04-30' } } })
    expect(() => read(bare, 'list 01-05-2026.csv')).toThrow(refusal('E_NO_DATE')) // the day it was written, as likely as not
    expect(read(bare, 'sales 01-05-2026.csv').questions).toEqual([{ about: 'day', guess: '2026-05-01' }])
    const numbered = 'Item Wise Sale Summary : 01-04-2026 - 30-04-2026\nS.No.,Item Name,Qty,Amount\n1,Tea,120,3360\n2,Salt,480,4800\n'
    expect(read(numbered).mapping.defaults?.day).toBe('2026-04-30')
    const of_april = read(`Item Wise Sales\n01/04/2026 to 30/04/2026\n${bare}`)
    expect([of_april.questions, of_april.mapping.defaults]).toEqual([[], { store: null, channel: null, day: '2026-04-30' }])
    const bought = read(`Purchases of 01/04/2026 to 30/04/2026\n${bare}`, 'item wise purchase.csv')
    expect([bought.mapping.kind, bought.mapping.defaults?.day]).toEqual(['purchases', '2026-04-30'])
    const again = recognise({ sniffed: sniffText(bare, ','), filename: 'export.csv', remembered: () => of_april.mapping })
    expect([again.mapping.kind, again.questions]).toEqual(['sales', [{ about: 'day', guess: null }]])
    expect(() => read('Item,Qty,Amount,Bill No\nSugar,2,90,B1\n')).toThrow(refusal('E_NO_DATE'))
  })

  test('units that came in are no day on which they came; what was accepted of a delivery is what was bought', () => {
    const register =
      'Closing Stock as on 31/03/2026\nItem Name,Op. Stock,Inward,Outward,Closing,Rate\nTea,10,100,60,50,24\nSalt,0,480,400,80,9\n'
    expect(roles(read(register))).toEqual({ 'Item Name': 'product', Closing: 'stock', Rate: 'unit_price' })
    const grn =
      'GRN No,GRN Date,Vendor,Item Name,Rcvd Qty,Rej Qty,Acc Qty,Basic Rate,Basic Amt\nG1,22/04/2026,Metro,Tea,470,10,460,8,3680\n'
    expect(roles(read(grn))).toMatchObject({ 'Acc Qty': 'qty', 'GRN Date': 'received' })
  })

  test('orders of a delivery service are not those of a web shop: a rejected one is no sale', () => {
    const found = read(
      'Order ID,Order Date,Restaurant Name,Item Name,Quantity,Item Total,Order Status\n7,02 Apr 2026,Spice Hub,Roll,1,240,Rejected\n',
    )
    expect([found.source_type, found.mapping.columns[6]]).toEqual(['generic', 'type'])
  })

  test('the price to the retailer is what stock cost, where nothing else says so', () => {
    const roles_of = (header: string) =>
      recognise({ sniffed: sniffText(`${header}\nDolo,B1,07/27,12,50,30,28\n`, ','), filename: 'stock.csv', remembered: null }).mapping
        .columns
    expect(roles_of('Item,Batch,Expiry,Stock,MRP,PTR,X')[5]).toBe('cost')
    expect(roles_of('Item,Batch,Expiry,Stock,MRP,PTR,PTS').slice(5)).toEqual(['unit_price', 'cost'])
  })

  test('who a purchase is booked to sold the goods', () => {
    const text = 'Date,Invoice No,Party Name,Item Name,Qty,Rate\n04/03/2026,P1,Metro,Sugar,9,40\n'
    const { mapping } = recognise({ sniffed: sniffText(text, ','), filename: 'purchase report.csv', remembered: null })
    expect(mapping.columns[2]).toBe('supplier')
  })
})

describe('what stock and purchase files call their columns', () => {
  test.each([
    ['Item,B.No.,Exp. Month/Year,Op. Stk,Cl. Stk,P.Price', 'product,batch,expiry,,stock,cost'],
    ['Item,Batch Reference#,Expiry Dt,Closing Balance Qty,Landing Rate', 'product,batch,expiry,stock,cost'],
    ['Item,Opening Stock,In,Out,Closing,Avg. Rate,Closing Value', 'product,,,,stock,cost,total'],
    ['Item,Batch,Prod. Date,Exp MM/YY,Qty In Hand,Stock Value', 'product,batch,mfg,expiry,stock,total'],
    ['वस्तु,बैच नं.,एक्सपायरी तारीख,बचा हुआ स्टॉक,खरीद रेट', 'product,batch,expiry,stock,cost'],
    ['Artikel,Chargen-Nr.,Mindesthaltbarkeitsdatum,Lagerbestand,Lagerwert', 'product,batch,expiry,stock,total'],
    ['Désignation,N° de lot,DLC,Quantité en stock', 'product,batch,expiry,stock'],
    ['Purchase Date,Supplier,Item,Qty,Free Goods,Purch. Rate', 'received,supplier,product,qty,free_qty,cost'],
    ['GRN Date,Vendor,Item,Recd Qty,Purchase Rate', 'received,supplier,product,qty,cost'],
  ])('%s', (header, expected) => {
    const dates = /date|expi|exp |exp\.|dlc|datum|एक्सपायरी/i
    const row = header
      .split(',')
      .map((name, at) => (dates.test(name) ? '13/02/2025' : expected.split(',')[at] === 'product' ? 'Sugar' : '7'))
    const found = read(`${header}\n${row.join(',')}\n`)
    expect(found.mapping.columns.map((role) => role ?? '').join(',')).toBe(expected)
    expect(found.questions).toEqual([])
  })

  test('what is left to pay changes nothing in a file of sales', () => {
    for (const name of ['Balance', 'Closing Balance', 'Remaining']) {
      const found = read(`Date,Bill No,Item,Qty,Amount,${name}\n13/02/2025,B1,Sugar,2,90.00,10\n14/02/2025,B2,Salt,1,20.00,0\n`)
      expect([name, found.mapping.kind, found.questions]).toEqual([name, 'sales', []])
      expect(found.mapping.columns).toEqual(['date', 'transaction_id', 'product', 'qty', 'total', null])
    }
    expect(read('Date,Item,Amount,Paid,Balance\n13/02/2025,Sugar,90.00,80,10\n14/02/2025,Salt,20.00,20,0\n').mapping).toMatchObject({
      kind: 'sales',
      columns: ['date', 'product', 'total', null, null],
    })
  })
})
