import { gunzipSync } from 'fflate'
import { type AsyncBuffer, type FileMetaData, parquetMetadataAsync, parquetReadObjects, snappyUncompress } from 'hyparquet'
import { LucidError } from '../../../src/domain/errors'
import { LIMITS } from '../../../src/domain/limits'
import type { ByteSource } from '../../db/byte-source'
import { type Cell, csvBytes } from './csv-bytes'
import { checkPages, PAGE_BYTES } from './parquet/check-pages'
import { type FlatColumn, flatColumns, parquetCell } from './parquet/columns'
import type { Unpacker, UnpackHooks } from './unpacker'

const MAGIC = 'PAR1'
/** Rows that are in memory at a time. */
const STEP_ROWS = 5_000
/** Compressions that are read; the others need a decoder each. */
const CODECS: ReadonlySet<string> = new Set(['UNCOMPRESSED', 'SNAPPY', 'GZIP'])

const isMagic = (bytes: Uint8Array): boolean => [...MAGIC].every((letter, at) => bytes[at] === letter.charCodeAt(0))

/** Parquet: one table, read some thousand rows at a time. Columns with values inside values are left out, and named. */
const parquet: Unpacker = {
  format: 'parquet',

  detect: (head) => (isMagic(head) ? 1 : 0),

  async *unpack(source, filename, hooks) {
    const file = asyncBuffer(source)
    if (source.size < 12 || !isMagic(await source.read(source.size - 4, source.size))) throw damaged('the file does not end as it should')
    const metadata = await guarded(() => parquetMetadataAsync(file))
    const { columns, nested } = flatColumns(metadata)
    if (columns.length === 0)
      throw new LucidError('E_UNKNOWN_FORMAT', 'No column of the Parquet file has plain values.', { details: { nested } })
    if (columns.length > LIMITS.columns)
      throw new LucidError('E_TOO_WIDE', `The table has ${columns.length} columns.`, {
        details: { columns: columns.length, limit: LIMITS.columns },
      })
    refuseCodecs(metadata, columns)
    await checkAll(source, metadata, columns, hooks.signal)
    yield {
      type: 'table',
      name: filename.replace(/\.\w+$/, ''),
      hidden: false,
      csv: csvBytes(rowsOf(file, metadata, columns, hooks), hooks.signal),
    }
    return nested.map((name) => ({ name, code: 'I_NO_TABLE', count: 1 }))
  },
}
export default parquet

async function* rowsOf(
  file: AsyncBuffer,
  metadata: FileMetaData,
  columns: readonly FlatColumn[],
  hooks: UnpackHooks,
): AsyncGenerator<Cell[]> {
  yield columns.map(({ name }) => name)
  const total = Number(metadata.num_rows)
  for (let from = 0; from < total; from += STEP_ROWS) {
    hooks.signal.throwIfAborted()
    const rows = await guarded(() =>
      parquetReadObjects({
        file,
        metadata,
        columns: columns.map(({ name }) => name),
        rowStart: from,
        rowEnd: Math.min(from + STEP_ROWS, total),
        compressors: { GZIP: (bytes, length) => gunzipSync(bytes, { out: new Uint8Array(Math.min(length, PAGE_BYTES)) }) },
      }),
    )
    // a file that claims more rows than it has would be asked for them for ever
    if (rows.length === 0) throw damaged('rows are missing')
    for (const row of rows) yield columns.map((column) => parquetCell(row[column.name], column))
    hooks.progress(Math.min(1, (from + STEP_ROWS) / total))
  }
}

async function checkAll(source: ByteSource, metadata: FileMetaData, columns: readonly FlatColumn[], signal: AbortSignal): Promise<void> {
  const unpack = (codec: string, bytes: Uint8Array, length: number): Uint8Array => {
    if (codec === 'UNCOMPRESSED' || length <= 0) return bytes
    const out = new Uint8Array(length)
    if (codec === 'GZIP') return gunzipSync(bytes, { out })
    snappyUncompress(bytes, out)
    return out
  }
  await guarded(() => checkPages(source, metadata, new Set(columns.map(({ name }) => name)), unpack, signal))
}

function refuseCodecs(metadata: FileMetaData, columns: readonly FlatColumn[]): void {
  const names = new Set(columns.map(({ name }) => name))
  const strange = metadata.row_groups
    .flatMap((group) => group.columns)
    .map((column) => column.meta_data)
    .find((data) => data && names.has(data.path_in_schema[0] ?? '') && !CODECS.has(data.codec))
  if (strange)
    throw new LucidError('E_UNKNOWN_FORMAT', `The Parquet file is compressed with ${strange.codec}, which Lucid does not read.`, {
      hint: 'Save it with Snappy, GZIP or no compression.',
      details: { codec: strange.codec },
    })
}

const asyncBuffer = (source: ByteSource): AsyncBuffer => ({
  byteLength: source.size,
  slice: async (start, end = source.size) => {
    const from = Math.max(0, Math.min(start < 0 ? source.size + start : start, source.size))
    const bytes = await source.read(from, Math.max(from, Math.min(end, source.size)))
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
  },
})

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw damaged(error instanceof Error ? error.message : String(error))
  }
}

function damaged(reason: string): LucidError {
  return new LucidError('E_DAMAGED', 'The Parquet file is damaged.', {
    hint: 'Export it again and drop the new file.',
    details: { reason: reason.slice(0, 200) },
  })
}
