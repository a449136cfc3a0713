import type { Recognition } from '../../../src/domain/mapping'
import { looksLikeDate } from '../recognise/dates'
import { nameNorm } from '../recognise/names'

/** A table of a packed file, as far as it was looked at. */
export interface LookedAt {
  /** of its sheet, or of its file in an archive */
  name: string
  recognition: Recognition
  /** the first rows of it */
  rows: readonly (readonly string[])[]
}

/** Two sheets that share so much of the goods of the smaller one list the same goods, in different places. */
const SAME_GOODS = 0.5
const NO_STORE =
  /^(?:sheet|table|page|worksheet|tabelle|feuil|data|stock|summary|total|all|consolidated|detail|details|opening|closing|good|fresh|expired|damaged?|near expiry|returns?|(?:non|slow|fast|dead)[ -]?(?:moving|stock)?)\s*\d*$|\.(?:csv|txt|tsv)$|\d{4}|(?<!\p{L})(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)\p{L}*\b|^(?:q[1-4]|h[12]|week|month|day)\b|^\W*\d+\W*$/iu

/**
 * The store that each table of a packed file is of, where sheets of stock with one header and no store in it list the same goods under names of their own:
 * counted as one store, each would take the place of the one before. null: nothing is known.
 */
export function storesOfSheets(tables: readonly LookedAt[]): (string | null)[] {
  const goods = tables.map(goodsOf)
  return tables.map((table, at) => {
    if (!mayBeOfStore(table)) return null
    const same = tables.filter(
      (other, k) => k !== at && isAlike(table, other) && sharesGoods(goods[at] as Set<string>, goods[k] as Set<string>),
    )
    return same.length > 0 ? table.name.trim() : null
  })
}

function mayBeOfStore({ name, recognition: { mapping } }: LookedAt): boolean {
  const { kind, columns } = mapping
  const said = (['store', 'store_name', 'date'] as const).some((role) => columns.includes(role)) || mapping.defaults?.store != null
  return kind === 'inventory' && !said && /\p{L}{2}/u.test(name) && !NO_STORE.test(name.trim()) && !looksLikeDate(name)
}

const isAlike = (one: LookedAt, other: LookedAt): boolean =>
  mayBeOfStore(other) &&
  one.recognition.header_signature === other.recognition.header_signature &&
  nameNorm(one.name) !== nameNorm(other.name)

function goodsOf({ recognition: { mapping, dialect }, rows }: LookedAt): Set<string> {
  const columns = (['code', 'product', 'variant'] as const).map((role) => mapping.columns.indexOf(role)).filter((column) => column >= 0)
  return new Set(
    rows
      .slice(dialect.skip_rows + dialect.header_rows)
      .map((row) => nameNorm(columns.map((column) => row[column] ?? '').join(' ')))
      .filter((name) => name !== ''),
  )
}

function sharesGoods(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const [fewer, more] = one.size < other.size ? [one, other] : [other, one]
  return fewer.size > 1 && [...fewer].filter((name) => more.has(name)).length >= SAME_GOODS * fewer.size
}
