const DIGITS =
  /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0a66-\u0a6f\u0ae6-\u0aef\u0b66-\u0b6f\u0be6-\u0bef\u0c66-\u0c6f\u0ce6-\u0cef\u0d66-\u0d6f\uff10-\uff19]/g

/** Digits of other scripts that shops write, as ASCII. */
export function asciiDigits(text: string): string {
  return text.replace(DIGITS, (digit) => {
    const code = digit.charCodeAt(0)
    if (code >= 0xff10) return String(code - 0xff10)
    // the scripts of India lie 128 characters apart, from Devanagari to Malayalam
    if (code >= 0x0966) return String((code - 0x0966) % 0x80)
    return String(code - (code >= 0x06f0 ? 0x06f0 : 0x0660))
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
