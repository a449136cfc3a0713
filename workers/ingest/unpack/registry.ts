import type { Unpacker } from './unpacker'

/** Every format is one file beside this one that exports one unpacker, or several; dropping it in is all there is to do. */
const files = import.meta.glob<Record<string, unknown>>('./*.unpacker.ts', { eager: true })

const isUnpacker = (value: unknown): value is Unpacker =>
  typeof value === 'object' && value !== null && 'format' in value && 'detect' in value && 'unpack' in value

export const UNPACKERS: readonly Unpacker[] = [...new Set(Object.values(files).flatMap((module) => Object.values(module).flat()))]
  .filter(isUnpacker)
  .sort((a, b) => (a.format < b.format ? -1 : 1))

/** The unpacker that is surest of these bytes, the first by format of equals; null = delimited text, or nothing that is read. */
export function unpackerOf(head: Uint8Array, filename: string): Unpacker | null {
  let best: Unpacker | null = null
  let sure = 0
  for (const unpacker of UNPACKERS) {
    const score = unpacker.detect(head, filename)
    if (score > sure) [best, sure] = [unpacker, score]
  }
  return best
}
