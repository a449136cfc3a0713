import type { TFunction } from 'i18next'
import { z } from 'zod'
import type { ErrorCode, ErrorShape } from '../../domain/errors'
import { LIMITS } from '../../domain/limits'
import { Role } from '../../domain/mapping'
import type { Format } from '../../ui/format'
import { fileLimit } from './file-limit'

/** An error as a person reads it: what happened, what was kept, what to do next. */
export type ErrorWords = { title: string; what: string; kept: string; next: string }

/** What is left of a file that was not taken: nothing, its copy on the device, or all that was read from it before. */
export type Kept = 'none' | 'copy' | 'before'

/** After these, the copy of the file stays on the device and the dataset waits for another answer. */
const ANSWERABLE: readonly ErrorCode[] = ['E_DATE_MIXED', 'E_NO_DATE', 'E_NO_PRODUCT', 'E_NO_MEASURE']

/** True when another mapping of the same file may help. */
export const isAnswerable = (error: ErrorShape): boolean => ANSWERABLE.includes(error.code)

/** What to do about a file of a known kind, in place of the general words. */
const ADVICE = [
  'account-book',
  'loyverse-receipts',
  'loyverse-summary',
  'marg-sale-book',
  'day-headings',
  'item-headings',
  'long-period',
  'month-columns',
  'other-file',
  'packed-items',
  'payments',
  'people',
  'product-columns',
  'tally-register',
  'vyapar-bills',
  'woocommerce-orders',
] as const

/**
 * Details used, where present: `advice` (a way out for this kind of file), `suggestions` (columns by role, best first), `row_no` or `row`, `bytes`,
 * `columns`, `kind`, `save_as_csv` and `limit`.
 */
export function errorWords(t: TFunction<'data'>, format: Format, error: ErrorShape, kept: Kept): ErrorWords {
  const details = error.details ?? {}
  const { code } = error
  const what = [whatHappened(t, format, code, details)]
  const row = numberIn(details, 'row_no') ?? numberIn(details, 'row')
  if (row !== null) what.push(t('error.at_row', { row: format.count(row) }))
  const advice = ADVICE.find((one) => one === details.advice)
  const general = t(isBook(code, details) ? 'error.E_TOO_LARGE.next_book' : `error.${code}.next`)
  const next: string[] = [advice ? t(`error.advice.${advice}`) : general]
  for (const { role, columns } of suggestedColumns(details.suggestions))
    next.push(t('error.suggestions', { role: t(`role.${role}`), columns: columns.map((name) => `“${name}”`).join(', ') }))
  return {
    title: t(`error.${code}.title`),
    what: what.join(' '),
    kept:
      kept === 'before'
        ? t('error.kept_before')
        : kept === 'copy'
          ? `${t('error.kept_none')} ${t('error.kept_copy')}`
          : t('error.kept_none'),
    next: next.join(' '),
  }
}

function whatHappened(t: TFunction<'data'>, format: Format, code: ErrorCode, details: Record<string, unknown>): string {
  if (code === 'E_TOO_LARGE') {
    const bytes = numberIn(details, 'bytes')
    if (isBook(code, details))
      return t('error.E_TOO_LARGE.what_book', {
        limit: format.bytes(numberIn(details, 'limit') ?? LIMITS.workbook_bytes),
        size: format.bytes(bytes ?? 0),
      })
    const limit = fileLimit(format)
    return bytes === null ? t('error.E_TOO_LARGE.what', { limit }) : t('error.E_TOO_LARGE.what_size', { limit, size: format.bytes(bytes) })
  }
  if (code === 'E_TOO_WIDE') {
    const columns = numberIn(details, 'columns')
    const limit = format.count(LIMITS.columns)
    return columns === null
      ? t('error.E_TOO_WIDE.what', { limit })
      : t('error.E_TOO_WIDE.what_count', { limit, count_text: format.count(columns) })
  }
  return t(`error.${code}.what`)
}

/** A workbook that is too large as a workbook, and not as a table. */
const isBook = (code: ErrorCode, details: Record<string, unknown>) => code === 'E_TOO_LARGE' && details.save_as_csv === true

function numberIn(details: Record<string, unknown>, key: string): number | null {
  const value = details[key]
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/** Columns that come closest to each missing role, best first, out of `details.suggestions`. At most five a role. */
export function suggestedColumns(suggestions: unknown): { role: Role; columns: string[] }[] {
  const found = Suggestions.safeParse(suggestions)
  if (!found.success) return []
  return Object.entries(found.data).flatMap(([role, columns]) => {
    const known = Role.safeParse(role)
    const names = columns.map(({ name }) => name).filter((name) => name.trim() !== '')
    return known.success && names.length > 0 ? [{ role: known.data, columns: names.slice(0, 5) }] : []
  })
}

const Suggestions = z.record(z.string(), z.array(z.object({ name: z.string() })))
