import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LucidError } from '../../../src/domain/errors'
import { Recognition, type Role } from '../../../src/domain/mapping'
import { applyMapping, validateMapping } from './apply-mapping'
import { DICTIONARY } from './dictionary'
import { sniffText } from './real-files.fixture'
import { recognise } from './recognise'

const read = (text: string, filename = 'file.csv'): Recognition => recognise({ sniffed: sniffText(text, ','), filename, remembered: null })
const refusal = (code: string) => expect.objectContaining({ code })

/** Header -> role, without the columns that have none. */
function roles(found: Recognition): Record<string, Role> {
  return Object.fromEntries(found.mapping.columns.flatMap((role, i) => (role ? [[found.header[i] ?? '', role]] : [])))
}

const LINES = 'Date,Bill No,Item,Qty,Amount\n13/02/2025,B1,Sugar,2,90.00\n13/02/2025,B1,Salt,1,20.00\n'

describe('questions', () => {
  test('none for a plain file', () => {
    const found = read(LINES)
    expect(found).toMatchObject({
      format: 'csv',
      source_type: 'generic',
      questions: [],
      remembered: false,
      mapping: { kind: 'sales', date_order: null },
    })
    expect(roles(found)).toEqual({ Date: 'date', 'Bill No': 'transaction_id', Item: 'product', Qty: 'qty', Amount: 'total' })
    expect(found.preview).toEqual([
      ['13/02/2025', 'B1', 'Sugar', '2', '90.00'],
      ['13/02/2025', 'B1', 'Salt', '1', '20.00'],
    ])
  })

  test('unknown words are asked about, with the guess that the values give', () => {
    const found = read('Päivä,Tuote,Määrä\n13.02.2025,Sokeri,2\n14.02.2025,Suola,1\n')
    expect(found.questions).toEqual([
      { about: 'column', role: 'date', guess: 0, candidates: [{ column: 0, score: 0.65 }] },
      { about: 'column', role: 'product', guess: 1, candidates: [expect.objectContaining({ column: 1 })] },
      { about: 'column', role: 'qty', guess: 2, candidates: [{ column: 2, score: 0.65 }] },
    ])
    expect(found.mapping.columns).toEqual(['date', 'product', 'qty'])
  })

  test('a due date alone is not taken without asking; beside the bill date it is left', () => {
    expect(read('Due Date,Item,Qty\n13/02/2025,Sugar,2\n').questions).toEqual([
      { about: 'column', role: 'date', guess: 0, candidates: [{ column: 0, score: 0.65 }] },
    ])
    const found = read('Due Date,Bill Date,Item,Qty\n13/03/2025,13/02/2025,Sugar,2\n')
    expect(roles(found)).toMatchObject({ 'Bill Date': 'date' })
    expect(found.mapping.columns[0]).toBeNull()
  })

  test('two columns of the same name with other values', () => {
    const found = read('Date,Item,Qty,Amount,Amount\n13/02/2025,Sugar,2,90,95\n')
    expect(found.questions).toMatchObject([{ about: 'column', role: 'total', guess: 3 }])
    expect(read('Date,Item,Qty,Amount,Amount\n13/02/2025,Sugar,2,90,90\n').questions).toEqual([])
  })
})

describe('what a file lacks', () => {
  test.each([
    ['E_NO_DATE', 'Item,Qty,Amount\nSugar,2,90\n'],
    ['E_NO_DATE', 'Sales 1-4-2024 to 31-3-2025\nItem,Qty,Amount\nSugar,2,90\nSalt,1,20\n'],
    ['E_NO_DATE', 'Bill No,Item,Qty,Rate\nB1,Sugar,2,45\n'],
    ['E_NO_PRODUCT', 'Date,Bill No,Qty,Amount\n13/02/2025,B1,2,90\n'],
    ['E_NO_PRODUCT', 'Date,Bill No,Customer,Amount\n13/02/2025,B1,Asha,90\n'],
    ['E_NO_MEASURE', 'Date,Bill No,Item\n13/02/2025,B1,Sugar\n'],
    ['E_NO_MEASURE', 'Date,Item,Customer,Rate\n13/02/2025,Sugar,Asha,45\n'],
  ])('%s: %s', (code, text) => expect(() => read(text)).toThrow(refusal(code)))

  test.each([
    ['inventory', 'Item,Batch No,Expiry,Closing Stock\nSugar,B7,03/26,12\n'],
    ['inventory', 'Item Code,Item Name,Stock\n1,Sugar,12\n'],
    ['inventory', 'As On Date,Item Name,Stock,Rate\n13/02/2025,Sugar,12,4\n'],
    ['purchases', 'Purchase Date,Supplier,Item,Qty,Purchase Rate\n13/02/2025,Annam,Sugar,2,40\n'],
    ['purchases', 'Date,Purchase Invoice No,Item,Qty,Amount\n13/02/2025,P1,Sugar,2,40\n'],
  ])('nothing, as %s: %s', (kind, text) => expect(read(text)).toMatchObject({ questions: [], mapping: { kind } }))

  test('the error ranks columns that could be meant', () => {
    let details: unknown
    try {
      read('Birth Date,Item,Qty\n13/02/1970,Sugar,2\n')
    } catch (error) {
      details = (error as { shape: { details: unknown } }).shape.details
    }
    expect(details).toMatchObject({ missing: ['date'], suggestions: { date: [{ column: 0, score: 0.5 }] } })
  })
})

describe('kinds', () => {
  test.each([
    ['products', 'Item Code,Item Name,Category,MRP\n1,Sugar,Staples,50\n'],
    ['products', 'Item Name,Rate,Purchase Rate,Opening Stock\nSugar,45,40,12\n'],
    ['products', 'SKU,Product,Price\n1,Sugar,50\n'],
    ['stores', 'Store,Store Name,City\nST01,Main Bazaar,Nashik\n'],
    ['stores', 'Branch Name,City\nMain Bazaar,Nashik\n'],
    ['sales', 'Purchase Date,Customer ID,Product,Qty,Price\n13/02/2025,7,Sugar,2,45\n'],
    ['sales', 'Date,Item,Supplier,Cost,Price,Qty\n13/02/2025,Sugar,Annam,40,45,2\n'],
  ])('%s: %s', (kind, text) => {
    const found = read(text)
    expect(found.mapping.kind).toBe(kind)
    expect(found.questions).toEqual([])
  })
})

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

describe('columns', () => {
  test.each([
    [
      'दिनांक,बिल नंबर,सामान,मात्रा,दर,राशि,ग्राहक,श्रेणी,दुकान,भुगतान',
      ['date', 'transaction_id', 'product', 'qty', 'unit_price', 'total', 'customer', 'category', 'store', 'payment'],
    ],
    ['तारीख | Date,वस्तु | Item,मात्रा | Qty,कुल | Total', ['date', 'product', 'qty', 'total']],
    ['Tarikh,Saman,Matra,Bhav,Rashi', ['date', 'product', 'qty', 'unit_price', 'total']],
    ['Date,Item,Qty,GST %,GST Amt,Amount (₹)', ['date', 'product', 'qty', 'tax_pct', 'tax', 'total']],
    ['Invoice Date,Item,Qty,CGST,SGST,IGST,Total', ['date', 'product', 'qty', 'tax', 'tax', 'tax', 'total']],
    ['Invoice Date,Item,Qty,CGST,SGST,Total Tax,Total', ['date', 'product', 'qty', null, null, 'tax', 'total']],
    ['Order Date,Ship Date,Product Price,Product Cost,Item Qty,Product Name', ['date', null, 'unit_price', 'cost', 'qty', 'product']],
    ['Date,ITEMNAME,QUANTIY,Net Amount,Profit,Unit', ['date', 'product', 'qty', 'total', 'profit', 'unit']],
    ['Date,Item,Qty,Customer Id,Customer Name', ['date', 'product', 'qty', null, 'customer']],
    ['Date,Item,Barcode,Qty', ['date', 'product', 'code', 'qty']],
    ['Date,SKU,Item,Barcode,Qty', ['date', 'code', 'product', 'barcode', 'qty']],
    ['Date,Item,Qty,Discount %,M.R.P.,P.Rate,HSN/SAC', ['date', 'product', 'qty', 'discount_pct', 'mrp', 'cost', 'hsn']],
  ] as [string, (Role | null)[]][])('%s', (header, expected) => {
    const value: Partial<Record<Role, string>> = {
      date: '13/02/2025',
      product: 'Sugar',
      customer: 'Asha',
      unit: 'pcs',
      category: 'Staples',
      transaction_id: 'B1',
      store: 'ST01',
      payment: 'Cash',
      tax: '7.31',
      tax_pct: '18',
    }
    const row = expected.map((role, i) => (role ? (value[role] ?? '90') : header.split(',')[i]?.includes('Date') ? '14/02/2025' : '7.31'))
    expect(read(`${header}\n${row.join(',')}\n`).mapping.columns).toEqual(expected)
  })

  test('a GST column of rates is a rate, of amounts a tax', () => {
    expect(roles(read('Date,Item,Qty,GST\n13/02/2025,Sugar,2,5\n13/02/2025,Salt,2,18\n')).GST).toBe('tax_pct')
    expect(roles(read('Date,Item,Qty,GST\n13/02/2025,Sugar,2,4.50\n13/02/2025,Salt,2,7.10\n')).GST).toBe('tax')
  })

  test('the order of columns changes nothing (property 4)', () => {
    const columns: [string, string][] = [
      ['Bill Date', '13/02/2025'],
      ['Due Date', '15/03/2025'],
      ['Bill No', 'B1'],
      ['Item Name', 'Sugar'],
      ['Item Code', '1001'],
      ['Qty', '2'],
      ['Rate', '45.00'],
      ['Disc Amt', '0.00'],
      ['CGST', '2.25'],
      ['SGST', '2.25'],
      ['Net Amount', '94.50'],
      ['Customer', 'Asha'],
      ['Remarks', 'x'],
    ]
    const render = (order: [string, string][]): string =>
      `${order.map(([name]) => name).join(',')}\n${order.map(([, cell]) => cell).join(',')}\n`
    const plain = roles(read(render(columns)))
    fc.assert(
      fc.property(fc.shuffledSubarray(columns, { minLength: columns.length }), (order) => {
        expect(roles(read(render(order)))).toEqual(plain)
      }),
      { seed: 4, numRuns: 100 },
    )
  })

  test('any sure synonym of a header gives the same mapping (property 11)', () => {
    const plain: [Role, string][] = [
      ['date', '13/02/2025'],
      ['transaction_id', 'B1'],
      ['product', 'Sugar'],
      ['qty', '2'],
      ['unit_price', '45.50'],
      ['total', '91.00'],
      ['customer', 'Asha'],
      ['category', 'Staples'],
      ['payment', 'Cash'],
    ]
    const names = fc.tuple(...plain.map(([role]) => fc.constantFrom(...(DICTIONARY[role]['1'] ?? []))))
    fc.assert(
      fc.property(names, (header) => {
        const found = read(`${header.join(',')}\n${plain.map(([, cell]) => cell).join(',')}\n`)
        expect({ header, columns: found.mapping.columns }).toEqual({ header, columns: plain.map(([role]) => role) })
        expect(found.questions).toEqual([])
      }),
      { seed: 11, numRuns: 300 },
    )
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

test('of two columns called Amount the tax tells which is which', () => {
  const rows = ['Salt,3,465,548.70,83.70', 'Butter,2,550,649.00,99.00', 'Tea,4,112,132.16,20.16'].map((row) => `13/02/2025,${row}`)
  const found = read(`Date,Item,Qty,Amount,Amount,GST\n${rows.join('\n')}\n`)
  expect(found.mapping.columns).toEqual(['date', 'product', 'qty', 'taxable', 'total', 'tax'])
  expect(found.questions).toEqual([])
})

test.each([
  ['Datum,Bon-Nr.,Artikelnr.,Bezeichnung,Menge,Einzelpreis,Umsatz brutto', 'date,transaction_id,code,product,qty,unit_price,total'],
  ['Date,N° ticket,Référence,Désignation,Qté,P.U. TTC,Montant TTC', 'date,transaction_id,,product,qty,unit_price,total'],
  ['Fecha,Factura,Código,Descripción,Cantidad,Precio,Importe', 'date,transaction_id,code,product,qty,unit_price,total'],
])('%s', (header, expected) => {
  const found = read(`${header}\n13.02.2025,B1,00456,Salz,2,1,2\n14.02.2025,B2,01011,Butter,1,2,2\n`)
  expect(found.mapping.columns.map((role) => role ?? '').join(',')).toBe(expected)
  expect(found.questions).toEqual([])
})

describe('mappings', () => {
  test('a remembered mapping of the same header is taken as it is', () => {
    const first = read('Päivä,Tuote,Määrä\n13.02.2025,Sokeri,2\n')
    const again = recognise({
      sniffed: sniffText('päivä , tuote,MÄÄRÄ\n14.02.2025,Suola,1\n', ','),
      filename: 'b.csv',
      remembered: (signature) => (signature === first.header_signature ? first.mapping : null),
    })
    expect(again).toMatchObject({ remembered: true, questions: [], mapping: first.mapping })
  })

  test('the signature keeps the order of columns', () => {
    expect(read(LINES).header_signature).toMatch(/^[0-9a-f]{16}$/)
    expect(read('Bill No,Date,Item,Qty\nB1,13/02/2025,Sugar,2\n').header_signature).not.toBe(
      read('Date,Bill No,Item,Qty\n13/02/2025,B1,Sugar,2\n').header_signature,
    )
  })

  test('an answer is checked and applied', () => {
    const found = read('Päivä,Tuote,Määrä\n13.02.2025,Sokeri,2\n')
    const answer = { ...found.mapping, columns: ['date', 'product', 'total'] as Role[], date_order: 'DMY' as const }
    expect(applyMapping(found, answer)).toMatchObject({ questions: [], mapping: answer })
    expect(() => validateMapping({ ...answer, columns: [null, 'product', 'total'] }, found.header)).toThrow(refusal('E_NO_DATE'))
    expect(() => validateMapping({ ...answer, columns: ['date', null, 'total'] }, found.header)).toThrow(refusal('E_NO_PRODUCT'))
    expect(() => validateMapping({ ...answer, columns: ['date', 'code', null] }, found.header)).toThrow(refusal('E_NO_MEASURE'))
    expect(() => validateMapping({ ...answer, columns: ['date', 'date', 'product'] }, found.header)).toThrow(expect.anything())
    expect(() => validateMapping({ ...answer, columns: ['date'] }, found.header)).toThrow(refusal('bad_request'))
    expect(() => validateMapping({ ...answer, kind: 'inventory' }, found.header)).toThrow(refusal('E_NO_MEASURE'))
  })
})

test('any rows end in a recognition or a code (property 15)', () => {
  const cell = fc.oneof(
    fc.constantFrom('', 'Date', 'Item', 'Qty', 'Amount', 'Total', '13/02/2025', '1,23', '₹', 'Sugar', '90.00', '=1+1', '<b>x</b>'),
    fc.string({ unit: 'binary', maxLength: 12 }),
  )
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 8 }), (head_rows) => {
      try {
        const found = recognise({ sniffed: { ...sniffText('', ','), head_rows }, filename: 'x', remembered: null })
        expect(found.mapping.columns.length).toBe(found.header.length)
        expect(found.scores.every((score) => score >= 0 && score <= 1)).toBe(true)
        expect(Recognition.safeParse(found).success).toBe(true)
      } catch (error) {
        if (!(error instanceof LucidError)) throw error
      }
    }),
    { seed: 15, numRuns: 300 },
  )
})
