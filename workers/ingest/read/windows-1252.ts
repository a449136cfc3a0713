/** Unicode for 0x80-0x9F; the five unassigned bytes stand for the C1 control of the same number (encoding.spec.whatwg.org). */
const HIGH =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178'

const UTF8: Uint8Array[] = Array.from({ length: 256 }, (_, byte) =>
  new TextEncoder().encode(byte >= 0x80 && byte < 0xa0 ? HIGH.charAt(byte - 0x80) : String.fromCharCode(byte)),
)

/** windows-1252 as UTF-8. By our own table: some runtimes decode 0x80-0x9F as Latin-1. Each byte gives one UTF-16 unit. */
export function windows1252ToUtf8(bytes: Uint8Array): Uint8Array {
  let size = bytes.length
  for (let i = 0; i < bytes.length; i++) if ((bytes[i] as number) >= 0x80) size += (UTF8[bytes[i] as number] as Uint8Array).length - 1
  if (size === bytes.length) return bytes
  const out = new Uint8Array(size)
  let at = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number
    if (byte < 0x80) out[at++] = byte
    else for (const part of UTF8[byte] as Uint8Array) out[at++] = part
  }
  return out
}
