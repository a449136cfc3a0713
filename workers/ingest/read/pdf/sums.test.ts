import { expect, test } from 'vitest'
import { readPieces } from './page-pieces.fixture'
import { type Piece, row } from './tiny-pdf.fixture'

const GOODS = [
  ...row(100, [30, 300, 380, 480], ['Description', 'Qty', 'Rate', 'Amount']),
  ...row(116, [30, 300, 380, 480], ['Atta', '40', '240.00', '9,600.00']),
]
const sums = (y: number, ...rows: (readonly [string, string])[]): Piece[] =>
  rows.flatMap((cells, at) => row(y + 14 * at, [300, 480], cells))
const read = (...pieces: Piece[]) => readPieces([{ x: 30, y: 20, text: 'Invoice No: A-1 Date: 01/02/2026' }, ...GOODS, ...pieces])[0]

test('without a subtotal that is named, goods, taxes, freight and rounding make the total', () => {
  const invoice = read(
    ...sums(140, ['CGST', '240.00'], ['SGST', '240.00'], ['Freight', '250.00'], ['Round Off', '(-)0.40'], ['Total', '10,329.60']),
  )
  expect(invoice).toMatchObject({ subtotal: 96_000_000, tax: 4_800_000, total: 103_296_000, adjustments: 2_496_000 })
})

test('a total that is rounded below the sum is what is to be paid', () => {
  const invoice = read(...sums(140, ['Total Amount', '9,600.00'], ['Rounding', '0.49'], ['Net Amount Payable', '9,600.49']))
  expect(invoice).toMatchObject({ total: 96_004_900, adjustments: 4900 })
})

test('parts of the tax beside each other in a row of sums', () => {
  const invoice = read(...row(140, [30, 300, 350, 400, 440, 480], ['Total', '40', '9,600.00', '240.00', '240.00', '10,080.00']))
  expect(invoice).toMatchObject({ subtotal: 96_000_000, tax: 4_800_000, total: 100_800_000 })
})

test('terms of payment on the same line are no part of the label of a sum', () => {
  const invoice = read(
    ...sums(140, ['Sub Total', '9,600.00'], ['Round off', '0.40'], ['Total', '9,600.40']),
    { x: 30, y: 154, text: 'Goods once sold will not be taken back, no return of any kind' },
    { x: 30, y: 168, text: 'No discount and no balance after fifteen days' },
  )
  expect(invoice?.total).toBe(96_004_000)
})

test('the number of a page behind the title is no tax, a count of pieces no total', () => {
  const titled = read(
    { x: 30, y: 40, text: 'TAX INVOICE (Page 2)' },
    ...sums(140, ['CGST', '240.00'], ['SGST', '240.00'], ['Total', '10,080.00']),
  )
  expect(titled).toMatchObject({ tax: 4_800_000, total: 100_800_000 })
  expect(
    readPieces([
      { x: 30, y: 20, text: 'Challan No: 7' },
      { x: 30, y: 40, text: 'Total 142 pcs' },
    ])[0]?.total,
  ).toBeNull()
})

test('spaces as wide as between words part thousands where decimals follow a comma', () => {
  const [invoice] = readPieces([
    { x: 30, y: 20, text: 'Facture n° F-9' },
    ...row(100, [30, 300, 380, 470], ['Désignation', 'Quantité', 'PU HT', 'Total HT']),
    ...row(116, [30, 300, 380, 470], ['Huile', '120', '11,90', '1 428,00']),
    ...row(140, [300, 470], ['Total TTC', '1 428,00 €']),
  ])
  expect(invoice).toMatchObject({ total: 14_280_000, lines: [{ quantity: 120_000, amount: 14_280_000 }] })
})

test('a credit note has its own day, not that of the invoice it takes back', () => {
  const [note] = readPieces([
    { x: 30, y: 20, text: 'CREDIT NOTE' },
    { x: 30, y: 40, text: 'Date : 12/02/2026' },
    { x: 30, y: 54, text: 'Original Invoice Date : 28/01/2026' },
  ])
  expect(note?.date).toBe('2026-02-12')
})

test('"Inv No" names invoices: two of them in one file are two', () => {
  const page = (number: string): Piece[] => [{ x: 30, y: 20, text: `Inv No: ${number}` }, ...GOODS, ...sums(140, ['Total', '9,600.00'])]
  expect(readPieces(page('SV/101'), page('SV/102')).map(({ number }) => number)).toEqual(['SV/101', 'SV/102'])
})

test('a sender in one line with its address is the name alone, also beside the customer', () => {
  const [letter] = readPieces([{ x: 30, y: 20, text: 'Feinkost Huber GmbH · Lindenstr. 4 · 80331 München', size: 6 }])
  expect(letter?.supplier).toBe('Feinkost Huber GmbH')
  const [beside] = readPieces([
    { x: 30, y: 22, text: 'Sai Medical Agencies' },
    { x: 350, y: 20, text: 'Party : New Jeevan Medicals' },
  ])
  expect(beside).toMatchObject({ supplier: 'Sai Medical Agencies', customer: 'New Jeevan Medicals' })
})

test('a rebate for cash below the sum is taken off what is to be paid', () => {
  const invoice = read(
    ...sums(140, ['Total GST', '480.00'], ['Gross Total', '10,080.00'], ['Cash Discount 2%', '192.00'], ['Bill Amount', '9,888.00']),
  )
  expect(invoice).toMatchObject({ tax: 4_800_000, total: 98_880_000, adjustments: -1_920_000 })
})

test('a net amount with its tax in it is what is to be paid', () => {
  const invoice = read(...sums(140, ['Total', '9,600.00'], ['Add GST 5%', '480.00'], ['Less R/Off', '0.40'], ['Net Amount', '10,079.60']))
  expect(invoice).toMatchObject({ tax: 4_800_000, total: 100_796_000 })
})

test('a trade discount among the goods is none of them, and the head of their table no customer', () => {
  const invoice = read(
    { x: 30, y: 60, text: 'Buyer (Bill to)' },
    { x: 30, y: 72, text: 'Om Sai Mart' },
    { x: 30, y: 90, text: 'Sl' },
    ...row(140, [60, 90, 380, 480], ['Less :', 'Trade Discount', '(-)5 %', '(-)480.00']),
    ...row(160, [60, 480], ['Total', '9,120.00']),
  )
  expect(invoice).toMatchObject({ customer: 'Om Sai Mart', total: 91_200_000, lines: [{ description: 'Atta' }] })
})

test('"To," or "To:" names who bought, a sentence that begins with it does not', () => {
  const to = (...pieces: Piece[]) => readPieces([{ x: 30, y: 20, text: 'Everest Spices Agency' }, ...pieces])[0]?.customer
  expect(to({ x: 30, y: 60, text: 'To,' }, { x: 30, y: 72, text: 'Patel Provision' })).toBe('Patel Provision')
  expect(to({ x: 30, y: 60, text: 'To: Balaji Bakery' })).toBe('Balaji Bakery')
  expect(to({ x: 30, y: 60, text: 'To be kept in a cool place' })).toBeNull()
})

test('taxes that the total contains are said below it', () => {
  const [invoice] = readPieces([
    { x: 30, y: 20, text: 'Rechnung Nr. 2026/0088' },
    ...row(100, [30, 250, 330, 450], ['Artikel', 'Menge', 'Preis', 'Gesamt (brutto)']),
    ...row(116, [30, 250, 330, 450], ['Brezel', '107', '1,00', '107,00']),
    ...row(116 + 14, [30, 250, 330, 450], ['Wasser', '119', '1,00', '119,00']),
    ...row(150, [30, 450], ['Summe EUR', '226,00']),
    ...row(164, [30, 450], ['enthaltene MwSt. 7 %: netto 100,00', '7,00']),
    ...row(178, [30, 450], ['enthaltene MwSt. 19 %: netto 100,00', '19,00']),
  ])
  expect(invoice).toMatchObject({ tax: 260_000, total: 2_260_000, prices_include_tax: true })
})
