import { expect, test } from 'vitest'
import { type KnownStore, storeGuess, storeInName } from './store-in-name'

const store = (store_id: string, ...names: string[]): KnownStore => ({ store_id, names: [store_id, ...names] })
const SHOP = [
  store('MG Road'),
  store('Andheri'),
  store('Andheri West'),
  store('S1', 'Main Bazaar'),
  store('Store'),
  store('Stock'),
  store('2026'),
]

test.each([
  ['Stock_MG Road_31-03-2026.csv', 'MG Road'],
  ['sales-andheri-oct.csv', 'Andheri'],
  ['Andheri-West sales.csv', 'Andheri West'],
  ['AndheriWestSales.csv', 'Andheri West'],
  ['main bazaar.xlsx › Oct', 'S1'],
  ['all shops.xlsx › MG Road', 'MG Road'],
  ['andheri.zip › mg_road.csv', 'MG Road'],
  ['stock S1 2026-03-31.csv', 'S1'],
  ['Stock 31-03-2026.csv', null],
  ['store stock 2026.csv', null],
  ['Andherika sales.csv', null],
  ['MG Roadster spare parts.csv', null],
  ['mg road and andheri.csv', null],
  ['export.csv', null],
])('%s is of %s', (filename, said) => {
  expect(storeInName(filename, SHOP)).toBe(said)
})

test('a quarter is no store, even where one is called so', () => {
  expect(storeInName('sales Q1 2026.csv', [store('Q1')])).toBeNull()
})

test.each([
  ['sales_nashik_oct2026.csv', 'nashik'],
  ['Stock_MG Road_31-03-2026.csv', 'MG Road'],
  ['Kothrud Branch Sales FY 2025-26.xlsx', 'Kothrud'],
  ['SalesReport-Dadar-20260331.csv', 'Dadar'],
  ['export (3).csv', null],
  ['third.csv', null],
  ['Item wise sales 1st Apr to 30th Apr 2026.csv', null],
  ['Q1 sales v2.csv', null],
  ['Sharma sales report of Pune.csv', null],
])('%s may be of %s', (filename, guess) => {
  expect(storeGuess(filename)).toBe(guess)
})
