import type { FileMetaData } from 'hyparquet'
import { parquetHeader } from 'hyparquet/src/column.js'
import type { ByteSource } from '../../../db/byte-source'

type Encoded = { num_values: number; encoding: string }

/** Bytes of one page, unpacked; pages are of about one MB. */
export const PAGE_BYTES = 128 * 1024 ** 2

/**
 * Looks at every page of the columns before they are read: the reader believes what pages say of their own size and of the length of their runs, and a damaged file would keep it busy
 * for ever. Throws an Error that says what is wrong. `unpack` is the decoder of a compression.
 */
export async function checkPages(
  source: ByteSource,
  metadata: FileMetaData,
  names: ReadonlySet<string>,
  unpack: (codec: string, bytes: Uint8Array, length: number) => Uint8Array,
  signal: AbortSignal,
): Promise<void> {
  for (const { columns, num_rows } of metadata.row_groups)
    for (const { meta_data } of columns) {
      if (!meta_data || !names.has(meta_data.path_in_schema[0] ?? '')) continue
      signal.throwIfAborted()
      const rows = Number(num_rows)
      const start = Number(meta_data.dictionary_page_offset || meta_data.data_page_offset)
      const size = Number(meta_data.total_compressed_size)
      must(rows >= 0 && start >= 4 && size >= 0 && start + size <= source.size, 'a column outside of the file')
      const bytes = await source.read(start, start + size)
      const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 }
      while (reader.offset < bytes.length) {
        const header = parquetHeader(reader)
        const { compressed_page_size: packed, uncompressed_page_size: unpacked } = header
        must(
          packed >= 0 && unpacked >= 0 && unpacked <= PAGE_BYTES && reader.offset + packed <= bytes.length,
          'a page outside of its column',
        )
        const body = bytes.subarray(reader.offset, reader.offset + packed)
        reader.offset += packed
        const { data_page_header: first, data_page_header_v2: second, dictionary_page_header: dictionary } = header
        if (dictionary) must(dictionary.num_values >= 0 && dictionary.num_values <= 8 * unpacked, 'a dictionary of more values than bytes')
        const page = (first ?? second) as Encoded | undefined
        if (!page) continue
        must(page.num_values >= 0 && page.num_values <= rows, 'a page of more values than rows')
        if (second) {
          const levels = second.definition_levels_byte_length + second.repetition_levels_byte_length
          must(levels >= 0 && levels <= packed, 'levels outside of their page')
          if (second.definition_levels_byte_length > 0) checkRuns(body.subarray(0, levels), 1, second.num_values)
          checkIndexes(
            second.is_compressed ? unpack(meta_data.codec, body.subarray(levels), unpacked - levels) : body.subarray(levels),
            page,
          )
        } else {
          const whole = unpack(meta_data.codec, body, unpacked)
          const levels = levelBytes(metadata, meta_data.path_in_schema[0] ?? '', whole)
          if (levels > 4) checkRuns(whole.subarray(4, levels), 1, page.num_values)
          checkIndexes(whole.subarray(levels), page)
        }
      }
    }
}

/** Bytes of the levels at the head of an old page: with their length before them, where a column may be empty. */
function levelBytes({ schema }: FileMetaData, name: string, page: Uint8Array): number {
  const element = schema.find((one, at) => at > 0 && one.name === name)
  if (element?.repetition_type !== 'OPTIONAL') return 0
  must(page.length >= 4, 'a page without its levels')
  const length = new DataView(page.buffer, page.byteOffset, page.byteLength).getUint32(0, true)
  must(4 + length <= page.length, 'levels outside of their page')
  return 4 + length
}

/** The numbers of dictionary entries, and truth values, are written in runs. */
function checkIndexes(data: Uint8Array, { encoding, num_values }: Encoded): void {
  if (encoding === 'PLAIN_DICTIONARY' || encoding === 'RLE_DICTIONARY') {
    must((data[0] ?? 0) <= 32, 'numbers of more than 32 bits')
    if (data.length > 1) checkRuns(data.subarray(1), data[0] ?? 0, num_values)
  } else if (encoding === 'RLE' && data.length > 4) checkRuns(data.subarray(4), 1, num_values)
}

/** Runs of equal values, and of values packed in bits: none may be longer than the page says it is. */
function checkRuns(data: Uint8Array, width: number, values: number): void {
  let at = 0
  for (let seen = 0; seen < values && at < data.length; ) {
    let header = 0
    for (let shift = 0; ; shift += 7) {
      const byte = data[at++]
      must(byte !== undefined && shift <= 28, 'a run without an end')
      header += ((byte ?? 0) & 127) * 2 ** shift
      if ((byte ?? 0) < 128) break
    }
    const packed = header % 2 === 1
    const count = packed ? ((header - 1) / 2) * 8 : header / 2
    must(count <= values + 7 || (packed && count <= values + 504), 'a run longer than its page')
    at += packed ? (count / 8) * width : Math.ceil(width / 8)
    seen += count
  }
}

function must(fits: boolean, what: string): asserts fits {
  if (!fits) throw new Error(what)
}
