import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Real files with known truths, beside the project; a stranger's clone does not have them. */
export const SHARED_DATA = join(fileURLToPath(new URL('.', import.meta.url)), '../../../shared/data')

/** True when the folder is there. `SHARED_DATA=required` makes its absence an error. */
export function sharedDataPresent(): boolean {
  if (existsSync(SHARED_DATA)) return true
  if (process.env.SHARED_DATA === 'required') throw new Error(`SHARED_DATA=required, but ${SHARED_DATA} is not there`)
  console.warn(`${SHARED_DATA} is not there: the comparison with real files is skipped`)
  return false
}

export const readShared = (path: string): Uint8Array => readFileSync(join(SHARED_DATA, path))
export const sharedJson = (path: string): unknown => JSON.parse(readFileSync(join(SHARED_DATA, path), 'utf8'))
