import { LucidError } from '../../../../src/domain/errors'
import type { ByteSource } from '../../../db/byte-source'

/** How the objects of a file lie in it: one after the other, in one array, or in arrays under the keys of one object. */
export type JsonShape = 'lines' | 'array' | 'keys'

/** An object of the file as text, and the key that its array stands under ('' where there is none). */
export interface JsonRecord {
  key: string
  text: string
}

const PIECE = 256 * 1024
/** Brackets inside one another: an export of a shop has less than ten. */
const DEEPEST = 64
/** Characters of one object. */
const LARGEST = 8 * 1024 ** 2
const KEY_CHARS = 200

/** Brackets around a record. */
const AROUND: Readonly<Record<JsonShape, number>> = { lines: 0, array: 1, keys: 2 }

/**
 * The objects of a JSON file one after the other, found by their brackets: only one of them is in memory at a time, however long the file or its lines are. What is no object is
 * passed over. Throws E_DAMAGED for a file that is cut short or nested beyond reason.
 */
export async function* jsonRecords(
  source: ByteSource,
  shape: JsonShape,
  hooks: { signal: AbortSignal; progress(share: number): void },
): AsyncGenerator<JsonRecord> {
  const cutter = new Cutter(shape)
  const decoder = new TextDecoder(textEncoding(await source.read(0, Math.min(4, source.size))))
  for (let at = 0; at < source.size; at += PIECE) {
    hooks.signal.throwIfAborted()
    const bytes = await source.read(at, Math.min(at + PIECE, source.size))
    yield* cutter.cut(decoder.decode(bytes, { stream: true }))
    hooks.progress(Math.min(1, (at + PIECE) / source.size))
  }
  yield* cutter.cut(decoder.decode())
  cutter.end()
}

export function textEncoding([a, b]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if ((a === 0xff && b === 0xfe) || (a !== undefined && a !== 0 && b === 0)) return 'utf-16le'
  return (a === 0xfe && b === 0xff) || (a === 0 && b) ? 'utf-16be' : 'utf-8'
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPENS: ReadonlySet<number> = new Set([0x7b, 0x5b])
const CLOSES: ReadonlySet<number> = new Set([0x7d, 0x5d])
const OBJECT = 0x7b

class Cutter {
  private depth = 0
  private quoted = false
  private escaped = false
  /** the pieces of the record that is being read; null between records */
  private record: string | null = null
  private word = ''
  private key = ''

  constructor(private readonly shape: JsonShape) {}

  *cut(text: string): Generator<JsonRecord> {
    let from = 0
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (this.quoted) {
        if (this.escaped) this.escaped = false
        else if (code === BACKSLASH) this.escaped = true
        else if (code === QUOTE) this.quoted = false
        else if (this.record === null && this.depth === 1 && this.word.length < KEY_CHARS) this.word += text[at]
        continue
      }
      if (code === QUOTE) {
        this.quoted = true
        if (this.record === null) this.word = ''
      } else if (OPENS.has(code)) {
        if (this.record === null && code === OBJECT && this.depth === AROUND[this.shape]) {
          this.record = ''
          from = at
        } else if (this.record === null && this.depth === 1) this.key = this.word
        if (++this.depth > DEEPEST) throw broken(`more than ${DEEPEST} brackets inside one another`)
      } else if (CLOSES.has(code)) {
        if (--this.depth < 0) throw broken('a bracket closes that none has opened')
        if (this.record === null || this.depth > AROUND[this.shape]) continue
        yield { key: this.shape === 'keys' ? this.key : '', text: this.record + text.slice(from, at + 1) }
        this.record = null
      }
    }
    if (this.record === null) return
    this.record += text.slice(from)
    if (this.record.length > LARGEST) throw broken(`an object of more than ${LARGEST} characters`)
  }

  end(): void {
    if (this.depth !== 0 || this.quoted) throw broken('the file ends in the middle')
  }
}

function broken(reason: string): LucidError {
  return new LucidError('E_DAMAGED', 'The JSON of the file is broken.', {
    hint: 'Export it again and drop the new file.',
    details: { reason },
  })
}
