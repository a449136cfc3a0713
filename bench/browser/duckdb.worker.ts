/** DuckDB-WASM as a page would use it without validation: read_csv over the file into a table in memory, then the question. */
import { AsyncDuckDB, DuckDBDataProtocol, VoidLogger } from '@duckdb/duckdb-wasm'
import engine_worker from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url'
import engine_wasm from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url'
import { DUCKDB_COLUMNS, QUESTION } from '../sales-columns.mjs'

addEventListener('message', ({ data: file }: MessageEvent<File>) => {
  run(file).then(
    (measured) => postMessage(measured),
    (error: unknown) => postMessage({ error: String(error) }),
  )
})

async function run(file: File) {
  const began = performance.now()
  const db = new AsyncDuckDB(new VoidLogger(), new Worker(engine_worker))
  await db.instantiate(engine_wasm)
  await db.registerFileHandle('sales.csv', file, DuckDBDataProtocol.BROWSER_FILEREADER, true)
  const connection = await db.connect()
  await connection.query(`CREATE TABLE sales AS SELECT * FROM read_csv('sales.csv', header = true, columns = ${DUCKDB_COLUMNS})`)
  const [row] = (await connection.query(QUESTION)).toArray() as Record<string, bigint>[]
  return {
    seconds: (performance.now() - began) / 1000,
    answer: { revenue: Number(row?.revenue), units: Number(row?.units), bills: Number(row?.bills) },
  }
}
