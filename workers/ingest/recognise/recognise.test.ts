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
