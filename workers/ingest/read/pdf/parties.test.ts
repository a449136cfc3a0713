import { expect, test } from 'vitest'
import { readPieces } from './page-pieces.fixture'
import { row } from './tiny-pdf.fixture'

const places = [30, 250, 330, 420]
const goods = [
  ...row(200, places, ['Product', 'Qty', 'Rate', 'Amount']),
  ...row(216, places, ['Paracetamol 500', '20', '18.00', '360.00']),
  ...row(250, [330, 420], ['Grand Total', '360.00']),
]

test('who is addressed as M/s without a label is the customer, also where only that name says what the firm is', () => {
  const [invoice] = readPieces([
    { x: 30, y: 30, text: 'Shree Ganesh Medical', size: 14 },
    { x: 30, y: 50, text: 'Invoice No: 881' },
    { x: 30, y: 90, text: 'M/s. Sai Traders' },
    ...goods,
  ])
  expect(invoice).toMatchObject({ number: '881', supplier: 'Shree Ganesh Medical', customer: 'Sai Traders' })
})

test('a letterhead that begins with M/s is the supplier', () => {
  const [invoice] = readPieces([
    { x: 30, y: 30, text: 'M/s Kiran Agencies', size: 14 },
    { x: 30, y: 50, text: 'Invoice No: 12' },
    { x: 30, y: 90, text: 'M/s.Sai Medical Stores' },
    ...goods,
  ])
  expect(invoice).toMatchObject({ supplier: 'Kiran Agencies', customer: 'Sai Medical Stores' })
})

test('a label for the customer is believed before an M/s elsewhere on the page', () => {
  const [invoice] = readPieces([
    { x: 30, y: 30, text: 'Kiran Agencies', size: 14 },
    { x: 30, y: 44, text: 'Sister concern of M/s Kiran Brothers' },
    { x: 30, y: 60, text: 'Invoice No: 12' },
    { x: 30, y: 90, text: 'Bill To:' },
    { x: 30, y: 102, text: 'M/s Sai Stores' },
    ...goods,
  ])
  expect(invoice).toMatchObject({ supplier: 'Kiran Agencies', customer: 'Sai Stores' })
})
