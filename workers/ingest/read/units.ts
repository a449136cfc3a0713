import type { Encoding } from './scan'
import { windows1252ToUtf8 } from './windows-1252'

const LF = 10
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
const decoders = {
  'utf-16le': new TextDecoder('utf-16le', { ignoreBOM: true }),
  'utf-16be': new TextDecoder('utf-16be', { ignoreBOM: true }),
}

/** Bytes of whole rows, ready for the RowMachine (units, then the sentinel), with the text of any stretch of units. */
export interface Units {
  u: Uint8Array
  end: number
  text(start: number, end: number): string
}

export function unitsOf(bytes: Uint8Array, encoding: Encoding): Units {
  if (encoding === 'utf-8') {
    const u = withSentinel(bytes)
    return { u, end: bytes.length, text: (start, end) => (start === end ? '' : utf8.decode(u.subarray(start, end))) }
  }
  const text = decode(bytes, encoding)
  if (encoding === 'windows-1252') return { u: withSentinel(bytes), end: bytes.length, text: (start, end) => text.slice(start, end) }
  const u = new Uint8Array(text.length + 1)
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    u[i] = Math.min(unit, 0x80)
  }
  u[text.length] = LF
  return { u, end: text.length, text: (start, end) => text.slice(start, end) }
}

/** The same text as UTF-8; bytes that are not valid become U+FFFD. */
export function toUtf8(bytes: Uint8Array, encoding: Encoding): Uint8Array {
  if (encoding === 'windows-1252') return windows1252ToUtf8(bytes)
  return new TextEncoder().encode(decode(bytes, encoding))
}

export function decode(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding === 'utf-8') return utf8.decode(bytes)
  if (encoding === 'windows-1252') return utf8.decode(windows1252ToUtf8(bytes))
  return decoders[encoding].decode(bytes)
}

function withSentinel(bytes: Uint8Array): Uint8Array {
  const u = new Uint8Array(bytes.length + 1)
  u.set(bytes)
  u[bytes.length] = LF
  return u
}
