/** SQLite WASM over OPFS (its pool of access handles), the CSV parsed with PapaParse in chunks, one transaction, then the question. */
import sqlite3InitModule from '@sqlite.org/sqlite-wasm'
import Papa from 'papaparse'
import { QUESTION, SALES_COLUMNS } from '../sales-columns.mjs'

addEventListener('message', ({ data: file }: MessageEvent<File>) => {
  run(file).then(
    (measured) => postMessage(measured),
    (error: unknown) => postMessage({ error: String(error) }),
  )
})

async function run(file: File) {
  const began = performance.now()
  const sqlite = await sqlite3InitModule()
  const pool = await sqlite.installOpfsSAHPoolVfs({})
  const db = new pool.OpfsSAHPoolDb('/peer.db')
  db.exec(
    `CREATE TABLE sales (${SALES_COLUMNS.map(([name, type]) => `${name} ${/INT|DECIMAL/.test(type) ? 'NUMERIC' : 'TEXT'}`).join(', ')}); BEGIN`,
  )
  const insert = db.prepare(`INSERT INTO sales VALUES (${SALES_COLUMNS.map(() => '?').join(', ')})`)
  const numeric = SALES_COLUMNS.map(([, type]) => /INT|DECIMAL/.test(type))
  let first = true
  await new Promise<void>((resolve, reject) => {
    Papa.parse<string[]>(file, {
      skipEmptyLines: true,
      chunk: ({ data }) => {
        for (const row of first ? data.slice(1) : data) {
          insert.bind(row.map((cell, at) => (numeric[at] ? Number(cell) : cell)))
          insert.stepReset()
        }
        first = false
      },
      complete: () => resolve(),
      error: reject,
    })
  })
  insert.finalize()
  db.exec('COMMIT')
  const row = db.selectObject(QUESTION.replace('AS BIGINT', 'AS INTEGER').replace('AS BIGINT', 'AS INTEGER')) as Record<string, number>
  return {
    seconds: (performance.now() - began) / 1000,
    answer: { revenue: Number(row.revenue), units: Number(row.units), bills: Number(row.bills) },
  }
}
