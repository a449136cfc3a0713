/** Digits of other scripts that shops write, as ASCII. */
export function asciiDigits(text: string): string {
  return text.replace(/[\u0966-\u096f\uff10-\uff19\u0660-\u0669\u06f0-\u06f9]/g, (digit) => {
    const code = digit.charCodeAt(0)
    const zero = code >= 0xff10 ? 0xff10 : code >= 0x0966 ? 0x0966 : code >= 0x06f0 ? 0x06f0 : 0x0660
    return String(code - zero)
  })
}

/** A cell as the parsers read it: ASCII digits, one kind of space and minus, no invisible characters, trimmed. */
export function plainCell(text: string): string {
  if (/^[\x21-\x7e]*$/.test(text)) return text
  return asciiDigits(text)
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g, '')
    .replace(/[\s\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+/g, ' ')
    .replace(/[\u2212\u2010-\u2015\ufe63\uff0d]/g, '-')
    .trim()
}
