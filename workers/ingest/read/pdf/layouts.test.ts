import { describe, expect, test } from 'vitest'
import { readPieces } from './page-pieces.fixture'
import { row } from './tiny-pdf.fixture'

describe('invoices as programs of Indian shops print them', () => {
  test('accounting style: the rate is per unit, tax stands among the goods as lines of its own', () => {
    const places = [30, 55, 230, 280, 350, 400, 430, 500]
    const [invoice] = readPieces([
      { x: 250, y: 30, text: 'Tax Invoice', size: 12 },
      { x: 30, y: 50, text: 'Kiran Agencies' },
      { x: 30, y: 62, text: '4/1 Market Yard, Pune' },
      { x: 300, y: 50, text: 'Invoice No.' },
      { x: 430, y: 50, text: 'Dated' },
      { x: 300, y: 62, text: 'KA/118/24-25' },
      { x: 430, y: 62, text: '9-Jun-24' },
      { x: 300, y: 80, text: 'Delivery Note' },
      { x: 430, y: 80, text: 'Mode/Terms of Payment' },
      { x: 30, y: 100, text: 'Buyer (Bill to)' },
      { x: 30, y: 112, text: 'Sai Provision Stores' },
      ...row(150, places, ['Sl', 'Description of Goods', 'HSN/SAC', 'Quantity', 'Rate', 'per', 'Disc. %', 'Amount']),
      { x: 30, y: 160, text: 'No.' },
      ...row(176, places, ['1', 'Toor Dal 1kg', '0713', '24 Pcs', '148.00', 'Pcs', '', '3,552.00']),
      ...row(190, places, ['2', 'Basmati Rice 5kg', '1006', '6 Pcs', '520.00', 'Pcs', '2 %', '3,057.60']),
      ...row(204, [500], ['6,609.60']),
      ...row(218, [180, 500], ['CGST @ 2.5%', '165.24']),
      ...row(232, [180, 500], ['SGST @ 2.5%', '165.24']),
      ...row(246, [180, 500], ['Round Off', '(-)0.08']),
      ...row(270, [55, 280, 490], ['Total', '30 Pcs', '₹ 6,940.00']),
      { x: 30, y: 290, text: 'Amount Chargeable (in words)' },
      { x: 30, y: 302, text: 'INR Six Thousand Nine Hundred Forty Only' },
    ])
    expect(invoice).toMatchObject({
      number: 'KA/118/24-25',
      date: '2024-06-09',
      currency: 'INR',
      total: 69_400_000,
      supplier: 'Kiran Agencies',
      customer: 'Sai Provision Stores',
    })
    expect(invoice?.taxes).toEqual([
      { name: 'CGST', rate: 250, amount: 1_652_400 },
      { name: 'SGST', rate: 250, amount: 1_652_400 },
    ])
    expect(invoice?.lines).toMatchObject([
      { description: 'Toor Dal 1kg', hsn: '0713', quantity: 24_000, unit: 'Pcs', unit_price: 1_480_000, amount: 35_520_000 },
      { description: 'Basmati Rice 5kg', quantity: 6000, discount_rate: 200, amount: 30_576_000 },
    ])
  })

  test('billing app style: tax in brackets in the line, sums at the side, received and balance', () => {
    const places = [30, 55, 220, 290, 350, 420, 500]
    const [invoice] = readPieces([
      { x: 30, y: 30, text: 'Om Sai Traders', size: 14 },
      { x: 30, y: 44, text: 'Phone no.: 9822000000' },
      { x: 250, y: 70, text: 'Tax Invoice', size: 13 },
      { x: 30, y: 95, text: 'Bill To' },
      { x: 30, y: 107, text: 'Ganesh Kirana' },
      { x: 420, y: 95, text: 'Invoice Details' },
      { x: 420, y: 107, text: 'Invoice No.: 412' },
      { x: 420, y: 119, text: 'Date: 02-07-2024' },
      ...row(150, places, ['#', 'Item name', 'HSN/ SAC', 'Quantity', 'Price/ unit', 'GST', 'Amount']),
      ...row(166, places, ['1', 'Sunflower Oil 1L', '1512', '12', '₹ 120.00', '₹ 72.00 (5%)', '₹ 1,512.00']),
      ...row(180, places, ['2', 'Detergent 1kg', '3402', '10', '₹ 90.00', '₹ 162.00 (18%)', '₹ 1,062.00']),
      ...row(198, places, ['', 'Total', '', '22', '', '₹ 234.00', '₹ 2,574.00']),
      ...row(230, [380, 500], ['Sub Total', '₹ 2,574.00']),
      ...row(244, [380, 500], ['Total', '₹ 2,574.00']),
      ...row(258, [380, 500], ['Received', '₹ 1,000.00']),
      ...row(272, [380, 500], ['Balance', '₹ 1,574.00']),
    ])
    expect(invoice).toMatchObject({
      number: '412',
      date: '2024-07-02',
      currency: 'INR',
      total: 25_740_000,
      supplier: 'Om Sai Traders',
      customer: 'Ganesh Kirana',
      prices_include_tax: true,
    })
    expect(invoice?.lines).toMatchObject([
      { description: 'Sunflower Oil 1L', quantity: 12_000, unit_price: 1_200_000, tax_rate: 500, amount: 15_120_000 },
      { description: 'Detergent 1kg', quantity: 10_000, tax_rate: 1800, amount: 10_620_000 },
    ])
  })

  test('in Hindi', () => {
    const places = [30, 60, 300, 380, 480]
    const [invoice] = readPieces([
      { x: 30, y: 40, text: 'श्री राम किराना भंडार', size: 14 },
      { x: 380, y: 70, text: 'बिल नंबर: 57/24' },
      { x: 380, y: 84, text: 'दिनांक: 5 अगस्त 2024' },
      ...row(120, places, ['क्र', 'विवरण', 'मात्रा', 'दर', 'राशि']),
      ...row(136, places, ['1', 'चावल', '25', '42.00', '1,050.00']),
      ...row(150, places, ['2', 'चीनी', '10', '44.50', '445.00']),
      ...row(180, [380, 480], ['कुल राशि', '₹1,495.00']),
    ])
    expect(invoice).toMatchObject({ number: '57/24', date: '2024-08-05', currency: 'INR', total: 14_950_000 })
    expect(invoice?.lines).toMatchObject([
      { description: 'चावल', quantity: 25_000, unit_price: 420_000, amount: 10_500_000 },
      { description: 'चीनी', quantity: 10_000, amount: 4_450_000 },
    ])
  })
})

test('without a header that is known, lines on which a quantity times a price is an amount are goods', () => {
  const [invoice] = readPieces([
    { x: 30, y: 40, text: 'Invoice 5521' },
    { x: 30, y: 54, text: '2024-02-29' },
    { x: 30, y: 100, text: 'Blue pens' },
    ...row(100, [300, 380, 480], ['12', '5.50', '66.00']),
    { x: 30, y: 114, text: 'Exercise books' },
    ...row(114, [300, 380, 480], ['4', '20.25', '81.00']),
    { x: 380, y: 140, text: 'Total' },
    { x: 480, y: 140, text: '$147.00' },
  ])
  expect(invoice).toMatchObject({ number: '5521', date: '2024-02-29', currency: 'USD', total: 1_470_000 })
  expect(invoice?.lines.map(({ description, quantity, amount }) => [description, quantity, amount])).toEqual([
    ['Blue pens', 12_000, 660_000],
    ['Exercise books', 4000, 810_000],
  ])
})
