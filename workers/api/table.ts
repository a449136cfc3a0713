import { parquetWriteBuffer } from 'hyparquet-writer'
import type { ColumnUnit, Row } from '../../src/domain/metric'
import { safeCsv } from '../../src/domain/safe-csv'
import { json } from './route'

export type Format = 'json' | 'csv' | 'parquet'
export const CSV = 'text/csv'
export const PARQUET = 'application/vnd.apache.parquet'
const MEDIA: Record<string, Format> = { 'application/json': 'json', [CSV]: 'csv', [PARQUET]: 'parquet', 'application/x-parquet': 'parquet' }

/** The form asked for: by the name's extension, else by the first form in Accept that can be had, else JSON. */
export function formatOf(name: string, request: Request): { name: string; format: Format } {
  const [, bare, extension] = /^(.+)\.(json|csv|parquet)$/.exec(name) ?? []
  if (bare && extension) return { name: bare, format: extension as Format }
  const wanted = (request.headers.get('Accept') ?? '').split(',').map((one) => one.split(';')[0]?.trim().toLowerCase() ?? '')
  return { name, format: wanted.map((one) => MEDIA[one]).find((one) => one !== undefined) ?? 'json' }
}

export interface TableColumn {
  name: string
  type: 'VARCHAR' | 'DOUBLE' | 'BIGINT' | 'BOOLEAN'
}

const WHOLE: readonly ColumnUnit[] = ['count', 'rank']
const TEXT: readonly ColumnUnit[] = ['text', 'id', 'date', 'month', 'word']
/** What a column of a metric holds in a Parquet file. */
export const typeOfUnit = (unit: ColumnUnit): TableColumn['type'] =>
  unit === 'flag' ? 'BOOLEAN' : WHOLE.includes(unit) ? 'BIGINT' : TEXT.includes(unit) ? 'VARCHAR' : 'DOUBLE'

/** The rows as a file to keep, or `whole` as JSON. CSV is safe to open in a spreadsheet. */
export function tableAnswer(
  format: Format,
  filename: string,
  columns: readonly TableColumn[],
  rows: readonly Row[],
  whole: unknown,
): Response {
  if (format === 'json') return json(whole)
  const body =
    format === 'csv'
      ? safeCsv([columns.map(({ name }) => name), ...rows.map((row) => columns.map(({ name }) => row[name] ?? null))])
      : parquet(columns, rows)
  return new Response(body, { headers: fileHeaders(`${filename}.${format}`, format === 'csv' ? `${CSV}; charset=utf-8` : PARQUET) })
}

export const fileHeaders = (filename: string, type: string): Record<string, string> => ({
  'Content-Type': type,
  'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(filename)}`,
  'Cache-Control': 'no-store',
})

const PARQUET_TYPE = { VARCHAR: 'STRING', BIGINT: 'INT64', DOUBLE: 'DOUBLE', BOOLEAN: 'BOOLEAN' } as const

function parquet(columns: readonly TableColumn[], rows: readonly Row[]): ArrayBuffer {
  return parquetWriteBuffer({
    columnData: columns.map(({ name, type }) => ({
      name,
      type: PARQUET_TYPE[type],
      nullable: true,
      data: rows.map((row) => {
        const cell = row[name] ?? null
        return type === 'BIGINT' && typeof cell === 'number' ? BigInt(cell) : cell
      }),
    })),
  })
}
