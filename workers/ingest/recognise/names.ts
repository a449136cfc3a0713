/** A name as identity compares it: NFKC, lower case, no zero-width characters, single spaces (domain.md 1). Devanagari stays as it is. */
export function nameNorm(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replace(/\s+/gu, ' ')
    .trim()
}
