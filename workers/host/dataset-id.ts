import { sha256 } from 'hash-wasm'

/** First 32 hex of SHA-256(file_sha256 | entry | sheet | table_no); a text file is one table: entry and sheet are '', table_no 0. */
export async function datasetId(file_sha256: string, entry = '', sheet = '', table_no = 0): Promise<string> {
  return (await sha256([file_sha256, entry, sheet, table_no].join('|'))).slice(0, 32)
}
