import type { Database } from '../../db/database'
import { ident, join, raw, type Sql, sql } from '../../db/sql'
import { cell } from './columns'
import { SLICE } from './slice'

/**
 * A column of few words that each mean something closed (line type, channel, currency): every distinct text is read once. Cells that say nothing mean `unsaid`. Where
 * several columns say it together, their texts stand one after the other with `/` between them.
 */
export class WordCells {
  private readonly known = new Map<string, string | null>()
  private readonly columns: readonly number[]

  constructor(
    private readonly db: Database,
    private readonly name: string,
    columns: number | readonly number[] | null,
    private readonly read: (text: string) => string | null,
    private readonly unsaid: string | null = null,
    private readonly type = 'VARCHAR',
  ) {
    this.columns = columns === null ? [] : [columns].flat()
  }

  async start(): Promise<void> {
    this.known.clear()
    if (this.columns.length > 0)
      await this.db.run(sql`CREATE OR REPLACE TEMP TABLE ${ident(`word_${this.name}`)} (text VARCHAR, word ${raw(this.type)})`)
  }
  async resolve(): Promise<void> {
    if (this.columns.length === 0) return
    const rows = await this.db.all<{ text: string }>(sql`SELECT DISTINCT ${this.text()} AS text FROM ${SLICE} s`)
    const fresh = rows.map((row) => row.text).filter((text) => !this.known.has(text))
    if (fresh.length === 0) return
    for (const text of fresh) this.known.set(text, this.read(text) ?? this.unsaid)
    await this.db.insertColumns(`word_${this.name}`, { text: fresh, word: fresh.map((text) => this.known.get(text) ?? null) }, 'append')
  }
  word(): Sql {
    if (this.columns.length > 0) return sql`${this.alias()}.word`
    return sql`CAST(${this.unsaid} AS ${raw(this.type)})`
  }
  unread(): Sql {
    return this.columns.length === 0 ? raw('FALSE') : sql`${this.alias()}.text IS NULL`
  }
  joins(): Sql[] {
    return this.columns.length === 0
      ? []
      : [sql`LEFT JOIN ${ident(`word_${this.name}`)} ${this.alias()} ON ${this.alias()}.text = ${this.text()}`]
  }
  private alias(): Sql {
    return ident(`w_${this.name}`)
  }
  private text(): Sql {
    const [only, ...others] = this.columns
    if (only === undefined) return sql`''`
    if (others.length === 0) return sql`coalesce(s.${cell(only)}, '')`
    return sql`concat_ws('/', ${join(this.columns.map((k) => sql`nullif(trim(s.${cell(k)}), '')`))})`
  }
}
