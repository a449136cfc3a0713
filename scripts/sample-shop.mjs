/**
 * The sample shop: two stores in India, 18 months to a fixed day. Written to public/sample and committed; the same files
 * come out on every machine (scripts/sample-shop.test.ts). Some dirt is put in on purpose, as a till's export has it.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { LEFTOVERS, PRODUCTS, STORES } from './sample/catalogue.mjs'
import { Chance } from './sample/chance.mjs'
import { makePurchases } from './sample/purchases.mjs'
import { makeSales } from './sample/sales.mjs'
import { LAST_DAY } from './sample/season.mjs'
import { makeStock } from './sample/stock.mjs'

const SEED = 20261031

/** @typedef {import('./sample/sales.mjs').Line} Line */

/** Name -> text of every file of public/sample. @returns {Map<string, string>} */
export function sampleShop() {
  const lines = inTimeOrder(makeSales(new Chance(SEED)))
  const { text, accepted } = soiled(lines)
  const stock = makeStock(new Chance(SEED + 1))
  const listed = [
    { name: 'products.csv', url: '/sample/products.csv', kind: 'products' },
    { name: 'stores.csv', url: '/sample/stores.csv', kind: 'stores' },
    { name: 'purchases.csv', url: '/sample/purchases.csv', kind: 'purchases' },
    { name: 'stock.csv', url: '/sample/stock.csv', kind: 'inventory' },
    { name: 'sales.csv', url: '/sample/sales.csv', kind: 'sales' },
  ]
  return new Map([
    ['sales.csv', text],
    ['products.csv', productsFile()],
    ['stores.csv', csv([['Store Name', 'City', 'Zone'], ...STORES.map(({ name, city, zone }) => [name, city, zone])])],
    ['purchases.csv', purchasesFile(makePurchases(lines, stock, new Chance(SEED + 2)))],
    ['stock.csv', stockFile(stock)],
    ['index.json', `${JSON.stringify({ files: listed, as_of: LAST_DAY, lines: accepted }, null, 2)}\n`],
  ])
}

const SALES_HEADER =
  'Bill No,Line No,Bill Date,Time,Store,Channel,Type,Item Code,Item Name,Qty,Rate,Discount,Taxable Value,GST Amt,Amount,Payment Mode,Customer Name'

/** @param {Line[]} lines */
function inTimeOrder(lines) {
  const key = (/** @type {Line} */ line) => `${line.date} ${line.time} ${line.bill} ${line.line}`
  return [...lines].sort((a, b) => (key(a) < key(b) ? -1 : 1))
}

/** @param {Line} line @returns {string[]} */
function cells({ product, ...line }) {
  return [
    line.bill,
    String(line.line),
    indian(line.date),
    line.time,
    line.store,
    line.channel,
    line.type,
    product.code,
    product.name,
    String(line.qty / 1000),
    ...[line.rate, line.discount, line.taxable, line.tax, line.amount].map(money),
    line.payment,
    line.customer,
  ]
}

const [DATE, STORE, NAME, QTY, AMOUNT] = /** @type {const} */ ([2, 4, 8, 9, 14])

/**
 * The file as it leaves the till: two spellings of a store and of an item, missing dates, a quantity in words, a second header,
 * amounts with a rupee sign, a day pasted twice, a grand total. `accepted` counts the lines that can be used.
 * @param {Line[]} lines
 */
function soiled(lines) {
  const rows = lines.map(cells)
  const row = (/** @type {number} */ i) => /** @type {string[]} */ (rows[i])
  for (let i = 700; i < rows.length; i += 997) if (row(i)[STORE] === 'Koregaon Park') row(i)[STORE] = 'KOREGAON  PARK'
  for (let i = 0; i < rows.length; i += 41) if (row(i)[NAME] === 'Toned milk 500 ml') row(i)[NAME] = 'TONED MILK 500 ML '
  for (const i of [2111, 9407, 16802, 24015]) row(i)[DATE] = ''
  row(12345)[QTY] = 'two'
  const large = lines.flatMap(({ amount }, i) => (amount >= 100_000 ? [i] : []))
  for (const i of large.filter((_, n) => n % 9 === 4).slice(0, 5)) row(i)[AMOUNT] = `₹ ${grouped(lines[i]?.amount ?? 0)}`
  const total = (/** @type {'taxable' | 'tax' | 'amount'} */ field) => money(lines.reduce((sum, line) => sum + line[field], 0))
  const header = SALES_HEADER.split(',')
  const pasted_again = rows.slice(20_000, 20_012)
  const half = 15_000
  const text = csv([
    header,
    ...rows.slice(0, half),
    header,
    ...rows.slice(half, 20_012),
    ...pasted_again,
    ...rows.slice(20_012),
    ['Grand Total', ...Array(11).fill(''), total('taxable'), total('tax'), total('amount'), '', ''],
  ])
  return { text, accepted: rows.length - 5 }
}

function productsFile() {
  const header = ['Item Code', 'Item Name', 'Category', 'Unit', 'HSN', 'GST %', 'MRP', 'Purchase Rate', 'Shelf Life Days']
  return csv([
    header,
    ...[...PRODUCTS, ...LEFTOVERS].map((p) => [
      p.code,
      p.name,
      p.category,
      p.unit,
      p.hsn,
      String(p.gst),
      money(p.mrp),
      money(p.cost),
      String(p.shelf_life ?? ''),
    ]),
  ])
}

/** @param {import('./sample/purchases.mjs').Delivery[]} deliveries */
function purchasesFile(deliveries) {
  const header = [
    'Invoice No',
    'Received Date',
    'Store',
    'Supplier',
    'Item Code',
    'Item Name',
    'Batch No',
    'Expiry Date',
    'Qty',
    'Purchase Rate',
    'Amount',
  ]
  return csv([
    header,
    ...deliveries.map(({ product, ...one }) => [
      one.invoice,
      indian(one.date),
      one.store,
      one.supplier,
      product.code,
      product.name,
      one.batch,
      indian(one.expiry),
      String(one.qty / 1000),
      money(one.cost),
      money(Math.round((one.qty * one.cost) / 1000)),
    ]),
  ])
}

/** @param {import('./sample/stock.mjs').Batch[]} stock */
function stockFile(stock) {
  const header = [
    'Stock Date',
    'Store',
    'Item Code',
    'Item Name',
    'Batch No',
    'Received Date',
    'Expiry Date',
    'On Hand',
    'Purchase Rate',
    'MRP',
  ]
  return csv([
    header,
    ...stock.map(({ product, ...batch }) => [
      indian(LAST_DAY),
      batch.store,
      product.code,
      product.name,
      batch.batch,
      indian(batch.received),
      indian(batch.expiry),
      String(batch.on_hand),
      money(batch.cost),
      money(product.mrp),
    ]),
  ])
}

/** 2026-10-31 -> 31/10/2026; '' stays ''. @param {string} date */
function indian(date) {
  return date.split('-').reverse().join('/')
}

/** Paise -> rupees with two decimals. @param {number} paise */
function money(paise) {
  const whole = Math.floor(Math.abs(paise) / 100)
  return `${paise < 0 ? '-' : ''}${whole}.${String(Math.abs(paise) % 100).padStart(2, '0')}`
}

/** 123456700 -> 12,34,567.00: the last three digits, then pairs. @param {number} paise */
function grouped(paise) {
  return money(paise).replace(/(\d)(?=(\d\d)+\d\.)/g, '$1,')
}

/** @param {readonly (readonly string[])[]} rows */
function csv(rows) {
  return rows.map((row) => `${row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`).join('')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = fileURLToPath(new URL('../public/sample/', import.meta.url))
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of sampleShop()) {
    writeFileSync(folder + name, text)
    console.log(`${name.padEnd(14)}${String(text.length).padStart(10)} characters`)
  }
}
