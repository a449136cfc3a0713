/** Native DuckDB, one thread: files of one shape, sniffed by itself, into a table of a database file. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'

/** @param {string} glob @returns {Promise<{ seconds: number, answer: number }>} rows */
export async function run(glob) {
  const folder = mkdtempSync(join(tmpdir(), 'lucid-bench-native-'))
  try {
    const began = performance.now()
    const instance = await DuckDBInstance.create(join(folder, 'peer.db'), { threads: '1' })
    const connection = await instance.connect()
    await connection.run(`CREATE TABLE sales AS SELECT * FROM read_csv('${glob}')`)
    await connection.run('CHECKPOINT')
    const [row] = (await connection.runAndReadAll('SELECT count(*) FROM sales')).getRows()
    const seconds = (performance.now() - began) / 1000
    connection.closeSync()
    instance.closeSync()
    return { seconds, answer: Number(row?.[0]) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
