// Makes the hostile files of e2e/hostile: each folder there holds expected.json, this script the bytes. Deterministic.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const text = (/** @type {string} */ string) => Buffer.from(string, 'utf8')
const HEADER = 'Bill Date,Bill No,Item Name,Qty,Rate,Amount\n'
const day = (/** @type {number} */ i) => `2026-03-${String((i % 28) + 1).padStart(2, '0')}`
const goodRow = (/** @type {number} */ i, name = `Item ${i % 7}`) => `${day(i)},B${i},${name},2,10.00,20.00\n`
const goodRows = (/** @type {number} */ n, /** @type {string | undefined} */ name = undefined) =>
  Array.from({ length: n }, (_, i) => goodRow(i, name)).join('')

/** Made when asked: some are large. @type {Record<string, () => { filename: string, bytes: Buffer }>} */
export const HOSTILE = {
  empty: () => ({ filename: 'empty.csv', bytes: text('') }),
  'header-only': () => ({ filename: 'header-only.csv', bytes: text(HEADER) }),
  binary: () => ({ filename: 'noise.csv', bytes: Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256)) }),
  'image-renamed': () => ({
    filename: 'sales.csv',
    bytes: Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from('IHDR'), Buffer.alloc(600, 3)]),
  }),
  'html-as-xls': () => ({
    filename: 'report.xls',
    bytes: text('<html><head><title>Report</title></head><body><table><tr><td>Date</td><td>Item</td></tr></table></body></html>'),
  }),
  'ten-thousand-columns': () => ({
    filename: 'wide.csv',
    bytes: text(
      `${Array.from({ length: 10_000 }, (_, i) => `Column ${i}`).join(',')}\n${Array.from({ length: 10_000 }, (_, i) => i).join(',')}\n`,
    ),
  }),
  'long-line': () => ({
    filename: 'long-line.csv',
    bytes: Buffer.concat([text(HEADER + goodRows(40)), Buffer.alloc(50 * 1024 * 1024, 'x'), text(`\n${goodRows(10)}`)]),
  }),
  'unbalanced-quote': () => ({
    filename: 'quote.csv',
    bytes: text(`${HEADER}${goodRows(100)}2026-03-05,B900,"Tea 5" cup,1,10.00,10.00\n${goodRows(900)}`),
  }),
  'mixed-encodings': () => ({
    filename: 'mixed.csv',
    bytes: Buffer.concat([
      text(`${HEADER}${goodRow(1, 'चाय')}`),
      Buffer.from('2026-03-05,B900,Caf\xe9,1,10.00,10.00\n', 'latin1'),
      text(goodRows(20)),
    ]),
  }),
  'mixed-date-orders': () => ({
    filename: 'mixed-dates.csv',
    bytes: text(
      `${HEADER}${Array.from({ length: 40 }, (_, i) => `${i % 2 ? `25/03/2026` : `03/25/2026`},B${i},Tea,2,10.00,20.00\n`).join('')}`,
    ),
  }),
  'no-date': () => ({
    filename: 'no-date.csv',
    bytes: text(`Item Name,Qty,Rate,Amount\n${Array.from({ length: 20 }, (_, i) => `Tea ${i},2,10.00,20.00\n`).join('')}`),
  }),
  'no-product': () => ({
    filename: 'no-product.csv',
    bytes: text(`Bill Date,Bill No,Qty,Amount\n${Array.from({ length: 20 }, (_, i) => `${day(i)},B${i},2,20.00\n`).join('')}`),
  }),
  'no-measure': () => ({
    filename: 'no-measure.csv',
    bytes: text(`Bill Date,Bill No,Item Name,Remark\n${Array.from({ length: 20 }, (_, i) => `${day(i)},B${i},Tea,fine\n`).join('')}`),
  }),
  'markup-and-formulas': () => ({
    filename: 'markup.csv',
    bytes: text(
      `${HEADER}${goodRows(10)}2026-03-05,B900,<img src=x onerror=alert(1)>,2,10.00,20.00\n2026-03-05,B901,"=HYPERLINK(""http://evil.example"",""x"")",2,10.00,20.00\n2026-03-05,B902,@SUM(A1:A9),bad,10.00,20.00\n2026-03-05,B903,<script>alert(1)</script>,1,5.00,5.00\nnot a date,B904,"=cmd|' /C calc'!A0",1,5.00,5.00\n`,
    ),
  }),
  'devanagari-30k': () => ({
    filename: 'devanagari.csv',
    bytes: text(
      HEADER +
        Array.from({ length: 30_000 }, (_, i) => `${day(i)},B${i},वस्तु ${i.toString(36)} ${'कखगघङचछजझञ'[i % 10]},1,10.00,10.00\n`).join(''),
    ),
  }),
}

/** Writes one hostile file into a folder and gives its path. @param {string} name @param {string} folder */
export function writeHostile(name, folder) {
  const made = HOSTILE[name]?.()
  if (!made) throw new Error(`no hostile file is called ${name}`)
  const { filename, bytes } = made
  mkdirSync(folder, { recursive: true })
  const path = join(folder, filename)
  writeFileSync(path, bytes)
  return path
}
