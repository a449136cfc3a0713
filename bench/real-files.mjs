/** The largest real sales in ../shared/data: a day's file of a wholesaler for each of twenty days. Not part of the project; null where they are not there. */
import { execFile } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { lucidFiles } from './lucid.mjs'

const FOLDER = fileURLToPath(new URL('../../shared/data/uci_online_retail/by-day/', import.meta.url))
const HERE = fileURLToPath(new URL('.', import.meta.url))
const node = promisify(execFile)

/** @typedef {{ files: number, bytes: number, rows: number, lucid_s: number, native_s: number }} RealFiles */

/**
 * All files dropped at once, beside native DuckDB with one thread reading them by itself into a database file. Both must find the same number of rows.
 * @param {string} origin @param {number} timeout_ms
 * @returns {Promise<RealFiles | null>}
 */
export async function realFiles(origin, timeout_ms) {
  if (!existsSync(FOLDER)) return null
  const files = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.csv'))
    .sort()
    .map((name) => join(FOLDER, name))
  const { stdout } = await node(process.execPath, [join(HERE, 'peer.mjs'), 'native-files', join(FOLDER, '*.csv')], { timeout: timeout_ms })
  const native = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
  const ours = await lucidFiles({ origin, files, timeout_ms })
  if (ours.rows !== native.answer) throw new Error(`Lucid accounts for ${ours.rows} rows, the files have ${native.answer}`)
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0)
  return { files: files.length, bytes, rows: ours.rows, lucid_s: ours.seconds, native_s: native.seconds }
}
