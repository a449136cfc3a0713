/** The peer: native DuckDB, one thread, a database file, the same CSV into typed columns, then the Overview's figure. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'

const COLUMNS = `{
  'bill_no': 'VARCHAR', 'line_no': 'INTEGER', 'date': 'DATE', 'time': 'VARCHAR', 'store': 'VARCHAR', 'channel': 'VARCHAR',
  'item_code': 'VARCHAR', 'item_name': 'VARCHAR', 'category': 'VARCHAR', 'qty': 'INTEGER', 'rate': 'DECIMAL(18,2)',
  'discount': 'DECIMAL(18,2)', 'amount': 'DECIMAL(18,2)', 'cost': 'DECIMAL(18,2)', 'payment': 'VARCHAR', 'customer': 'VARCHAR'
}`

/**
 * @param {string} csv path of the file
 * @returns {Promise<{ seconds: number, revenue: number }>} revenue in paise
 */
export async function nativeRun(csv) {
  const folder = mkdtempSync(join(tmpdir(), 'lucid-bench-native-'))
  try {
    const began = performance.now()
    const instance = await DuckDBInstance.create(join(folder, 'peer.db'), { threads: '1' })
    const connection = await instance.connect()
    await connection.run(`CREATE TABLE sales AS SELECT * FROM read_csv('${csv}', header = true, columns = ${COLUMNS})`)
    await connection.run('CHECKPOINT')
    const reader = await connection.runAndReadAll('SELECT CAST(sum(amount) * 100 AS BIGINT), sum(qty), count(DISTINCT bill_no) FROM sales')
    const seconds = (performance.now() - began) / 1000
    const revenue = Number(reader.getRows()[0]?.[0])
    connection.closeSync()
    instance.closeSync()
    return { seconds, revenue }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
