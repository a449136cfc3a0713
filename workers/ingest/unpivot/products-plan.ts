import { looksLikeDate } from '../recognise/dates'
import { locateTable } from '../recognise/header-location'
import { writtenHeader } from '../recognise/match-header'
import { speaksOfOther } from './figure-words'
import { figuresAre } from './figures-are'
import { figureShare, isFigure, isTotalName, SAMPLE, sidesOf } from './sides'
import type { WidePlan } from './wide-plan'

const PRODUCT = /(?<!\p{L})(?:products?|items?|skus?|articles?|उत्पाद|सामान|वस्तु|आइटम)(?![\p{L}\p{M}])/iu
/** Ways of paying and places: columns that are parts of a day's sales, and no products. */
const OTHER_PARTS =
  /(?<!\p{L})(?:cash|cards?|upi|credit|wallet|bank|cod|gpay|phonepe|paytm|cheque|नकद|store|branch|shop|outlet)(?![\p{L}\p{M}])/iu
const SEVERAL = 3

/**
 * The plan of a table with days in its rows and a column for each product. Certain only where something written at the table, its file or its sheet says
 * that its columns are products (`Date / Item`, "Product-wise sales"): columns could as well be counters, or ways of paying. null otherwise.
 */
export function productsPlan(rows: readonly (readonly string[])[], names: readonly string[], money: readonly number[]): WidePlan | null {
  const { skip_rows, header_rows, header } = locateTable(rows)
  const body = rows
    .slice(skip_rows + header_rows, skip_rows + header_rows + SAMPLE)
    .filter((row) => !isTotalName((row.find((cell) => cell.trim() !== '') ?? '').trim()))
  const texts = [...names, ...rows.slice(0, skip_rows).flat()]
  const parents = header_rows === 2 ? (rows[skip_rows] ?? []) : []
  const own = header_rows === 2 ? header.map((name, column) => (rows[skip_rows + 1]?.[column] ?? '').trim() || name) : header
  const date = header.findIndex((name, column) => isDate(name) && share(body, column, looksLikeDate) >= 0.8)
  if (date < 0 || header.some((name) => ['product', 'code'].includes(writtenHeader(name).matches[0]?.role ?? '') && !isDate(name)))
    return null
  const columns = own.flatMap((name, column) =>
    column !== date && name !== '' && !isTotalName(name) && !writtenHeader(name).known && share(body, column, isFigure) >= 0.8
      ? [column]
      : [],
  )
  if (columns.length < SEVERAL || figureShare(body, columns) < 0.9) return null
  if (![...texts, header[date] ?? '', ...parents].some((text) => PRODUCT.test(text))) return null
  if (columns.some((column) => OTHER_PARTS.test(own[column] ?? '')) || speaksOfOther([...texts, ...header])) return null
  const { kept, totals } = sidesOf(own, body, columns)
  const labels = columns.map((column) => own[column] ?? '')
  return {
    by: 'product',
    skip_rows,
    header_rows,
    header: rows.slice(skip_rows, skip_rows + header_rows),
    kept: kept.map((one) => (one.column === date ? { ...one, name: 'Date' } : one)),
    groups: columns.map((column, at) => ({ label: labels[at] ?? '', date: null, product: labels[at] ?? '', cells: [column] })),
    measures: [
      figuresAre(
        [...texts, ...parents],
        body.flatMap((row) => columns.map((column) => row[column] ?? '')),
        columns.every((column) => money.includes(column)),
      ),
    ],
    totals,
    row_total: totals.length === 1 ? (totals[0]?.column ?? null) : null,
    first: labels[0] ?? '',
    last: labels[labels.length - 1] ?? '',
    notes: [],
  }
}

const isDate = (name: string): boolean =>
  /^date\b|^(?:तारीख|दिनांक|तिथि)/i.test(name.trim()) || writtenHeader(name).matches[0]?.role === 'date'

function share(rows: readonly (readonly string[])[], column: number, fits: (cell: string) => boolean): number {
  const cells = rows.map((row) => row[column] ?? '').filter((cell) => cell.trim() !== '')
  return cells.length === 0 ? 0 : cells.filter(fits).length / cells.length
}
