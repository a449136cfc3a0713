import type { Role } from '../../../src/domain/mapping'
import type { Database } from '../../db/database'
import { join, raw, type Sql, sql } from '../../db/sql'
import type { Slice } from '../read/scan'
import { NOT_DATA_PATTERN } from '../recognise/not-data'
import { type Carry, fillDown, headFrom, headOf } from './carry'
import { cell, type RoleColumns } from './columns'
import { outcomeNo } from './outcomes'
import type { PassInput } from './pass'
import { rowsAfter } from './rows-after'
import { ROWS } from './set-aside'
import { SHAPE, SLICE } from './slice'

/** What the first line of a bill says for the lines below it. */
const OF_BILL = {
  sales: ['date', 'time', 'transaction_id', 'store', 'customer', 'payment', 'channel', 'type', 'currency'],
  purchases: ['date', 'received', 'transaction_id', 'store', 'supplier', 'customer', 'type', 'currency'],
} as const satisfies Record<string, readonly Role[]>
/** Lines without a date are carried to from this share of all on; fewer are dates that somebody forgot. */
export const LEAST_SHARE = 0.1
/** So many of the lines with a date may repeat the day and the bill of the one before, and so many of those without name another bill: where they are written once, hardly any does. */
export const MOST_ODD = 0.02

/** The first number of a cell. */
const FIGURE = /-?[0-9]+(\.[0-9]+)?/
/** Less is a rounding. */
const SAME = 0.005
/** Heads with figures that must be sums where no price tells them from lines, and this share of all. */
const ENOUGH_SUMS = 2
const NEARLY_ALL_SUMS = 0.9
/** Lines that count themselves. */
const ENOUGH_COUNTED = 3

const MARKED = raw('slice_marked')
const HEADS = raw('bill_head')

/**
 * Registers that write the day and the bill once, on the first of their lines or on a line of its own: what it says is carried down to the lines below that have a product and no
 * date of their own, nor another bill's number. Whether a table is one is told from its first slice. A line above carried ones that has no quantity and no price, or no product,
 * is the head of its bill and nothing that was sold, and so is one without a price whose
 * figure is the sum of theirs: the party of a bill in the column of its goods. Totals stay as they are.
 */
export class CarryDown implements Carry {
  readonly field = 'date'
  happened = false
  private is_one: boolean | null = null
  /** the lines below a head count themselves in the column of the bill's number */
  private counts_lines = false
  /** where no price tells: heads hold the sums of their lines */
  private heads_sum: boolean | null = null
  private readonly roles: RoleColumns
  private readonly columns: number[]
  private readonly date: number | null
  private readonly bill: number | null
  private readonly product: number | null
  /** by the first row of a slice: what the lines at its beginning follow */
  private readonly before = new Map<number, (string | null)[]>()

  constructor(
    private readonly db: Database,
    private readonly pass: PassInput,
    kind: keyof typeof OF_BILL,
  ) {
    const roles = pass.columns
    this.roles = roles
    this.columns = [...new Set(OF_BILL[kind].flatMap((role) => roles.all(role)))].sort((a, b) => a - b)
    this.date = kind === 'purchases' ? roles.first('received', 'date') : roles.first('date')
    this.bill = roles.first('transaction_id')
    this.product = roles.first('product', 'code', 'barcode')
  }

  get idle(): boolean {
    return this.is_one === false || this.date === null || this.product === null
  }

  async apply(slice: Slice): Promise<void> {
    if (this.date === null || this.product === null) return
    this.is_one ??= await this.tells()
    if (!this.is_one) return
    await this.leaveCounts()
    const { date, bill, product, columns } = this
    const first = headFrom(columns, this.before.get(slice.first_row))
    const head = (k: number) => sql`head.${cell(k)}`
    const says = (k: number | null): Sql => (k === null ? raw('FALSE') : sql`coalesce(trim(s.${cell(k)}), '') <> ''`)
    const measured = [...this.roles.all('qty'), ...this.roles.all('unit_price'), ...this.roles.all('cost')].map(
      (k) => sql`regexp_matches(coalesce(s.${cell(k)}, ''), '[1-9]')`,
    )
    const figure = this.figure()
    const price = this.roles.all('unit_price').map((k) => sql`regexp_matches(coalesce(s.${cell(k)}, ''), '[1-9]')`)
    const all = this.pass.shape.header.map((_, k) => sql`s.${cell(k)}`)
    await this.db.run(sql`
      CREATE OR REPLACE TEMP TABLE ${MARKED} AS
      WITH dated AS (
        SELECT s.*, ${says(date)} AS has_date, ${says(product)} AS has_product, ${measured.length > 0 ? join(measured, ' OR ') : raw('TRUE')} AS is_measured, ${price.length > 0 ? join(price, ' OR ') : raw('FALSE')} AS is_priced,
          ${figure === null ? raw('NULL') : sql`TRY_CAST(regexp_extract(replace(s.${cell(figure)}, ',', ''), ${FIGURE.source}) AS DOUBLE)`} AS figure,
          regexp_matches(concat_ws(chr(10), ${join(all)}), ${`(?im)${NOT_DATA_PATTERN}`}) AS is_total
        FROM ${SLICE} s WHERE s.shape = ${SHAPE.ok}
      ), headed AS (
        SELECT *, coalesce(last_value(CASE WHEN has_date THEN ${headOf(columns)} END IGNORE NULLS) OVER (ORDER BY file_row), ${first}) AS head FROM dated
      )
      SELECT file_row, has_date, has_product, is_measured, is_priced, figure, count(*) FILTER (WHERE has_date) OVER (ORDER BY file_row) AS bill_at, head, NOT has_date AND has_product AND NOT is_total AND head IS NOT NULL
        ${bill === null ? raw('') : sql`AND coalesce(trim(${cell(bill)}), '') IN ('', coalesce(trim(${head(bill)}), ''))`} AS takes
      FROM headed`)
    const goes_on = await this.goesOn(slice)
    const ahead = await this.figuresAhead(slice)
    await this.db.run(sql`
      CREATE OR REPLACE TEMP TABLE ${HEADS} AS
      WITH followed AS (
        SELECT *, lead(takes, 1, ${goes_on}) OVER (ORDER BY file_row) AS is_followed,
          sum(CASE WHEN takes THEN figure ELSE 0 END) OVER (PARTITION BY bill_at) + CASE WHEN bill_at = max(bill_at) OVER () THEN ${ahead} ELSE 0 END AS below
        FROM ${MARKED}
      )
      SELECT file_row, is_measured AND has_product AS is_sum, coalesce(abs(figure - below) < ${SAME}, FALSE) AND figure <> 0 AS fits FROM followed
      WHERE has_date AND is_followed AND NOT (is_measured AND has_product AND is_priced)`)
    await this.leaveFirstLines(price.length > 0)
    this.before.set(slice.first_row + slice.rows, await fillDown(this.db, columns, MARKED))
    await this.db.run(sql`DROP TABLE ${MARKED}`)
  }

  /** The quantity, or the amount of a table without one. */
  private figure(): number | null {
    return this.roles.first('qty', 'total', 'taxable')
  }

  /** What the lines of the slice's last bill come to that begin the next slice. */
  private async figuresAhead(slice: Slice): Promise<number> {
    const figure = this.figure()
    let sum = 0
    if (figure === null || this.date === null) return sum
    for await (const row of rowsAfter(this.pass, slice)) {
      if ((row[this.date] ?? '').trim() !== '' || namesTotalAnywhere(row)) break
      sum += Number(FIGURE.exec((row[figure] ?? '').replaceAll(',', ''))?.[0] ?? 0)
    }
    return sum
  }

  /** A first line that stands on its head's row is no head: those with figures stay heads where these are the sums of their lines. */
  private async leaveFirstLines(has_price: boolean): Promise<void> {
    if (this.heads_sum === null) {
      const [found] = await this.db.all<{ sums: number; fits: number }>(
        sql`SELECT count(*) FILTER (WHERE is_sum) AS sums, count(*) FILTER (WHERE is_sum AND fits) AS fits FROM ${HEADS}`,
      )
      const { sums, fits } = found ?? { sums: 0, fits: 0 }
      this.heads_sum = has_price || (fits >= ENOUGH_SUMS && fits >= NEARLY_ALL_SUMS * sums)
    }
    await this.db.run(sql`DELETE FROM ${HEADS} WHERE is_sum AND NOT (fits AND ${this.heads_sum})`)
  }

  /** Takes the numbers of lines out of the column of the bill's, which is carried down to them. */
  private async leaveCounts(): Promise<void> {
    const { date, bill } = this
    if (!this.counts_lines || date === null || bill === null) return
    await this.db.run(
      sql`UPDATE ${SLICE} SET ${cell(bill)} = NULL WHERE coalesce(trim(${cell(date)}), '') = '' AND regexp_full_match(trim(${cell(bill)}), '[0-9]{1,3}\\.?')`,
    )
  }

  /** Does the bill of the slice's last line go on in the next slice? */
  private async goesOn(slice: Slice): Promise<boolean> {
    const { date, bill, product } = this
    const [last] = await this.db.all<{ has_date: boolean; bill: string | null }>(
      sql`SELECT has_date, ${bill === null ? raw('NULL') : sql`trim(head.${cell(bill)})`} AS bill FROM ${MARKED} ORDER BY file_row DESC LIMIT 1`,
    )
    if (!last?.has_date || date === null || product === null) return false
    const next = (await rowsAfter(this.pass, slice).next()).value
    if (!next) return false
    const text = (k: number | null): string => (k === null ? '' : (next[k] ?? '').trim())
    return text(date) === '' && text(product) !== '' && !namesTotalAnywhere(next) && ['', last.bill ?? ''].includes(text(bill))
  }

  /** Takes the heads of bills out of the judged slice: what is on them is said again by their lines. */
  async setHeadsAside(): Promise<void> {
    if (!this.is_one) return
    this.happened = true
    await this.db.run(sql`UPDATE ${ROWS} SET outcome = ${outcomeNo('I_TOTAL_ROW')} FROM ${HEADS} h WHERE ${ROWS}.file_row = h.file_row`)
  }

  /** Is this table one that writes the day and the bill once? */
  private async tells(): Promise<boolean> {
    const { date, bill, product } = this
    if (date === null || product === null) return false
    const text = (k: number): Sql => sql`coalesce(trim(${cell(k)}), '')`
    const number = bill === null ? raw("''") : text(bill)
    // most tables have a date on every line, and are seen through without a window
    const [without] = await this.db.all<{ n: number; all: number }>(
      sql`SELECT count(*) FILTER (WHERE ${text(date)} = '' AND ${text(product)} <> '') AS n, count(*) AS "all" FROM ${SLICE}`,
    )
    if (!without || without.n < 2 || without.n < (LEAST_SHARE / 2) * without.all) return false
    const [found] = await this.db.all<{
      dated: number
      blank: number
      repeated: number
      foreign: number
      counted: number
      first: boolean | null
    }>(sql`
      WITH line AS (
        SELECT file_row, ${text(date)} AS day, ${number} AS bill FROM ${SLICE} WHERE shape = ${SHAPE.ok} AND (${text(product)} <> '' OR ${text(date)} <> '')
      ), followed AS (
        SELECT *, last_value(CASE WHEN day <> '' THEN bill END IGNORE NULLS) OVER w AS above, count(*) FILTER (WHERE day <> '') OVER w AS bill_at FROM line WINDOW w AS (ORDER BY file_row)
      ), numbered AS (
        SELECT *, row_number() OVER (PARTITION BY bill_at ORDER BY file_row) - 1 AS line_at FROM followed
      ), dated AS (
        SELECT day, bill, lag(day) OVER w AS day_before, lag(bill) OVER w AS bill_before FROM line WHERE day <> '' WINDOW w AS (ORDER BY file_row)
      )
      SELECT (SELECT count(*) FROM dated) AS dated, (SELECT count(*) FROM dated WHERE day = day_before AND bill = bill_before) AS repeated,
        (SELECT count(*) FROM followed WHERE day = '' AND bill IN ('', above)) AS blank, (SELECT count(*) FROM followed WHERE day = '' AND bill NOT IN ('', above)) AS "foreign",
        (SELECT count(*) FROM numbered WHERE day = '' AND bill NOT IN ('', above) AND rtrim(bill, '.') = line_at::VARCHAR) AS counted, (SELECT day <> '' FROM line ORDER BY file_row LIMIT 1) AS first`)
    if (!found?.first) return false
    const { dated, repeated, counted } = found
    this.counts_lines = counted >= ENOUGH_COUNTED && counted >= (1 - MOST_ODD) * found.foreign
    const foreign = this.counts_lines ? found.foreign - counted : found.foreign
    const blank = this.counts_lines ? found.blank + counted : found.blank
    if (blank < 2) return false
    return blank >= LEAST_SHARE * (blank + dated) && repeated <= MOST_ODD * dated && foreign <= MOST_ODD * blank
  }
}

const namesTotalAnywhere = (row: readonly string[]): boolean => row.some((cell) => NOT_DATA.test(cell))
const NOT_DATA = new RegExp(NOT_DATA_PATTERN, 'iu')
