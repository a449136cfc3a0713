import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { LucidError } from '../../../src/domain/errors'
import { bytesSource } from '../../db/byte-source'
import { openNodeDatabase } from '../../db/open-node'
import { SHARED_DATA, sharedDataPresent } from '../../truths/shared-data'
import { readRows } from './rows'
import type { Scan } from './scan'
import { scanBytes, stagedRows } from './staged-rows'

const there = sharedDataPresent()
const SUITES = join(SHARED_DATA, 'csv_suites')
const FILE_CODES = ['E_FILE_EMPTY', 'E_BINARY', 'E_HTML', 'E_UNKNOWN_FORMAT', 'E_TOO_WIDE']

const filesIn = (folder: string): string[] =>
  there
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
    : []
const bytesOf = (path: string) => new Uint8Array(readFileSync(path))
const db = await openNodeDatabase()

describe.skipIf(!there)('csv-spectrum', () => {
  test.each(filesIn(join(SUITES, 'csv-spectrum/csvs')).map((path) => [basename(path, '.csv'), path]))('%s', async (name, path) => {
    // the stored copies of the CRLF files have lost their CRs on the way
    const bytes = name.endsWith('_crlf') ? new TextEncoder().encode(readFileSync(path, 'utf8').replace(/\r?\n/g, '\r\n')) : bytesOf(path)
    const scan = scanBytes(bytes)
    const [header = [], ...body] = (await stagedRows(db, bytes, scan, scan.max_cells)).map((row) => row.cells)
    const objects = body.map((row) => Object.fromEntries(header.map((key, k) => [key, row[k] ?? ''])))
    expect(objects).toEqual(JSON.parse(readFileSync(join(SUITES, 'csv-spectrum/json', `${name}.json`), 'utf8')))
  })
})

describe.skipIf(!there)('every file of the suites of DuckDB and frictionless', () => {
  test.each(['duckdb', 'frictionless'])('%s: read whole, or refused with a code; never a row lost', { timeout: 120_000 }, async (suite) => {
    const refused: Record<string, number> = {}
    for (const path of filesIn(join(SUITES, suite))) {
      const bytes = bytesOf(path)
      let scan: Scan
      try {
        scan = scanBytes(bytes, { slice_bytes: 64 * 1024, clean_bytes: 4096 }, 50_000)
      } catch (error) {
        if (!(error instanceof LucidError)) throw error
        expect(FILE_CODES, path).toContain(error.code)
        refused[error.code] = (refused[error.code] ?? 0) + 1
        continue
      }
      const width = Math.min(Math.max(1, scan.max_cells), 40)
      const staged = await stagedRows(db, bytes, scan, width)
      expect(staged.length, path).toBe(scan.rows_physical)
      const shown = await readRows(bytesSource(bytes), scan, 0, scan.rows_physical)
      for (const row of staged) {
        const wanted = Array.from({ length: width }, (_, k) => shown[row.file_row]?.[k] || null)
        if (row.shape < 3 && row.n_cells > 0) expect(row.cells, `${path} row ${row.file_row}`).toEqual(wanted)
      }
    }
    console.log(`${suite}: refused`, refused)
  })
})

describe.skipIf(!there)('real exports', () => {
  test.each([
    ['derived_variants/v1_utf16le_tab.txt', { encoding: 'utf-16le', delimiter: '\t', rows_physical: 9995 }, 21],
    ['derived_variants/v3_indian_preamble_footer.csv', { encoding: 'utf-8', bom_bytes: 3, delimiter: ',' }, null],
    ['packt_adventureworks/Retail Store Sales Data.csv', { encoding: 'windows-1252', delimiter: ',', rows_physical: 9995 }, 21],
    ['packt_adventureworks/AdventureWorks_Sales_2019.csv', { encoding: 'utf-8', delimiter: ',' }, null],
    ['packt_adventureworks/AdventureWorks_Products.csv', { delimiter: ',' }, null],
    ['packt_adventureworks/AdventureWorks_Customers.csv', { delimiter: ',' }, null],
  ])('%s', async (path, expected, width) => {
    const bytes = bytesOf(join(SHARED_DATA, path))
    const scan = scanBytes(bytes, {}, 1024 ** 2)
    expect(scan).toMatchObject({ ...expected, bad_bytes: 0, unbalanced_quote_row: null })
    if (width !== null) expect(scan.max_cells).toBe(width)
    expect(await stagedRows(db, bytes, scan, scan.max_cells)).toHaveLength(scan.rows_physical)
  })
})
