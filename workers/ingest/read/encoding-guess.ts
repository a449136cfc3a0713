import { binary } from './file-signature'
import type { Encoding } from './scan'
import { Utf8Tally } from './utf8-tally'

/** The encoding of the first bytes, and how many of them are a byte order mark. Throws E_BINARY when they are no text. */
export function guessEncoding(head: Uint8Array): { encoding: Encoding; bom_bytes: number } {
  const [a, b, c] = head
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', bom_bytes: 3 }
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', bom_bytes: 2 }
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', bom_bytes: 2 }
  const wide = wideByNuls(head)
  if (wide) return { encoding: wide, bom_bytes: 0 }
  refuseNoise(head)
  const tally = new Utf8Tally()
  tally.push(head)
  return { encoding: tally.bad > 0 && tally.good === 0 ? 'windows-1252' : 'utf-8', bom_bytes: 0 }
}

/** UTF-16 without a mark: digits, delimiters and line ends have a zero byte, always on the same side. */
function wideByNuls(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const pairs = Math.min(head.length, 65_536) >> 1
  let even = 0
  let odd = 0
  let narrow = 0
  for (let i = 0; i < pairs; i++) {
    const a = head[2 * i] as number
    const b = head[2 * i + 1] as number
    if (a === 0) even++
    if (b === 0) odd++
    if (isLetter(a) && isLetter(b)) narrow++
  }
  // two letters side by side are 8-bit text with a stray NUL here and there
  if (pairs < 2 || narrow > even + odd) return null
  if (odd >= pairs * 0.25 && even * 20 <= odd) return 'utf-16le'
  if (even >= pairs * 0.25 && odd * 20 <= even) return 'utf-16be'
  return null
}

const isLetter = (byte: number) => (byte > 47 && byte < 58) || ((byte | 32) > 96 && (byte | 32) < 123)

/** Control characters that no text holds, in more than one byte of 25, or NULs in more than one of 20. The separators 0x1C-0x1F do occur in scanned codes. */
function refuseNoise(head: Uint8Array): void {
  const n = Math.min(head.length, 65_536)
  let controls = 0
  let nuls = 0
  for (let i = 0; i < n; i++) {
    const byte = head[i] as number
    if (byte === 0) nuls++
    else if (byte < 9 || (byte > 13 && byte < 28 && byte !== 0x1a && byte !== 0x1b)) controls++
  }
  if (nuls * 20 > n || controls * 25 > n)
    throw binary('a binary file', 'Drop a table saved as CSV, TSV or TXT; programs and pictures are not read.')
}
