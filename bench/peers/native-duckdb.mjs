/** Native DuckDB, one thread, a database file: the same CSV into typed columns, checkpointed, then the question. The physical limit. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { DUCKDB_COLUMNS, QUESTION } from '../sales-columns.mjs'

/** @param {string} csv @returns {Promise<{ seconds: number, answer: import('../sales-columns.mjs').Answer }>} */
export async function run(csv) {
  const folder = mkdtempSync(join(tmpdir(), 'lucid-bench-native-'))
  try {
    const began = performance.now()
    const instance = await DuckDBInstance.create(join(folder, 'peer.db'), { threads: '1' })
    const connection = await instance.connect()
    await connection.run(`CREATE TABLE sales AS SELECT * FROM read_csv('${csv}', header = true, columns = ${DUCKDB_COLUMNS})`)
    await connection.run('CHECKPOINT')
    const [row] = (await connection.runAndReadAll(QUESTION)).getRows()
    const seconds = (performance.now() - began) / 1000
    connection.closeSync()
    instance.closeSync()
    const [revenue, units, bills] = (row ?? []).map(Number)
    return { seconds, answer: { revenue: revenue ?? Number.NaN, units: units ?? Number.NaN, bills: bills ?? Number.NaN } }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
