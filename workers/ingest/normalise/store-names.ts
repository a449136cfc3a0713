import type { Database } from '../../db/database'
import { raw, type Sql, sql } from '../../db/sql'
import { cell, type RoleColumns } from './columns'
import { nameNorm, trimmed } from './parse-cells'
import { SLICE } from './slice'

/** The store of rows that name none (domain.md 1). */
const MAIN = 'MAIN'

/** Numbers of the store spellings of a table: one `store_key` per name as written (trimmed). Which are one store is derived later. Rows that name none are in `unnamed`. */
export class StoreNames {
  private readonly column: number | null
  private readonly known = new Set<string>()
  private unnamed_no = 0

  constructor(
    private readonly db: Database,
    columns: RoleColumns,
    private readonly unnamed: string = MAIN,
  ) {
    this.column = columns.first('store', 'store_name')
  }

  async start(): Promise<void> {
    this.known.clear()
    await this.db.run(sql`CREATE OR REPLACE TEMP TABLE store_text (text VARCHAR, store_no INTEGER)`)
    if (this.column !== null) return
    await this.learn([''])
    const [unnamed] = await this.db.all<{ store_no: number }>(sql`SELECT store_no FROM store_text`)
    this.unnamed_no = unnamed?.store_no ?? 0
  }
  async resolve(): Promise<void> {
    if (this.column === null) return
    const rows = await this.db.all<{ text: string }>(sql`SELECT DISTINCT ${this.text()} AS text FROM ${SLICE} s WHERE s.shape = 0`)
    await this.learn(rows.map((row) => row.text).filter((text) => !this.known.has(text)))
  }
  storeNo(): Sql {
    return this.column === null ? raw(String(this.unnamed_no)) : raw('st.store_no')
  }
  /** The row's store has not been numbered yet. */
  unread(): Sql {
    return this.column === null ? raw('FALSE') : raw('st.store_no IS NULL')
  }
  joins(): Sql[] {
    return this.column === null ? [] : [sql`LEFT JOIN store_text st ON st.text = ${this.text()}`]
  }
  private text(): Sql {
    return this.column === null ? sql`''` : sql`coalesce(s.${cell(this.column)}, '')`
  }
  private async learn(texts: readonly string[]): Promise<void> {
    if (texts.length === 0) return
    for (const text of texts) this.known.add(text)
    const names = texts.map((text) => trimmed(text) ?? this.unnamed)
    await this.db.insertColumns(
      'fresh_store',
      { text: texts, raw_name: names, name_norm: names.map((name) => nameNorm(name)) },
      'create_temp',
    )
    await this.db.run(sql`
      INSERT INTO store_key (store_no, raw_name, name_norm, store_id)
        SELECT (SELECT coalesce(max(store_no), 0) FROM store_key) + row_number() OVER (ORDER BY raw_name), raw_name, name_norm, raw_name
        FROM (SELECT DISTINCT raw_name, name_norm FROM fresh_store f WHERE NOT EXISTS (SELECT 1 FROM store_key k WHERE k.raw_name = f.raw_name));
      INSERT INTO store_text SELECT f.text, k.store_no FROM fresh_store f JOIN store_key k ON k.raw_name = f.raw_name;
      DROP TABLE fresh_store`)
  }
}
