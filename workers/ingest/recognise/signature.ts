import { headerKey } from './header-words'

/** FNV-1a, 64 bit, of the normalised headers in their order, as 16 hex digits: what a remembered mapping is kept under. */
export function headerSignature(header: readonly string[]): string {
  const bytes = new TextEncoder().encode(header.map(headerKey).join('\u001f'))
  let hash = 0xcbf29ce484222325n
  for (const byte of bytes) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  return hash.toString(16).padStart(16, '0')
}
