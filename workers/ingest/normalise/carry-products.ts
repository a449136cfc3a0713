import type { Role } from '../../../src/domain/mapping'
import type { Database } from '../../db/database'
import { join, raw, type Sql, sql } from '../../db/sql'
import type { Slice } from '../read/scan'
import { type Carry, fillDown, headFrom, headOf } from './carry'
import { LEAST_SHARE, MOST_ODD } from './carry-down'
import { cell } from './columns'
import { outcomeNo } from './outcomes'
import type { PassInput } from './pass'
import { rowsAfter } from './rows-after'
import { ROWS } from './set-aside'
import { SHAPE, SLICE } from './slice'

/** What the first line of a product says for its other batches. */
const OF_PRODUCT: readonly Role[] = ['product', 'code', 'barcode', 'category', 'brand', 'supplier', 'unit', 'store']

const MARKED = raw('product_marked')
const HEADS = raw('product_head')

/**
 * Stock lists that write a product once, above its batches or on the line of the first: its name is carried down to the lines below that have a batch or an expiry and no product.
 * Whether a list is one is told from its first slice. A line of a product alone whose quantity is that of the batches under it, or that has none, is their total.
 */
export class CarryProducts implements Carry {
  readonly field = 'product'
  happened = false
  private is_one: boolean | null = null
  private readonly columns: number[]
  private readonly names: number[]
  private readonly batch: number[]
  private readonly measure: number | null
  /** by the first row of a slice: what the lines at its beginning follow */
  private readonly before = new Map<number, (string | null)[]>()

  constructor(
    private readonly db: Database,
    private readonly pass: PassInput,
  ) {
    const roles = pass.columns
    const all = (...wanted: readonly Role[]) => [...new Set(wanted.flatMap((role) => roles.all(role)))].sort((a, b) => a - b)
    this.columns = all(...OF_PRODUCT)
    this.names = all('product', 'code', 'barcode')
    this.batch = all('batch', 'expiry')
    this.measure = roles.first('stock', 'qty')
  }

  get idle(): boolean {
    return this.is_one === false || this.names.length === 0 || this.batch.length === 0 || this.measure === null
  }

  async apply(slice: Slice): Promise<void> {
    if (this.names.length === 0 || this.batch.length === 0 || this.measure === null) return
    this.is_one ??= await this.tells()
    if (!this.is_one) return
    const { columns } = this
    const first = headFrom(columns, this.before.get(slice.first_row))
    const number = sql`TRY_CAST(regexp_extract(replace(${cell(this.measure)}, ',', ''), '-?[0-9]+(\\.[0-9]+)?') AS DOUBLE)`
    await this.db.run(sql`
      CREATE OR REPLACE TEMP TABLE ${MARKED} AS
      WITH line AS (
        SELECT *, ${filled(this.names)} AS has_product, ${filled(this.batch)} AS has_batch, ${number} AS number FROM ${SLICE} WHERE shape = ${SHAPE.ok}
      ), headed AS (
        SELECT *, count(*) FILTER (WHERE has_product) OVER w AS product_no,
          coalesce(last_value(CASE WHEN has_product THEN ${headOf(columns)} END IGNORE NULLS) OVER w, ${first}) AS head
        FROM line WINDOW w AS (ORDER BY file_row)
      )
      SELECT file_row, has_product, has_batch, number, product_no, head, NOT has_product AND has_batch AND number IS NOT NULL AND head IS NOT NULL AS takes FROM headed`)
    const ahead = await this.batchesAhead(slice)
    await this.db.run(sql`
      CREATE OR REPLACE TEMP TABLE ${HEADS} AS
        SELECT head.file_row FROM ${MARKED} head JOIN (
          SELECT product_no, sum(number) AS number FROM (
            SELECT product_no, number FROM ${MARKED} WHERE takes UNION ALL SELECT max(product_no), ${ahead}::DOUBLE FROM ${MARKED}
          ) WHERE number IS NOT NULL GROUP BY product_no
        ) below USING (product_no)
        WHERE head.has_product AND NOT head.has_batch AND (head.number IS NULL OR abs(head.number - below.number) < 0.0005)`)
    this.before.set(slice.first_row + slice.rows, await fillDown(this.db, columns, MARKED))
    await this.db.run(sql`DROP TABLE ${MARKED}`)
  }

  /** What the batches of the last product come to that begin the next slice; null where there are none, or where its line is one of a batch itself. */
  private async batchesAhead(slice: Slice): Promise<number | null> {
    const [last] = await this.db.all<{ has_batch: boolean }>(
      sql`SELECT has_batch FROM ${MARKED} WHERE has_product ORDER BY file_row DESC LIMIT 1`,
    )
    if (!last || last.has_batch || this.measure === null) return null
    const says = (row: readonly string[], columns: readonly number[]): boolean => columns.some((k) => (row[k] ?? '').trim() !== '')
    let sum: number | null = null
    for await (const row of rowsAfter(this.pass, slice)) {
      if (says(row, this.names)) break
      const number = /-?\d+(?:\.\d+)?/.exec((row[this.measure] ?? '').replaceAll(',', ''))
      if (number && says(row, this.batch)) sum = (sum ?? 0) + Number(number[0])
    }
    return sum
  }

  async setHeadsAside(): Promise<void> {
    if (!this.is_one) return
    this.happened = true
    await this.db.run(sql`UPDATE ${ROWS} SET outcome = ${outcomeNo('I_TOTAL_ROW')} FROM ${HEADS} h WHERE ${ROWS}.file_row = h.file_row`)
  }

  /** Are there lines of batches without a product, and hardly a product that is named on two lines in a row? */
  private async tells(): Promise<boolean> {
    const name = sql`concat_ws(chr(10), ${join(this.names.map((k) => sql`trim(${cell(k)})`))})`
    const [found] = await this.db.all<{ named: number; blank: number; repeated: number; first: boolean | null }>(sql`
      WITH line AS (
        SELECT file_row, ${filled(this.names)} AS has_product, ${filled(this.batch)} AS has_batch, ${name} AS name FROM ${SLICE} WHERE shape = ${SHAPE.ok}
      ), named AS (
        SELECT name, lag(name) OVER (ORDER BY file_row) AS name_before FROM line WHERE has_product
      )
      SELECT (SELECT count(*) FROM named) AS named, (SELECT count(*) FROM line WHERE NOT has_product AND has_batch) AS blank,
        (SELECT count(*) FROM named WHERE name = name_before) AS repeated, (SELECT has_product FROM line WHERE has_product OR has_batch ORDER BY file_row LIMIT 1) AS first`)
    if (!found?.first || found.blank < 2) return false
    return found.blank >= LEAST_SHARE * (found.blank + found.named) && found.repeated <= MOST_ODD * found.named
  }
}

/** Does one of these cells of a line say anything? */
const filled = (columns: readonly number[]): Sql =>
  sql`(${join(
    columns.map((k) => sql`coalesce(trim(${cell(k)}), '') <> ''`),
    ' OR ',
  )})`
