import type { Box } from '../../../../src/domain/invoice'
import type { Word } from './words'

/** The rectangle around words of one page; letters reach a little under their baseline. Null without words. */
export function boxOf(words: readonly Word[]): Box | null {
  const [first] = words
  if (!first) return null
  const on_page = words.filter(({ page }) => page === first.page)
  const x = Math.min(...on_page.map(({ x0 }) => x0))
  const y = Math.min(...on_page.map((word) => word.y - word.height))
  const right = Math.max(...on_page.map(({ x1 }) => x1))
  const bottom = Math.max(...on_page.map((word) => word.y + word.height * 0.25))
  return { page: first.page, x, y, width: right - x, height: bottom - y }
}
