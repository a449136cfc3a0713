import type { Database } from '../../db/database'
import { raw, type Sql, sql } from '../../db/sql'
import { cell } from './columns'
import { daysAround, notationOf } from './day-notation'
import type { DateCell } from './parse-cells'
import { SLICE } from './slice'

/** A column with more distinct texts than this in one slice holds times of day: its dates and times are read apart. */
const MANY_TEXTS = 5_000

/** How far before and behind the days seen so far a file is expected to go. */
const FORESEEN_DAYS = 1_100
/** With more between the first and the last one of them is a slip, as 0206 for 2026. */
const MOST_FORESEEN = 20_000

/**
 * Date cells of a slice: every distinct text is read once by `read` and joined back. Timestamps, which are nearly all distinct, are cut at
 * their first blank (or T) and the two halves are looked up; texts that do not come apart that way are read whole.
 */
export class DateCells {
  private apart = false
  private readonly known = { dates: new Set<string>(), times: new Set<string>(), whole: new Set<string>() }
  /** texts that were read before any cell held them, by their day */
  private foreseen: Map<string, string> | null = null

  constructor(
    private readonly db: Database,
    readonly column: number,
    private readonly read: (text: string) => DateCell,
    /** hears every new date text, for the order of the column */
    private readonly heard: (texts: readonly string[]) => void,
  ) {}

  /** Forgets what earlier passes read. */
  async start(): Promise<void> {
    this.foreseen = null
    await this.db.run(sql`
      CREATE OR REPLACE TEMP TABLE date_text (text VARCHAR, date DATE, time_s INTEGER);
      CREATE OR REPLACE TEMP TABLE date_time_text (text VARCHAR, time_s INTEGER);
      CREATE OR REPLACE TEMP TABLE date_whole_text (text VARCHAR, date DATE, time_s INTEGER)`)
  }

  /** Days that were not seen yet can be read already. */
  get foresees(): boolean {
    return this.foreseen !== null && this.foreseen.size > 0
  }

  /**
   * Reads the days around those seen so far, as the column writes them, so that a slice need not be asked for its texts. Once, and only where every text
   * is a day in one and the same notation; a text that is written otherwise is found as `unread`.
   */
  async foresee(): Promise<void> {
    if (this.foreseen || this.apart || this.known.dates.size === 0) return
    this.foreseen = new Map()
    const read = [...this.known.dates].map((text) => ({ text, ...this.read(text) }))
    const write = read.every(({ time_s }) => time_s === null) ? notationOf(read) : null
    if (!write) return
    const seen = read.flatMap(({ date }) => date ?? []).sort()
    const ahead = daysAround(seen[0] ?? '', seen[seen.length - 1] ?? '', FORESEEN_DAYS, MOST_FORESEEN)
      .map((day) => ({ day, text: write(day) }))
      .filter(({ day, text }) => !this.known.dates.has(text) && this.read(text).date === day)
    for (const { day, text } of ahead) this.foreseen.set(day, text)
    await this.write(
      'date_text',
      ahead.map(({ text }) => text),
    )
  }

  /** Days that a slice turned out to hold: those foreseen are heard now. */
  hearForeseen(days: readonly string[]): void {
    const texts = days.flatMap((day) => this.foreseen?.get(day) ?? []).filter((text) => !this.known.dates.has(text))
    for (const text of texts) this.known.dates.add(text)
    if (texts.length > 0) this.heard(texts)
  }

  async resolve(): Promise<void> {
    const c = sql`s.${cell(this.column)}`
    if (!this.apart) {
      const texts = await this.texts(sql`SELECT DISTINCT ${c} AS text FROM ${SLICE} s WHERE ${c} <> '' LIMIT ${MANY_TEXTS + 1}`)
      if (texts.length <= MANY_TEXTS) {
        await this.learn('date_text', this.known.dates, texts)
        return
      }
      this.apart = true
      this.foreseen = null
      this.known.dates.clear()
      await this.start()
    }
    await this.learn(
      'date_text',
      this.known.dates,
      await this.texts(sql`SELECT DISTINCT ${this.dateHalf()} AS text FROM ${SLICE} s WHERE ${c} <> ''`),
    )
    const times = (await this.texts(sql`SELECT DISTINCT ${this.timeHalf()} AS text FROM ${SLICE} s WHERE ${this.timeHalf()} <> ''`)).filter(
      (text) => !this.known.times.has(text),
    )
    for (const text of times) this.known.times.add(text)
    if (times.length > 0)
      await this.db.insertColumns(
        'date_time_text',
        { text: times, time_s: times.map((text) => seconds(this.read(`2000-01-01 ${text}`).time_s)) },
        'append',
      )
    const whole = await this.texts(sql`
      SELECT DISTINCT ${c} AS text FROM ${SLICE} s LEFT JOIN date_text d ON d.text = ${this.dateHalf()}
        LEFT JOIN date_time_text t ON t.text = ${this.timeHalf()}
      WHERE ${c} <> '' AND (d.date IS NULL OR (${this.timeHalf()} <> '' AND t.time_s IS NULL))`)
    await this.db.run(sql`CREATE OR REPLACE TEMP TABLE date_whole_text (text VARCHAR, date DATE, time_s INTEGER)`)
    this.known.whole.clear()
    await this.learn('date_whole_text', this.known.whole, whole)
  }

  joins(): Sql[] {
    if (!this.apart) return [sql`LEFT JOIN date_text dt ON dt.text = s.${cell(this.column)}`]
    return [
      sql`LEFT JOIN date_text dt ON dt.text = ${this.dateHalf()}`,
      sql`LEFT JOIN date_time_text tt ON tt.text = ${this.timeHalf()}`,
      sql`LEFT JOIN date_whole_text dw ON dw.text = s.${cell(this.column)}`,
    ]
  }
  date(): Sql {
    return this.apart ? sql`CASE WHEN dw.text IS NULL THEN dt.date ELSE dw.date END` : raw('dt.date')
  }
  time(): Sql {
    return this.apart ? sql`CASE WHEN dw.text IS NULL THEN coalesce(tt.time_s, dt.time_s) ELSE dw.time_s END` : raw('dt.time_s')
  }

  /** The text was not read yet. */
  unread(): Sql {
    return sql`(dt.text IS NULL AND s.${cell(this.column)} <> '')`
  }

  private cut(): Sql {
    const c = sql`s.${cell(this.column)}`
    return sql`CASE WHEN strpos(${c}, ' ') > 0 THEN strpos(${c}, ' ') ELSE strpos(${c}, 'T') END`
  }
  private dateHalf(): Sql {
    const c = sql`s.${cell(this.column)}`
    return sql`CASE WHEN ${this.cut()} > 1 THEN left(${c}, ${this.cut()} - 1) ELSE ${c} END`
  }
  private timeHalf(): Sql {
    return sql`CASE WHEN ${this.cut()} > 1 THEN substr(s.${cell(this.column)}, ${this.cut()} + 1) ELSE '' END`
  }
  private async texts(query: Sql): Promise<string[]> {
    return (await this.db.all<{ text: string }>(query)).map((row) => row.text)
  }
  private async learn(table: string, known: Set<string>, texts: readonly string[]): Promise<void> {
    const fresh = texts.filter((text) => !known.has(text))
    if (fresh.length === 0) return
    for (const text of fresh) known.add(text)
    this.heard(fresh)
    const read_ahead = new Set(this.foreseen?.values())
    await this.write(
      table,
      fresh.filter((text) => !read_ahead.has(text)),
    )
  }
  private async write(table: string, texts: readonly string[]): Promise<void> {
    if (texts.length === 0) return
    const read = texts.map((text) => this.read(text))
    await this.db.insertColumns(
      table,
      { text: texts, date: read.map((one) => one.date), time_s: read.map((one) => seconds(one.time_s)) },
      'append',
    )
  }
}

const seconds = (time_s: number | null): bigint | null => (time_s === null ? null : BigInt(time_s))

/** Adjacent days that go backwards, and days spanned, of a dataset's dates under its own reading and with day and month swapped. */
export async function compareOrders(db: Database, dataset_no: number): Promise<{ own: Ordering; swapped: Ordering; rows: number }> {
  const [row] = await db.all<Record<'n' | 'own_up' | 'own_down' | 'own_span' | 'swap_up' | 'swap_down' | 'swap_span', number>>(sql`
    WITH dated AS (
      SELECT row_no, date AS own, TRY_CAST(strftime(date, '%Y-%d-%m') AS DATE) AS swapped FROM sales_fact WHERE dataset_no = ${dataset_no}
    ), stepped AS (
      SELECT own, swapped, lag(own) OVER (ORDER BY row_no) AS own_before, lag(swapped) OVER (ORDER BY row_no) AS swapped_before
      FROM dated WHERE swapped IS NOT NULL
    )
    SELECT count(*) AS n, count(*) FILTER (WHERE own < own_before) AS own_up, count(*) FILTER (WHERE own > own_before) AS own_down,
      coalesce(max(own) - min(own), 0) AS own_span, count(*) FILTER (WHERE swapped < swapped_before) AS swap_up,
      count(*) FILTER (WHERE swapped > swapped_before) AS swap_down, coalesce(max(swapped) - min(swapped), 0) AS swap_span
    FROM stepped`)
  const r = row ?? { n: 0, own_up: 0, own_down: 0, own_span: 0, swap_up: 0, swap_down: 0, swap_span: 0 }
  return {
    rows: r.n,
    own: { inversions: Math.min(r.own_up, r.own_down), span_days: r.own_span },
    swapped: { inversions: Math.min(r.swap_up, r.swap_down), span_days: r.swap_span },
  }
}

/** Adjacent days of all rows that go against the better of ascending and descending. */
export async function countTurns(db: Database, dataset_no: number): Promise<number> {
  const [row] = await db.all<{ down: number; up: number }>(sql`
    SELECT count(*) FILTER (WHERE date < before) AS down, count(*) FILTER (WHERE date > before) AS up
    FROM (SELECT date, lag(date) OVER (ORDER BY row_no) AS before FROM sales_fact WHERE dataset_no = ${dataset_no})`)
  return Math.min(row?.down ?? 0, row?.up ?? 0)
}

export interface Ordering {
  inversions: number
  span_days: number
}
