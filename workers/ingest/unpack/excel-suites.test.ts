import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { readShared, SHARED_DATA, sharedDataPresent } from '../../truths/shared-data'
import { unpacked } from './packed.fixture'

const there = sharedDataPresent()
const SUITE = 'excel_suites/sheetjs'
const rowsOf = (csv: string) => Papa.parse<string[]>(csv.replace(/^\uFEFF/, '').replace(/\r?\n$/, '')).data
const bytesOf = (path: string) => new Uint8Array(readShared(path))
const filesIn = (folder: string) => (there ? readdirSync(join(SHARED_DATA, folder)) : [])

/**
 * True when a cell holds what a spreadsheet shows as `shown`: the same text, the number that is shown rounded, with a sign of a currency or a
 * percentage, the day that is shown in the American way.
 */
function holds(cell: string, shown: string): boolean {
  if (cell === shown) return true
  const date = /^(\d{1,2})\/(\d{1,2})(?:\/(\d\d))?(?: (\d{1,2}:\d\d))?$/.exec(shown)
  if (date) {
    const [, month = '', day = '', year, time] = date
    const iso = `${year ? `20${year}` : cell.slice(0, 4)}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    return cell.startsWith(time ? `${iso} ${time.padStart(5, '0')}` : iso)
  }
  const clock = /^(\d{1,2}):(\d\d) AM$/.exec(shown)
  if (clock) return cell.startsWith(`${clock[1]?.padStart(2, '0')}:${clock[2]}`)
  const plain = shown.replace(/[$,\s]/g, '')
  if (cell === '' || Number.isNaN(Number(plain)) || Number.isNaN(Number(cell))) return false
  const decimals = /\.(\d+)/.exec(plain)?.[1]?.length ?? 0
  const unit = plain.includes('E') ? Number(plain) * 1e-5 : 10 ** -decimals
  return Math.abs(Number(cell) - Number(plain)) <= unit * 0.5001
}

describe.skipIf(!there)('workbooks with the values that their program shows', () => {
  // no CSV beside them: DataTypesFormats and LONumbers, and of formula_stress_test the sheets Finance and Text
  const books = filesIn(SUITE).filter((name) => /\.xls[xbm]?$/.test(name) && !/^(DataTypesFormats|LONumbers)/.test(name))
  test.each(books)('%s', async (book) => {
    const { tables, left_out } = await unpacked(bytesOf(`${SUITE}/${book}`), book)
    let compared = 0
    for (const [k, { path, text }] of tables.entries()) {
      const csv = [`${book}.${k}.csv`, book.replace(/\.\w+$/, '.csv')].find((name) => existsSync(join(SHARED_DATA, SUITE, name)))
      if (left_out.some((one) => one.name === path && one.code === 'L_PIVOT')) expect(text.trim(), path).toBe('')
      else if (csv) {
        // a row that is empty stands above the table of one book, and not in its CSV
        const rows = rowsOf(text.replace(/^\n+/, ''))
        const wanted = rowsOf(readShared(`${SUITE}/${csv}`).toString())
        expect(rows.length, path).toBe(wanted.length)
        for (const [r, row] of wanted.entries())
          for (const [c, shown] of row.entries())
            expect(holds(rows[r]?.[c] ?? '', shown), `${path} row ${r} column ${c}: ${rows[r]?.[c]} for ${shown}`).toBe(true)
        compared++
      }
    }
    expect(compared).toBeGreaterThan(0)
  })

  test.each(['xls', 'xlsx', 'ods'])('days are counted from 1900 and from 1904 in .%s', async (ending) => {
    const firstDay = async (epoch: number) => {
      const { tables } = await unpacked(bytesOf(`${SUITE}/1904/${epoch}.${ending}`), `${epoch}.${ending}`)
      return rowsOf(tables[0]?.text ?? '').map((row) => [row[0], row[3]])
    }
    expect((await firstDay(1900)).slice(0, 4)).toEqual([
      ['1', '1900-01-01'],
      ['11', '1900-01-11'],
      ['111', '1900-04-20'],
      ['1111', '1903-01-15'],
    ])
    expect((await firstDay(1904)).slice(0, 4)).toEqual([
      ['1', '1904-01-02'],
      ['11', '1904-01-12'],
      ['111', '1904-04-21'],
      ['1111', '1907-01-16'],
    ])
  })
})

describe.skipIf(!there)('AdventureWorks', () => {
  const csv = (year: number) => rowsOf(readShared(`packt_adventureworks/AdventureWorks_Sales_${year}.csv`).toString())

  test('the workbook of 2017 has the cells of its CSV', async () => {
    const { tables } = await unpacked(bytesOf('packt_adventureworks/AdventureWorks_Sales_2017.xlsx'), 'sales.xlsx')
    expect(rowsOf(tables[0]?.text ?? '')).toEqual(csv(2017))
  })

  test('the archive has the three years', async () => {
    const { tables } = await unpacked(bytesOf('packt_adventureworks/AdventureWorksSales.zip'), 'sales.zip')
    expect(tables.map(({ path }) => path)).toEqual([2017, 2018, 2019].map((year) => `AdventureWorksSales/AdventureWorks_Sales_${year}.csv`))
    for (const [k, year] of [2017, 2018, 2019].entries()) expect(rowsOf(tables[k]?.text ?? '')).toEqual(csv(year))
  })
})
