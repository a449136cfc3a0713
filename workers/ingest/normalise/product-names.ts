import type { Database } from '../../db/database'
import { type Sql, sql } from '../../db/sql'
import { namesAdjustment, namesTotal } from '../recognise/not-data'
import { cell, type RoleColumns } from './columns'
import { nameNorm, trimmed } from './parse-cells'
import { SLICE } from './slice'

/**
 * Numbers of the product spellings of a table. One `item` per (source, code, name as written, variant): which spellings are one product is
 * decided later, over all datasets (derive). The temp table `spelling` leads from the raw cells to item_no; a row without code and name
 * has no spelling.
 */
export class ProductNames {
  private readonly code: number | null
  readonly name: number | null
  private readonly variant: number | null
  /** column of names, once one of them was the name of a total */
  totals_in: number | null = null
  /** column of names, once one of them was that of a discount, a rounding or a charge */
  adjustments_in: number | null = null

  constructor(
    private readonly db: Database,
    columns: RoleColumns,
    private readonly source: string,
  ) {
    this.code = columns.first('code', 'barcode')
    this.name = columns.first('product')
    this.variant = columns.first('variant')
  }

  async start(): Promise<void> {
    await this.db.run(
      sql`CREATE OR REPLACE TEMP TABLE spelling (code_text VARCHAR, name_text VARCHAR, variant_text VARCHAR, item_no INTEGER)`,
    )
  }

  /** Gives every spelling of the slice that is new to this table its item, adding items that the shop has not seen. Gives how many were new. */
  async resolve(): Promise<number> {
    // a slice has few products and many rows: the products are looked up, not the rows
    const fresh = await this.db.all<{ code_text: string; name_text: string; variant_text: string }>(sql`
      SELECT * FROM (SELECT DISTINCT ${this.text(this.code)} AS code_text, ${this.text(this.name)} AS name_text, ${this.text(this.variant)} AS variant_text FROM ${SLICE} s WHERE s.shape = 0)
      ANTI JOIN spelling USING (code_text, name_text, variant_text)`)
    if (fresh.length === 0) return 0
    const read = fresh.map((row) => {
      const name = trimmed(row.name_text)
      return {
        ...row,
        code: trimmed(row.code_text),
        name,
        name_norm: name === null ? null : nameNorm(name),
        variant: trimmed(row.variant_text),
      }
    })
    if (fresh.some(({ name_text }) => namesTotal(name_text))) this.totals_in = this.name
    if (fresh.some(({ name_text }) => namesAdjustment(name_text))) this.adjustments_in = this.name
    const column = <K extends keyof (typeof read)[number]>(key: K) => read.map((row) => row[key])
    await this.db.insertColumns(
      'fresh_spelling',
      {
        code_text: column('code_text'),
        name_text: column('name_text'),
        variant_text: column('variant_text'),
        code: column('code'),
        name: column('name'),
        name_norm: column('name_norm'),
        variant: column('variant'),
      },
      'create_temp',
    )
    const same = sql`i.source = ${this.source} AND i.code IS NOT DISTINCT FROM f.code AND i.name IS NOT DISTINCT FROM f.name AND i.variant IS NOT DISTINCT FROM f.variant`
    await this.db.run(sql`
      INSERT INTO item (item_no, source, code, name, name_norm, variant)
        SELECT (SELECT coalesce(max(item_no), 0) FROM item) + row_number() OVER (ORDER BY code, name, variant), ${this.source}, code, name, name_norm, variant
        FROM (SELECT DISTINCT code, name, name_norm, variant FROM fresh_spelling f
              WHERE (code IS NOT NULL OR name IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM item i WHERE ${same}));
      INSERT INTO spelling SELECT f.code_text, f.name_text, f.variant_text, i.item_no FROM fresh_spelling f LEFT JOIN item i ON ${same};
      DROP TABLE fresh_spelling`)
    return fresh.length
  }
  /** NULL where the row names no product. */
  itemNo(): Sql {
    return sql`p.item_no`
  }
  /** The spelling was not resolved yet. */
  unread(): Sql {
    return sql`p.code_text IS NULL`
  }
  join(): Sql {
    return sql`LEFT JOIN spelling p ON ${this.match()}`
  }
  private text(column: number | null): Sql {
    return column === null ? sql`''` : sql`coalesce(s.${cell(column)}, '')`
  }
  private match(): Sql {
    const parts = [
      [this.code, sql`p.code_text`],
      [this.name, sql`p.name_text`],
      [this.variant, sql`p.variant_text`],
    ] as const
    const used = parts.filter(([column]) => column !== null)
    return used.reduce(
      (all, [column, key], i) => (i === 0 ? sql`${this.text(column)} = ${key}` : sql`${all} AND ${this.text(column)} = ${key}`),
      sql`TRUE`,
    )
  }
}
