import { LucidError } from '../../../../src/domain/errors'
import { quoteName, type SqliteFile, type SqlValue } from '../sqlite/open-sqlite'

/** A value to read and the columns it can be in: versions of the program name them differently, or lack them. */
export type Fields<F extends string> = Readonly<Record<F, readonly string[]>>
export type Read<F extends string> = Record<F, SqlValue>

/** The tables of a Vyapar database, whichever of them and of their columns this version has. What is missing reads as null. */
export class VyaparTables {
  constructor(private readonly file: SqliteFile) {}

  has(table: string): boolean {
    return this.file.table(table) !== null
  }

  /** `alias."column"` for the first of the columns that the table has, else NULL. */
  column(table: string, alias: string, names: readonly string[]): string {
    const found = this.file.table(table)?.columns
    for (const name of names) {
      const column = found?.find((one) => one.toLowerCase() === name)
      if (column) return `${alias}.${quoteName(column)}`
    }
    return 'NULL'
  }

  /** As `column`, for one that the table cannot be read without. Throws E_DAMAGED. */
  needed(table: string, alias: string, names: readonly string[]): string {
    const column = this.column(table, alias, names)
    if (column !== 'NULL') return column
    throw new LucidError('E_DAMAGED', `The backup has no column ${names[0]} in ${table}.`, {
      hint: 'Make the backup again in the newest version of Vyapar.',
      details: { table, columns: names },
    })
  }

  /** SELECT list of some fields of a table. */
  list<F extends string>(table: string, alias: string, fields: Fields<F>): string {
    return (Object.keys(fields) as F[]).map((field) => this.column(table, alias, fields[field])).join(', ')
  }

  /** Rows of one table, none when it is not there. `order` makes their order total. */
  *read<F extends string>(table: string, fields: Fields<F>, order: readonly NoInfer<F>[]): Generator<Read<F>> {
    const found = this.file.table(table)
    if (!found) return
    const names = Object.keys(fields) as F[]
    const by = [...order.map((field) => this.column(table, 't', fields[field])).filter((one) => one !== 'NULL'), '1'].join(', ')
    yield* this.query(names, `SELECT ${this.list(table, 't', fields)} FROM ${quoteName(found.name)} t ORDER BY ${by}`)
  }

  /** Rows of any query, named in the order of its SELECT. */
  *query<F extends string>(names: readonly F[], query: string): Generator<Read<F>> {
    for (const row of this.file.rows(query)) {
      const record = {} as Read<F>
      names.forEach((name, at) => {
        record[name] = row[at] ?? null
      })
      yield record
    }
  }
}

/** A cell as text, trimmed; '' for NULL and bytes. */
export function text(value: SqlValue): string {
  return value === null || value === undefined || value instanceof Uint8Array ? '' : String(value).trim()
}

/** A cell as a number, 0 for what is none. */
export function number(value: SqlValue): number {
  const read = typeof value === 'number' ? value : Number(text(value))
  return Number.isFinite(read) ? read : 0
}
