import type { SqlToken } from './database'

/** As DuckDB numbers them. Comments are no tokens: they stand behind one. */
const TYPES = ['identifier', 'number', 'string', 'operator', 'keyword'] as const

/** The pieces of a text from DuckDB's offsets, which count bytes of UTF-8. What stands before the first token is part of it. */
export function tokensOf(text: string, { offsets, types }: { offsets: number[]; types: number[] }): SqlToken[] {
  const bytes = new TextEncoder().encode(text)
  const decoder = new TextDecoder()
  return types.map((type, i) => ({
    type: TYPES[type] ?? 'operator',
    text: decoder.decode(bytes.subarray(offsets[i], offsets[i + 1])),
  }))
}
