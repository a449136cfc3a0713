import { LucidError } from '../../../../src/domain/errors'
import { LIMITS } from '../../../../src/domain/limits'

/** What unpacking may cost. One for each archive, and one over all that is in a dropped file. */
export class Budget {
  private bytes = 0
  private entries = 0

  /** `packed_bytes`: size of the file that is unpacked */
  constructor(private readonly packed_bytes: number) {}

  /** Counts bytes as they come out. Throws E_UNPACK_LIMIT in time: before more than a chunk over the limit exists. */
  spend(bytes: number): void {
    this.bytes += bytes
    if (this.bytes > LIMITS.unpacked_bytes) throw tooMuch('bytes', this.bytes, LIMITS.unpacked_bytes)
    const ratio = Math.floor(this.bytes / Math.max(1, this.packed_bytes))
    if (this.bytes > LIMITS.unpack_ratio_floor && ratio > LIMITS.unpack_ratio) throw tooMuch('ratio', ratio, LIMITS.unpack_ratio)
  }

  /** Counts files inside. Throws E_UNPACK_LIMIT. */
  enter(entries: number): void {
    this.entries += entries
    if (this.entries > LIMITS.packed_entries) throw tooMuch('entries', this.entries, LIMITS.packed_entries)
  }
}

/** A file that unpacks to more than it may: of `what` there were `found`. */
export function tooMuch(what: 'bytes' | 'ratio' | 'entries' | 'depth' | 'cells', found: number, limit: number): LucidError {
  return new LucidError('E_UNPACK_LIMIT', `The file unpacks to too much: ${what} ${found}, at most ${limit}.`, {
    hint: 'Unpack it yourself and drop the tables inside. Nothing was changed.',
    details: { what, found, limit },
  })
}

/** A packed file that cannot be read to its end. */
export function broken(what: string, details: Record<string, unknown> = {}): LucidError {
  return new LucidError('E_DAMAGED', `The file is damaged or was cut off: ${what}.`, {
    hint: 'Copy or export it again, then drop it here. Nothing was changed.',
    details: { what, ...details },
  })
}

/** Whatever a parser of packed bytes throws, as an error of the product. */
export function asBroken(thrown: unknown): LucidError {
  if (thrown instanceof LucidError) return thrown
  return broken(thrown instanceof Error ? thrown.message : String(thrown))
}

export function password(): LucidError {
  return new LucidError('E_PASSWORD', 'The file is protected with a password.', {
    hint: 'Open it with its password, save a copy without one, and drop that. Nothing was changed.',
  })
}
