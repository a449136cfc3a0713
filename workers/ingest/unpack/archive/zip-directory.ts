import type { ByteSource } from '../../../db/byte-source'
import { type Budget, broken } from './budget'

/** One file of a zip archive, as its central directory tells it. Sizes in bytes. */
export interface ZipEntry {
  name: string
  /** 0 stored, 8 deflated */
  method: number
  encrypted: boolean
  crc32: number
  packed: number
  size: number
  /** of its local header */
  offset: number
}

const END = 0x06054b50
const END_64 = 0x06064b50
const END_64_LOCATOR = 0x07064b50
const ENTRY = 0x02014b50
/** The end record is 22 bytes and a comment of at most 64 KB. */
const TAIL = 22 + 65_535
const DIRECTORY_BYTES = 32 * 1024 ** 2

/**
 * The files of a zip archive, from the directory at its end, which a cut-off archive does not have. Throws E_DAMAGED, or E_UNPACK_LIMIT for
 * too many entries.
 */
export async function zipDirectory(source: ByteSource, budget: Budget): Promise<ZipEntry[]> {
  const { at, bytes, entries: told } = await directoryPlace(source)
  budget.enter(told)
  if (bytes > DIRECTORY_BYTES || at + bytes > source.size) throw broken('its list of files is not where it should be')
  const raw = await source.read(at, at + bytes)
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength)
  const entries: ZipEntry[] = []
  for (let p = 0; p + 46 <= raw.length && view.getUint32(p, true) === ENTRY; ) {
    const flags = view.getUint16(p + 8, true)
    const lengths = [view.getUint16(p + 28, true), view.getUint16(p + 30, true), view.getUint16(p + 32, true)] as const
    const name_end = p + 46 + lengths[0]
    const entry = {
      name: nameOf(raw.subarray(p + 46, name_end), (flags & 0x800) !== 0),
      encrypted: (flags & 1) !== 0,
      method: view.getUint16(p + 10, true),
      crc32: view.getUint32(p + 16, true),
      packed: view.getUint32(p + 20, true),
      size: view.getUint32(p + 24, true),
      offset: view.getUint32(p + 42, true),
    }
    widen(entry, raw.subarray(name_end, name_end + lengths[1]))
    if (entry.offset + entry.packed > source.size) throw broken(`${entry.name} is not whole`)
    entries.push(entry)
    p = name_end + lengths[1] + lengths[2]
  }
  if (entries.length > told) budget.enter(entries.length - told)
  if (entries.length < told) throw broken('its list of files is not whole', { told, found: entries.length })
  return entries
}

async function directoryPlace(source: ByteSource): Promise<{ at: number; bytes: number; entries: number }> {
  const from = Math.max(0, source.size - TAIL)
  const tail = await source.read(from, source.size)
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength)
  for (let p = tail.length - 22; p >= 0; p--) {
    if (view.getUint32(p, true) !== END) continue
    const place = { entries: view.getUint16(p + 10, true), bytes: view.getUint32(p + 12, true), at: view.getUint32(p + 16, true) }
    const is_64 = place.entries === 0xffff || place.bytes === 0xffffffff || place.at === 0xffffffff
    if (!is_64 || p < 20 || view.getUint32(p - 20, true) !== END_64_LOCATOR) return place
    const end_64 = Number(view.getBigUint64(p - 12, true))
    if (end_64 + 56 > source.size) throw broken('its list of files is not where it should be')
    const record = await source.read(end_64, end_64 + 56)
    const wide = new DataView(record.buffer, record.byteOffset, record.byteLength)
    if (wide.getUint32(0, true) !== END_64) throw broken('its list of files is not where it should be')
    const number = (offset: number) => Number(wide.getBigUint64(offset, true))
    return { entries: number(32), bytes: number(40), at: number(48) }
  }
  throw broken('the end of the archive is missing')
}

/** Sizes beyond 4 GB are in an extra field. */
function widen(entry: ZipEntry, extra: Uint8Array): void {
  const view = new DataView(extra.buffer, extra.byteOffset, extra.byteLength)
  for (let p = 0; p + 4 <= extra.length; ) {
    const [id, length] = [view.getUint16(p, true), view.getUint16(p + 2, true)]
    if (id === 1) {
      let q = p + 4
      const end = Math.min(q + length, extra.length)
      for (const field of ['size', 'packed', 'offset'] as const) {
        if (entry[field] !== 0xffffffff || q + 8 > end) continue
        entry[field] = Number(view.getBigUint64(q, true))
        q += 8
      }
    }
    p += 4 + length
  }
}

function nameOf(bytes: Uint8Array, utf8: boolean): string {
  try {
    return new TextDecoder('utf-8', { fatal: !utf8 }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
