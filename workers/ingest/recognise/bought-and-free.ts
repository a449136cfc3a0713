import { plainCell } from './plain-text'

const AND_FREE = /^(.*\d[^+]*?)\s*\+\s*(\d[^+]*?)(?:\s*free)?$/iu
const BUY_GET = /^buy\s+(\d+)\s+get\s+(\d+)(?:\s+free)?$/i

/** The two quantities of '10+1' and 'Buy 10 get 1': as many bought, as many free with them. null = the text is of no such kind. */
export function boughtAndFree(text: string): { bought: string; free: string } | null {
  const said = plainCell(text).trim()
  const [, bought, free] = BUY_GET.exec(said) ?? AND_FREE.exec(said) ?? []
  return bought && free ? { bought: bought.trim(), free: free.trim() } : null
}
