import type { Role } from '../../../src/domain/mapping'
import { looksLikeDate } from './dates'
import { headingRows } from './heading-rows'

type Row = readonly string[]

const LABEL = /^(?:bill |invoice |sale |sales )?(?:date|day|dated|दिनांक|तारीख)\s*[:=-]\s*/iu
const SEVERAL = 2

/** What stands on rows of its own above the rows that it is of, where no column says it: days, or goods. null = neither, or the table says both in columns. */
export function headingAdvice(
  header: readonly string[],
  rows: readonly Row[],
  roles: readonly (Role | null)[],
): 'day-headings' | 'item-headings' | null {
  const alone = rows.flatMap((row) => {
    const filled = row.filter((cell) => cell.trim() !== '')
    return filled.length === 1 ? [(filled[0] ?? '').trim()] : []
  })
  const days = alone.map((text) => text.replace(LABEL, '')).filter(looksLikeDate)
  if (!roles.includes('date') && new Set(days).size >= SEVERAL) return 'day-headings'
  if (roles.includes('product') || roles.includes('code')) return null
  const every_column = header.map((_, column) => column)
  return headingRows(rows, header, every_column, []).length > 0 ? 'item-headings' : null
}
