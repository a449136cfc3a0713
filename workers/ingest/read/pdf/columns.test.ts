import { expect, test } from 'vitest'
import { readPieces } from './page-pieces.fixture'
import { type Piece, row } from './tiny-pdf.fixture'

/** The lines of goods that are read under a head with a number and a day. */
const linesOf = (...table: Piece[]) => readPieces([{ x: 30, y: 20, text: 'Invoice No: A-1 Date: 01/02/2026' }, ...table])[0]?.lines ?? []

test('names that begin left of a header in the middle of its column are under it', () => {
  const lines = linesOf(
    ...row(100, [35, 90, 160, 260, 310, 370, 450], ['S.N.', 'HSN', 'PRODUCT NAME', 'BATCH', 'EXP', 'QTY', 'AMOUNT']),
    ...row(116, [35, 70, 130, 245, 298, 375, 450], ['1', '30049099', 'DOLO 650 TAB 15 STRIPS', 'DL24091', '8/26', '20', '471.00']),
  )
  expect(lines).toMatchObject([
    { description: 'DOLO 650 TAB 15 STRIPS', hsn: '30049099', batch: 'DL24091', expiry: '8/26', quantity: 20_000, amount: 4_710_000 },
  ])
})

test('a price or MRP does not swallow the names of the columns behind it', () => {
  const lines = linesOf(
    ...row(100, [30, 200, 219, 270, 310, 350, 400], ['Item', 'MRP', 'Quantity', 'Rate', 'Disc%', 'GST%', 'Amount']),
    ...row(116, [30, 200, 245, 270, 318, 358, 400], ['Biscuits', '90.00', '48', '72.00', '5', '18', '3,283.20']),
  )
  expect(lines).toMatchObject([
    { mrp: 900_000, quantity: 48_000, unit_price: 720_000, discount_rate: 500, tax_rate: 1800, amount: 32_832_000 },
  ])
})

test('rate and amount under the name of a tax are two columns; of two amounts the one without tax is what quantity and price come to', () => {
  const lines = linesOf(
    ...row(100, [30, 160, 200, 260, 345, 435, 520], ['Item', 'Qty', 'Price', 'Taxable', 'CGST', 'SGST', 'Total']),
    ...row(112, [325, 370, 415, 460], ['Rate %', 'Amt', 'Rate %', 'Amt']),
    ...row(128, [30, 160, 200, 260, 340, 370, 430, 460, 520], ['Cola', '50', '10.00', '500.00', '14', '70.00', '14', '70.00', '640.00']),
  )
  expect(lines).toMatchObject([{ quantity: 50_000, unit_price: 100_000, tax_rate: 2800, amount: 5_000_000 }])
})

test('of the quantity ordered and the quantity shipped the one that is billed counts', () => {
  const header = row(100, [30, 120, 220, 380, 480], ['Qty Ordered', 'Qty Shipped', 'Description', 'Unit Price', 'Extended'])
  const goods = row(116, [60, 150, 220, 380, 480], ['24', '20', 'Apple Butter', '5.40', '108.00'])
  expect(linesOf(...header, ...goods)).toMatchObject([{ quantity: 20_000, amount: 1_080_000 }])
})

test('what is carried to the next page and brought forward there is no line of goods', () => {
  const header = row(60, [30, 60, 300, 380, 480], ['Sl', 'Description', 'Quantity', 'Rate', 'Amount'])
  const goods = (name: string) => row(90, [30, 60, 300, 380, 480], ['1', name, '10', '4.00', '40.00'])
  const [invoice] = readPieces(
    [...header, ...goods('Soap'), ...row(104, [60, 480], ['Carried Over', '40.00'])],
    [...header, ...row(76, [60, 480], ['Brought Forward', '40.00']), ...goods('Salt'), ...row(120, [60, 480], ['Total', '80.00'])],
  )
  expect(invoice?.lines.map(({ description }) => description)).toEqual(['Soap', 'Salt'])
  expect(invoice?.total).toBe(800_000)
})

test('sums beside a table of taxes are no goods', () => {
  const lines = linesOf(
    ...row(100, [30, 300, 380, 480], ['Item', 'Qty', 'Rate', 'Amount']),
    ...row(116, [30, 300, 380, 480], ['Soap', '10', '4.00', '40.00']),
    ...row(140, [30, 90, 300, 480], ['CLASS', 'TOTAL', 'SUB TOTAL', '40.00']),
    ...row(152, [30, 90, 300, 480], ['GST 5', '40.00', 'CGST', '1.00']),
  )
  expect(lines.map(({ description }) => description)).toEqual(['Soap'])
})

test('a rebate printed as money and as a rate is taken off once', () => {
  const lines = linesOf(
    ...row(100, [30, 200, 260, 330, 450], ['Item', 'Qty', 'Price', 'Discount', 'Amount']),
    ...row(116, [30, 200, 260, 330, 450], ['Biscuits', '48', '72.00', '172.80 (5%)', '3,283.20']),
  )
  expect(lines).toMatchObject([{ discount: null, discount_rate: 500, amount: 32_832_000 }])
})

test('a name close behind the number of its row is a name', () => {
  const lines = linesOf(
    ...row(100, [28, 110, 300, 380, 480], ['Sl No', 'Description', 'Qty', 'Rate', 'Amount']),
    ...row(116, [41, 57, 300, 380, 480], ['41', 'Assorted Goods', '10', '4.00', '40.00']),
  )
  expect(lines).toMatchObject([{ description: 'Assorted Goods', quantity: 10_000 }])
})

test('on narrow receipts the name stands over quantity x price; the count of goods is none', () => {
  const lines = linesOf(
    { x: 10, y: 100, text: 'Toor Dal 1kg' },
    ...row(112, [10, 130], ['2 x 165.00', '330.00']),
    { x: 10, y: 124, text: 'Sugar 5kg' },
    ...row(136, [10, 130], ['1 x 228.50', '228.50']),
    ...row(150, [10, 130], ['TOTAL', '558.50']),
  )
  expect(lines).toMatchObject([
    { description: 'Toor Dal 1kg', quantity: 2000 },
    { description: 'Sugar 5kg', quantity: 1000 },
  ])
  const counted = linesOf(
    ...row(100, [10, 100, 140, 180], ['Item', 'Qty', 'Rate', 'Amt']),
    ...row(112, [10, 100, 140, 180], ['Soap', '2', '40.00', '80.00']),
    ...row(130, [10, 180], ['Items: 1 Qty: 2', '80.00']),
  )
  expect(counted).toHaveLength(1)
})

test('a scheme in the quantity, 10+2, is ten paid and two free', () => {
  const lines = linesOf(
    ...row(100, [30, 250, 320, 400], ['Product', 'Qty', 'Rate', 'Amount']),
    ...row(116, [30, 250, 320, 400], ['Shelcal', '20+4', '99.80', '1,956.08']),
  )
  expect(lines).toMatchObject([{ quantity: 20_000, free_quantity: 4000, unit_price: 998_000, amount: 19_560_800 }])
})

test('of two prices the one that the amount is made of counts', () => {
  const lines = linesOf(
    ...row(100, [30, 250, 300, 360, 440], ['Product', 'Qty', 'Price', 'Rate', 'Amount']),
    ...row(116, [30, 250, 300, 360, 440], ['Shelcal', '10', '110.71', '105.00', '1,050.00']),
  )
  expect(lines).toMatchObject([{ unit_price: 1_050_000 }])
})

test('the quantity before the name, with its unit, leaves the name to the goods', () => {
  const lines = linesOf(
    ...row(100, [35, 200, 320, 430], ['Qty', 'Particulars', 'Rate', 'Amount']),
    ...row(116, [30, 80, 320, 430], ['5 kg', 'Besan', '92/-', '460.00']),
  )
  expect(lines).toMatchObject([{ description: 'Besan', quantity: 5000, unit: 'kg', amount: 4_600_000 }])
})

test('numbers under the name of a tax without a sign of percent are rates where no line could bear such a tax', () => {
  const places = [30, 220, 280, 350, 420]
  const ratesOf = (...taxes: [string, string]) =>
    linesOf(
      ...row(100, places, ['Descrizione', 'Quantità', 'Prezzo', 'IVA', 'Importo']),
      ...row(116, places, ['Olio extravergine', '12', '8,50', taxes[0], '102,00']),
      ...row(130, places, ['Detersivo', '10', '2,00', taxes[1], '20,00']),
    ).map(({ tax_rate }) => tax_rate)
  expect(ratesOf('4', '22')).toEqual([400, 2200])
  // the taxes themselves
  expect(ratesOf('4,08', '4,40')).toEqual([null, null])
})

test('Item beside Description is the code of the goods where it looks like one, else a part of their name', () => {
  const places = [30, 90, 250, 310, 430]
  const namedWith = (...items: [string, string]) =>
    linesOf(
      ...row(100, places, ['Item', 'Description', 'Qty', 'Price', 'Amount']),
      ...row(116, places, [items[0], 'Blue pens', '12', '5.50', '66.00']),
      ...row(130, places, [items[1], 'Exercise books', '4', '20.25', '81.00']),
    ).map(({ code, description }) => [code, description])
  expect(namedWith('A-1001', 'A-1002')).toEqual([
    ['A-1001', 'Blue pens'],
    ['A-1002', 'Exercise books'],
  ])
  expect(namedWith('Office', 'School')).toEqual([
    [null, 'Office Blue pens'],
    [null, 'School Exercise books'],
  ])
})
