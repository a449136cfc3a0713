import type { Database } from '../../db/database'
import { join, raw, type Sql, sql } from '../../db/sql'
import { cell, type RoleColumns } from './columns'
import { countPacks } from './count-packs'
import type { PackWords } from './pack-words'
import { SLICE } from './slice'

const PACKED = raw('packed_quantity')
/** Columns beside the quantity that may say how many a pack holds, best first. */
const SAYS_PACK = ['pack', 'variant', 'unit'] as const

/**
 * Quantities of a table that are written in packs ('2 BOX 1 PCS', '53:3'), counted in base units. What a pack holds is said by other cells of the row, so each of them is read with those;
 * a table without such quantities costs nothing.
 */
export class PackedCells {
  private active = false
  private readonly quantity: number | null
  private readonly texts: readonly number[]

  constructor(
    private readonly db: Database,
    columns: RoleColumns,
    private readonly words: PackWords,
    private readonly decimal_sep: '.' | ',',
  ) {
    this.quantity = columns.first('stock', 'qty')
    this.texts = [...SAYS_PACK, 'product' as const].map((role) => columns.first(role) ?? -1)
  }

  /** Reads the quantities of the slice, once the texts of their column were heard. */
  async resolve(): Promise<void> {
    this.active = this.words.found && this.quantity !== null
    if (!this.active) return
    const rows = await this.db.all<Record<'quantity' | 't0' | 't1' | 't2' | 't3', string>>(sql`
      SELECT DISTINCT ${this.quantityText()} AS quantity, ${join(this.texts.map((k, i) => sql`${textOf(k)} AS ${raw(`t${i}`)}`))}
      FROM ${SLICE} s WHERE regexp_matches(${this.quantityText()}, '[^0-9.,() -]')`)
    const read = rows.flatMap((row) => {
      const counted = countPacks(row.quantity, this.words, { said: [row.t0, row.t1, row.t2], product: row.t3 }, this.decimal_sep)
      return counted === null ? [] : [{ ...row, counted: counted === 'unknown' ? null : counted }]
    })
    await this.db.run(
      sql`CREATE OR REPLACE TEMP TABLE ${PACKED} (quantity VARCHAR, t0 VARCHAR, t1 VARCHAR, t2 VARCHAR, t3 VARCHAR, units BIGINT, packs BIGINT)`,
    )
    if (read.length === 0) return
    await this.db.insertColumns(
      'packed_quantity',
      {
        quantity: read.map((one) => one.quantity),
        t0: read.map((one) => one.t0),
        t1: read.map((one) => one.t1),
        t2: read.map((one) => one.t2),
        t3: read.map((one) => one.t3),
        units: read.map((one) => one.counted?.units ?? null),
        packs: read.map((one) => one.counted?.packs ?? null),
      },
      'append',
    )
  }
  joins(): Sql[] {
    if (!this.active) return []
    const same = this.texts.map((k, i) => sql`${textOf(k)} = ${raw(`packed.t${i}`)}`)
    return [sql`LEFT JOIN ${PACKED} packed ON ${this.quantityText()} = packed.quantity AND ${join(same, ' AND ')}`]
  }
  /** The row's quantity is in packs. */
  isPacked(): Sql {
    return this.active ? raw('packed.quantity IS NOT NULL') : raw('FALSE')
  }
  /** Its quantity in base units, else the one that is not in packs. */
  units(otherwise: Sql): Sql {
    return this.active ? sql`CASE WHEN ${this.isPacked()} THEN packed.units ELSE ${otherwise} END` : otherwise
  }
  /**
   * The price of a base unit. A column of prices does not say whether they are of a pack or of a piece; what the row is worth does. NULL where nothing tells.
   * @param priced the price that the row's worth goes with
   */
  perUnit(price: Sql, priced: Sql, worth: Sql): Sql {
    if (!this.active) return price
    const comesTo = (count: string): Sql =>
      sql`abs(${worth})::DOUBLE BETWEEN ${LEAST} * abs(${priced}::DOUBLE * ${raw(count)} / 1000) AND ${MOST} * abs(${priced}::DOUBLE * ${raw(count)} / 1000)`
    return sql`CASE WHEN NOT (${this.isPacked()}) OR packed.units = packed.packs OR ${comesTo('packed.units')} THEN ${price}
      WHEN ${comesTo('packed.packs')} THEN CAST(round(${price}::DECIMAL(38,0) * packed.packs / nullif(packed.units, 0)) AS BIGINT) END`
  }
  private quantityText(): Sql {
    return textOf(this.quantity ?? -1)
  }
}

/** Taxes and discounts keep a worth near quantity x price; a pack of two is further off. */
const LEAST = 0.7
const MOST = 1.4

/** The text of a cell; '' of a column that the table does not have. */
const textOf = (k: number): Sql => (k < 0 ? raw("''") : sql`coalesce(s.${cell(k)}, '')`)
