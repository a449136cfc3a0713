import type { Table } from 'apache-arrow'
import type { Sql } from './sql'

/**
 * The one door to DuckDB. Two implementations: DuckDB-WASM in its own worker over OPFS (open-browser.ts) and the same engine
 * blocking in Node for tests (open-node.ts). Calls run one at a time in the order they were made.
 */
export interface Database {
  /** Rows as plain objects. BIGINT becomes a number; throws when it is not safe. DATE must be cast to VARCHAR in the SELECT. */
  all<T extends Record<string, unknown> = Record<string, unknown>>(query: Sql): Promise<T[]>
  /** The Arrow table itself, for columns that go on in bulk. */
  arrow(query: Sql): Promise<Table>
  /** Runs one statement or several; the result is dropped. */
  run(query: Sql): Promise<void>
  /** The same for what must be put back however the work before it ended, also when its job was cancelled. Never rejects. */
  putBack(query: Sql): Promise<void>
  /** Names and types of the columns a query gives, without running it. */
  describe(query: Sql): Promise<{ name: string; type: string }[]>
  /** Makes `content` readable by `read_csv(name)` until the callback ends. Bytes are handed over: they are gone for the caller. Of a Blob the engine reads a bit at a time. */
  withFile<T>(name: string, content: Uint8Array | Blob, use: () => Promise<T>): Promise<T>
  /** Creates (or appends to) a table from columns of JS values; strings become VARCHAR, bigint BIGINT, number DOUBLE, null NULL. */
  insertColumns(
    table: string,
    columns: Record<string, readonly (string | bigint | number | null)[]>,
    how: 'create_temp' | 'append',
  ): Promise<void>
  /** BEGIN, the callback, COMMIT; ROLLBACK when it throws. Not nested. */
  transaction<T>(work: () => Promise<T>): Promise<T>
  /** Stops the statement that runs now; its promise rejects with LucidError('cancelled'). */
  cancel(): Promise<void>
  checkpoint(): Promise<void>
  /** Gives back the memory of what the engine keeps of its file to read it no second time. Not in a transaction. */
  forgetFile(): Promise<void>
  close(): Promise<void>
}

/** A piece of a statement as the engine's own tokeniser cuts it, with the space and comments behind it. */
export interface SqlToken {
  type: 'identifier' | 'number' | 'string' | 'operator' | 'keyword'
  text: string
}

/** A connection for statements that a person wrote: they can be looked at before they are prepared. */
export interface ExploreDatabase extends Database {
  /** The statement cut up, in order. Never throws; what cannot be cut is the end of the last piece. */
  tokens(text: string): Promise<SqlToken[]>
}
