import type { ByteSource } from '../../../db/byte-source'

const PIECE = 256 * 1024

/** The encoding of an XML file from its mark, or from the zeros between its letters. Tally writes UTF-16 by default. */
export function xmlEncoding(head: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [a, b] = head
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le'
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return 'utf-16be'
  return 'utf-8'
}

/**
 * The text of an XML file piece by piece, without what XML forbids and Tally writes all the same: control characters, as they are or as `&#4;`. A reference that a piece would cut is
 * kept for the next one.
 */
export async function* xmlText(source: ByteSource, signal: AbortSignal, progress: (share: number) => void): AsyncGenerator<string> {
  const decoder = new TextDecoder(xmlEncoding(await source.read(0, Math.min(4, source.size))))
  let kept = ''
  for (let at = 0; at < source.size; at += PIECE) {
    signal.throwIfAborted()
    const bytes = await source.read(at, Math.min(at + PIECE, source.size))
    const text = kept + decoder.decode(bytes, { stream: at + PIECE < source.size })
    kept = /&[^;&<\s]{0,10}$/.exec(text)?.[0] ?? ''
    yield withoutControls(text.slice(0, text.length - kept.length))
    progress(Math.min(1, (at + PIECE) / source.size))
  }
  if (kept !== '') yield withoutControls(kept)
}

function withoutControls(text: string): string {
  return text
    .replace(/&#(x[0-9a-f]+|\d+);/gi, (reference, digits: string) => {
      const code = /^x/i.test(digits) ? Number.parseInt(digits.slice(1), 16) : Number(digits)
      return code >= 32 || code === 9 || code === 10 || code === 13 ? reference : ''
    })
    .replace(FORBIDDEN, '')
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to be taken out
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
