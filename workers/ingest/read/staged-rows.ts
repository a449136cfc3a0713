import { bytesSource } from '../../db/byte-source'
import type { Database } from '../../db/database'
import { ident, sql } from '../../db/sql'
import type { Scan } from './scan'
import { type ScanLimits, TableScanner } from './scanner'
import { HEAD_BYTES, sniff } from './sniff'
import { stageSlice } from './stage'

export interface StagedRow {
  file_row: number
  shape: number
  n_cells: number
  cells: (string | null)[]
}

/** For tests: the scan of bytes pushed in chunks of the given size. */
export function scanBytes(bytes: Uint8Array, limits: ScanLimits = {}, chunk = 4096): Scan {
  const scanner = new TableScanner(sniff(bytes.subarray(0, HEAD_BYTES), bytes.length), limits)
  for (let at = 0; at < bytes.length; at += chunk) scanner.push(bytes.slice(at, at + chunk))
  return scanner.finish()
}

/** For tests: every slice staged, as one list of rows in file order. */
export async function stagedRows(db: Database, bytes: Uint8Array, scan: Scan, width: number): Promise<StagedRow[]> {
  const columns = Array.from({ length: width }, (_, k) => k)
  const rows: StagedRow[] = []
  for (const slice of scan.slices) {
    await stageSlice(db, bytesSource(bytes), scan, slice, { table: 'staged', columns, width })
    const found = await db.all<Record<string, string | number | null>>(sql`SELECT * FROM ${ident('staged')} ORDER BY file_row`)
    for (const row of found) {
      const cells = columns.map((k) => row[`c${k}`] as string | null)
      rows.push({ file_row: row.file_row as number, shape: row.shape as number, n_cells: row.n_cells as number, cells })
    }
  }
  return rows
}
