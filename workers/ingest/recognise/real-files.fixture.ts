import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { join, resolve } from 'node:path'
import Papa from 'papaparse'
import type { RecogniseInput } from './recognise'

/** The folder of real files with known truths, beside the project. */
export const SHARED = resolve(import.meta.dirname, '../../../../shared/data')
export const HAS_SHARED = existsSync(SHARED)
if (!HAS_SHARED) {
  const message = `shared data is not there (${SHARED}): tests on real files are skipped`
  if (process.env.SHARED_DATA === 'required') throw new Error(message)
  console.warn(message)
}

/** The head of a CSV or TSV as the reader hands it over. */
export function sniffText(text: string, delimiter: ',' | ';' | '\t' | '|'): RecogniseInput['sniffed'] {
  const parsed = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), { delimiter, preview: 1000 })
  const head_rows = parsed.data.map((row) => (row.length === 1 && row[0] === '' ? [] : row))
  return { encoding: 'utf-8', bom_bytes: 0, delimiter, quote: '"', newline: '\n', head_rows }
}

/** The first 256 KB of a real file, cut at a line end. */
export function sniffShared(path: string, encoding = 'utf-8', delimiter: ',' | '\t' = ','): RecogniseInput['sniffed'] {
  const file = openSync(join(SHARED, path), 'r')
  const bytes = Buffer.alloc(256 * 1024)
  const read = readSync(file, bytes)
  closeSync(file)
  const text = new TextDecoder(encoding).decode(bytes.subarray(0, read))
  return sniffText(read === bytes.length ? text.slice(0, text.lastIndexOf('\n')) : text, delimiter)
}
