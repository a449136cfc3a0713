import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { LucidError } from '../../../src/domain/errors'
import { openNodeDatabase } from '../../db/open-node'
import { SHARED_DATA, sharedDataPresent } from '../../truths/shared-data'
import { scanBytes, stagedRows } from '../read/staged-rows'
import { lucidVerdict } from './lucid-reader'
import { duckdbObjects, duckdbOutcome, papaObjects, papaOutcome, papaRows } from './other-readers'
import { pollutedFiles } from './polluted'

const db = await openNodeDatabase()
const files = pollutedFiles()
const results: { name: string; lucid: string; why: string; duckdb: string; papa: string }[] = []
const suites: string[] = []

describe('one clean table, made bad in many ways', () => {
  test('every file gives the exact figures, or says what is missing', { timeout: 300_000 }, async () => {
    for (const { name, bytes, lost } of files) {
      const { verdict, why } = await lucidVerdict(db, bytes, lost)
      results.push({ name, lucid: verdict, why, duckdb: await duckdbOutcome(db, bytes), papa: papaOutcome(bytes) })
    }
    expect(results.filter(({ lucid }) => lucid === 'wrong')).toEqual([])
    // the best published loader scores 9.2 of 10 on such a suite
    expect(count('lucid', 'exact') / files.length).toBeGreaterThan(0.8)
    expect(count('lucid', 'exact')).toBeGreaterThan(Math.max(count('duckdb', 'exact'), count('papa', 'exact')))
  })
})

describe.skipIf(!sharedDataPresent())('suites of other projects', () => {
  test('csv-spectrum: the tables it states', async () => {
    const folder = join(SHARED_DATA, 'csv_suites/csv-spectrum')
    const names = readdirSync(join(folder, 'csvs')).sort()
    const equal = { lucid: 0, duckdb: 0, papa: 0 }
    for (const name of names) {
      const text = readFileSync(join(folder, 'csvs', name), 'utf8')
      // the stored copies of the CRLF files have lost their CRs on the way
      const bytes = new TextEncoder().encode(name.includes('_crlf') ? text.replace(/\r?\n/g, '\r\n') : text)
      const stated = JSON.stringify(JSON.parse(readFileSync(join(folder, 'json', `${basename(name, '.csv')}.json`), 'utf8')))
      const scan = scanBytes(bytes)
      const [header = [], ...body] = (await stagedRows(db, bytes, scan, scan.max_cells)).map((row) => row.cells)
      const objects = body.map((row) => Object.fromEntries(header.map((key, k) => [key, row[k] ?? ''])))
      if (JSON.stringify(objects) === stated) equal.lucid++
      if (JSON.stringify(await duckdbObjects(db, bytes)) === stated) equal.duckdb++
      if (JSON.stringify(papaObjects(bytes)) === stated) equal.papa++
    }
    suites.push(`| csv-spectrum: equal to the table it states | ${names.length} | ${equal.lucid} | ${equal.duckdb} | ${equal.papa} |`)
    expect(equal.lucid).toBe(names.length)
  })

  test.each(['duckdb', 'frictionless'])('%s: opened, or refused with a code', { timeout: 300_000 }, async (suite) => {
    const paths = readdirSync(join(SHARED_DATA, 'csv_suites', suite), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
    const opened = { lucid: 0, duckdb: 0, papa: 0 }
    const refused: Record<string, number> = {}
    let binary_taken_for_text = 0
    for (const path of paths) {
      const bytes = new Uint8Array(readFileSync(path))
      const papa = papaRows(bytes).length > 0
      if (papa) opened.papa++
      if ((await duckdbObjects(db, bytes)) !== null) opened.duckdb++
      try {
        scanBytes(bytes, {}, 1024 ** 2)
        opened.lucid++
      } catch (error) {
        if (!(error instanceof LucidError)) throw error
        refused[error.code] = (refused[error.code] ?? 0) + 1
        if (error.code === 'E_BINARY' && papa) binary_taken_for_text++
      }
    }
    const codes = Object.keys(refused)
      .sort()
      .map((code) => `${refused[code]} ${code}`)
    suites.push(
      `| ${suite}: opened | ${paths.length} | ${opened.lucid}; refused: ${codes.join(', ')} | ${opened.duckdb} | ${opened.papa}, ${binary_taken_for_text} of them no text at all |`,
    )
    expect(opened.lucid + Object.values(refused).reduce((sum, n) => sum + n, 0)).toBe(paths.length)
  })

  afterAll(() => {
    const path = fileURLToPath(new URL('../../../docs/csv-robustness.md', import.meta.url))
    const page = pageOf()
    if (process.env.UPDATE_DOCS) writeFileSync(path, page)
    expect(existsSync(path) && readFileSync(path, 'utf8')).toBe(page)
  })
})

function count(reader: 'lucid' | 'duckdb' | 'papa', verdict: string): number {
  return results.filter((one) => one[reader] === verdict).length
}

function pageOf(): string {
  const n = files.length
  const safe = count('lucid', 'exact') + count('lucid', 'honest')
  const share = (part: number): string => `${part} (${((part / n) * 100).toFixed(1)} %)`
  return `# Reading bad CSV files

Made by \`UPDATE_DOCS=1 npx vitest run workers/ingest/robustness\`; the test fails when it drifts.

## One clean table, made bad in ${n - 1} ways

60 sales lines (\`workers/ingest/robustness/polluted.ts\`), written again and again with one thing wrong. **exact**: number of lines, units, net sales and
days are those of the clean table. **honest**: the file is refused or asked about, or every line that is missing is named with its reason. **wrong**: other figures without
a word. DuckDB's sniffer and PapaParse are general readers: for them somebody looks for the columns \`Qty\` and \`Amount\` by name and adds up what is a number (dates are not
checked). **none** = an error, or no such columns; **other** = other figures without an error.

| | Lucid | DuckDB \`read_csv\` | PapaParse |
|---|---|---|---|
| exact | ${share(count('lucid', 'exact'))} | ${share(count('duckdb', 'exact'))} | ${share(count('papa', 'exact'))} |
| honest / none | ${share(count('lucid', 'honest'))} | ${share(count('duckdb', 'none'))} | ${share(count('papa', 'none'))} |
| wrong / other | ${share(count('lucid', 'wrong'))} | ${share(count('duckdb', 'other'))} | ${share(count('papa', 'other'))} |

Exact or honest: ${((safe / n) * 100).toFixed(1)} % of the files.

| File | Lucid | | DuckDB | PapaParse |
|---|---|---|---|---|
${results.map(({ name, lucid, why, duckdb, papa }) => `| ${cellOf(name)} | ${lucid} | ${why} | ${duckdb} | ${papa} |`).join('\n')}

## Suites of other projects

Every file is opened or refused with a code; of an opened file every line is a row, which \`workers/ingest/read/csv-suites.test.ts\` checks.

| Suite | Files | Lucid | DuckDB \`read_csv\` | PapaParse |
|---|---|---|---|---|
${suites.join('\n')}
`
}

const cellOf = (text: string): string => text.replaceAll('|', '\\|')
