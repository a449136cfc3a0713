import { type ErrorCode, LucidError } from '../../../src/domain/errors'
import type { DatasetKind, Role } from '../../../src/domain/mapping'
import type { ColumnEvidence } from './assign-roles'

/** A column that could have a missing role by its values, best first. */
export interface Suggestion {
  column: number
  name: string
  score: number
}

export interface Need {
  code: ErrorCode
  /** any of these will do */
  roles: readonly Role[]
  message: string
  hint: string
}

const NEEDS: Record<'date' | 'product' | 'measure' | 'store' | 'stock' | 'received' | 'bought', Need> = {
  date: {
    code: 'E_NO_DATE',
    roles: ['date'],
    message: 'No column holds the date of the sale.',
    hint: 'Export the bills line by line, with their dates.',
  },
  product: {
    code: 'E_NO_PRODUCT',
    roles: ['product', 'code'],
    message: 'No column names the product, and none has its code.',
    hint: 'Export item details: one row for each product on a bill.',
  },
  measure: {
    code: 'E_NO_MEASURE',
    roles: ['qty', 'total', 'taxable'],
    message: 'No column says how many were sold or for how much.',
    hint: 'Export quantity or amount with each line.',
  },
  stock: {
    code: 'E_NO_MEASURE',
    roles: ['stock', 'qty'],
    message: 'No column says how much is in stock.',
    hint: 'Export the stock with its closing quantity.',
  },
  received: {
    code: 'E_NO_DATE',
    roles: ['received', 'date'],
    message: 'No column holds the date of the purchase.',
    hint: 'Export the purchase bills line by line, with their dates.',
  },
  bought: {
    code: 'E_NO_MEASURE',
    roles: ['qty'],
    message: 'No column says how many were bought.',
    hint: 'Export the quantity with each line.',
  },
  store: {
    code: 'bad_request',
    roles: ['store', 'store_name'],
    message: 'No column names the store.',
    hint: 'Choose the column with the name or code of the store.',
  },
}
export const PRODUCT_NEED: Need = NEEDS.product
const REQUIRED: Record<DatasetKind, readonly (keyof typeof NEEDS)[]> = {
  sales: ['date', 'product', 'measure'],
  products: ['product'],
  stores: ['store'],
  inventory: ['product', 'stock'],
  purchases: ['received', 'product', 'bought'],
}

/** A table with a column per month has no row that is a sale of a day. `details.advice` names the words of the page. */
export const monthsError = (): LucidError =>
  new LucidError('E_NO_DATE', 'The table has a column for each month, not a row for each sale.', {
    hint: 'Export the bills line by line, or turn the columns into rows: product, month, quantity.',
    details: { missing: ['date'], advice: 'month-columns' },
  })

/** Days or goods that stand above their rows: the rows themselves lack them. */
export function headingsError(advice: 'day-headings' | 'item-headings'): LucidError {
  const [need, what] = advice === 'day-headings' ? [NEEDS.date, 'days'] : [NEEDS.product, 'products']
  return new LucidError(need.code, `The ${what} stand on rows of their own above their lines, and no column holds them.`, {
    hint: need.hint,
    details: { missing: [need.roles[0]], advice },
  })
}

/** What a mapping lacks to be read as its kind, in the order it is reported. `has_day`: the day of all rows is known or will be asked. */
export function missingNeeds(kind: DatasetKind, roles: readonly (Role | null)[], has_day = false): Need[] {
  const is_met = (need: Need): boolean =>
    need.roles.some((role) => roles.includes(role)) || (has_day && (need === NEEDS.date || need === NEEDS.received))
  return REQUIRED[kind].map((name) => NEEDS[name]).filter((need) => !is_met(need))
}

/** The error of a column that cannot be found, with ranked columns for each that is missing. */
export function missingError(first: Need, needs: readonly Need[], columns: readonly ColumnEvidence[]): LucidError {
  const suggestions = Object.fromEntries(needs.map((need) => [need.roles[0], suggest(need.roles[0] as Role, columns, false)]))
  return new LucidError(first.code, first.message, {
    hint: first.hint,
    details: { missing: needs.map((need) => need.roles[0]), suggestions, header: columns.map(({ meaning }) => meaning.key).slice(0, 100) },
  })
}

/**
 * Columns whose values fit a role, best first. `unknown_only` leaves out those whose header is understood: a birth date or a postcode is not
 * offered as an answer, only named in an error.
 */
export function suggest(role: Role, columns: readonly ColumnEvidence[], unknown_only: boolean): Suggestion[] {
  return columns
    .filter(({ meaning, content }) => content.filled > 0 && !(unknown_only && meaning.known))
    .map(({ column, meaning, content }) => {
      const fit =
        role === 'date'
          ? content.dates
          : role === 'product' || role === 'store'
            ? textFit(content)
            : content.numbers * (content.distinct > 1 || content.filled < 5 ? 1 : 0.5)
      return { column, name: meaning.key, score: Math.round(fit * (meaning.known ? 0.5 : 0.65) * 100) / 100 }
    })
    .filter(({ score }) => score >= (unknown_only ? 0.5 : 0.3))
    .sort((a, b) => b.score - a.score || a.column - b.column)
    .slice(0, 5)
}

/** Names repeat less than categories do: many different texts fit best. Numbers of bills do too, but hold digits. */
function textFit(content: ColumnEvidence['content']): number {
  if (content.texts < 0.8 || (content.distinct < 2 && content.filled >= 5)) return 0
  const numbered = content.values.filter((value) => /\d{3}/.test(value)).length / Math.max(1, content.values.length)
  return content.texts * (0.85 + 0.15 * Math.min(1, content.distinct / Math.min(content.filled, 20))) * (1 - 0.2 * numbered)
}
