import { Unzip, UnzipInflate } from 'fflate'
import { LucidError } from '../../../../src/domain/errors'
import type { ByteSource } from '../../../db/byte-source'
import { isSqlite } from '../sqlite/open-sqlite'
import type { UnpackHooks } from '../unpacker'

const PIECE = 64 * 1024
const LOCAL_HEADER = [0x50, 0x4b, 3, 4] as const

export const isZip = (head: Uint8Array): boolean => LOCAL_HEADER.every((byte, at) => head[at] === byte)

/** Names of the entries of a ZIP that begin in these bytes, and whether any is encrypted. */
export function zipEntries(head: Uint8Array): { names: string[]; encrypted: boolean } {
  const names: string[] = []
  let encrypted = false
  for (let at = 0; at >= 0 && at + 30 <= head.length; at = head.indexOf(0x50, at + 1)) {
    if (!LOCAL_HEADER.every((byte, k) => head[at + k] === byte)) continue
    const length = (head[at + 26] ?? 0) + 256 * (head[at + 27] ?? 0)
    names.push(new TextDecoder().decode(head.subarray(at + 30, at + 30 + length)))
    encrypted ||= ((head[at + 6] ?? 0) & 1) === 1
  }
  return { names, encrypted }
}

/**
 * The database inside a backup, unpacked up to `limit` bytes. Names inside are not trusted: it is the entry that ends in .vyp, else the first that begins like a SQLite
 * file. Throws E_PASSWORD for an encrypted one, E_TOO_LARGE over the limit, E_UNKNOWN_FORMAT without a database, E_DAMAGED for a broken ZIP.
 */
export async function backupDatabase(source: ByteSource, head: Uint8Array, limit: number, hooks: UnpackHooks): Promise<Uint8Array> {
  const { names, encrypted } = zipEntries(head)
  if (encrypted) throw new LucidError('E_PASSWORD', 'The backup is locked with a password.')
  const named = names.some((name) => /\.vyp$/i.test(name))
  const kept: Uint8Array[] = []
  let size = 0
  let state: 'looking' | 'reading' | 'done' = 'looking'
  let broken: unknown = null
  const unzip = new Unzip((file) => {
    if (state !== 'looking' || (named && !/\.vyp$/i.test(file.name))) return
    let first = true
    file.ondata = (error, bytes, final) => {
      if (error) broken = error
      if (broken || (first && !named && !isSqlite(bytes) && state === 'looking')) return
      if (first) state = 'reading'
      first = false
      kept.push(bytes)
      size += bytes.length
      if (final) state = 'done'
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  const finished = (): boolean => state === 'done'
  try {
    for (let at = 0; at < source.size && !finished() && !broken; at += PIECE) {
      hooks.signal.throwIfAborted()
      unzip.push(await source.read(at, Math.min(at + PIECE, source.size)), at + PIECE >= source.size)
      if (size > limit) throw tooLarge(limit)
      hooks.progress((at / source.size) * 0.3)
    }
  } catch (error) {
    if (error instanceof LucidError || hooks.signal.aborted) throw error
    broken = error
  }
  if (broken || (size > 0 && !finished()))
    throw new LucidError('E_DAMAGED', 'The backup is a broken ZIP.', { hint: 'Make the backup again and drop the new file.' })
  if (size === 0) throw new LucidError('E_UNKNOWN_FORMAT', 'The backup holds no database.')
  const whole = new Uint8Array(size)
  let at = 0
  for (const piece of kept.splice(0)) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

export function tooLarge(limit: number): LucidError {
  return new LucidError('E_TOO_LARGE', `The database is larger than ${limit} bytes.`, {
    hint: 'Export reports of shorter periods.',
    details: { limit },
  })
}
