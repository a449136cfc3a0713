import type { Database } from '../../db/database'
import { ident, raw, type Sql, sql } from '../../db/sql'
import { cell } from './columns'
import { SLICE } from './slice'

/** A column of few words that each mean something closed (line type, channel, currency): every distinct text is read once. Cells that say nothing mean `unsaid`. */
export class WordCells {
  private readonly known = new Map<string, string | null>()

  constructor(
    private readonly db: Database,
    private readonly name: string,
    private readonly column: number | null,
    private readonly read: (text: string) => string | null,
    private readonly unsaid: string | null = null,
  ) {}

  async start(): Promise<void> {
    this.known.clear()
    if (this.column !== null)
      await this.db.run(sql`CREATE OR REPLACE TEMP TABLE ${ident(`word_${this.name}`)} (text VARCHAR, word VARCHAR)`)
  }
  async resolve(): Promise<void> {
    if (this.column === null) return
    const rows = await this.db.all<{ text: string }>(sql`SELECT DISTINCT ${this.text()} AS text FROM ${SLICE} s`)
    const fresh = rows.map((row) => row.text).filter((text) => !this.known.has(text))
    if (fresh.length === 0) return
    for (const text of fresh) this.known.set(text, this.read(text) ?? this.unsaid)
    await this.db.insertColumns(`word_${this.name}`, { text: fresh, word: fresh.map((text) => this.known.get(text) ?? null) }, 'append')
  }
  word(): Sql {
    if (this.column !== null) return sql`${this.alias()}.word`
    return this.unsaid === null ? raw('NULL::VARCHAR') : sql`${this.unsaid}`
  }
  unread(): Sql {
    return this.column === null ? raw('FALSE') : sql`${this.alias()}.text IS NULL`
  }
  joins(): Sql[] {
    return this.column === null
      ? []
      : [sql`LEFT JOIN ${ident(`word_${this.name}`)} ${this.alias()} ON ${this.alias()}.text = ${this.text()}`]
  }
  private alias(): Sql {
    return ident(`w_${this.name}`)
  }
  private text(): Sql {
    return this.column === null ? sql`''` : sql`coalesce(s.${cell(this.column)}, '')`
  }
}
