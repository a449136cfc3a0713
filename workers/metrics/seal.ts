import { sha256 } from 'hash-wasm'

const MARK = 'sha256:'
const DIGITS = 64
const ZERO = '0'.charCodeAt(0)
const ascii = new TextDecoder('latin1')

/** The note that a file must hold, after all other texts, to be sealed. */
export const OPEN_SEAL = `${MARK}${'0'.repeat(DIGITS)}`

/** Writes into the last seal of a file the SHA-256 of its bytes as they are with the seal open. Throws when there is none. */
export async function seal(file: Uint8Array): Promise<void> {
  const at = placeOf(file)
  if (at === null) throw new TypeError('the file has no seal')
  file.fill(ZERO, at, at + DIGITS)
  file.set(new TextEncoder().encode(await sha256(file)), at)
}

/** Whether every byte is as it was sealed. Asked before the file is read: a reader of a damaged one may not come to an end. */
export async function isWhole(file: Uint8Array): Promise<boolean> {
  const at = placeOf(file)
  if (at === null) return false
  const said = ascii.decode(file.subarray(at, at + DIGITS))
  const open = file.slice()
  open.fill(ZERO, at, at + DIGITS)
  return said === (await sha256(open))
}

/** Where the digits of the last seal begin. */
function placeOf(file: Uint8Array): number | null {
  const first = MARK.charCodeAt(0)
  for (let at = file.lastIndexOf(first, file.length - DIGITS); at >= 0; at = file.lastIndexOf(first, at - 1)) {
    if (ascii.decode(file.subarray(at, at + MARK.length)) === MARK) return at + MARK.length
    if (at === 0) break
  }
  return null
}
