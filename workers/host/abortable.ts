import { LucidError } from '../../src/domain/errors'
import type { Database } from '../db/database'

/**
 * The same database for one job: once the signal says so, no further statement begins. What runs at that moment is stopped by
 * `cancel`. The transaction itself stays with the caller's database, so that it can still roll back.
 */
export function abortable(db: Database, signal: AbortSignal): Database {
  const check = () => {
    if (signal.aborted) throw new LucidError('cancelled', 'The job was cancelled.')
  }
  const checked =
    <A extends unknown[], T>(call: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      check()
      const result = await call(...args)
      check()
      return result
    }
  return {
    all: async (query) => {
      check()
      return db.all(query)
    },
    arrow: checked((query) => db.arrow(query)),
    run: checked((query) => db.run(query)),
    putBack: (query) => db.putBack(query),
    describe: checked((query) => db.describe(query)),
    withFile: async (name, content, use) => {
      check()
      return db.withFile(name, content, use)
    },
    insertColumns: checked((table, columns, how) => db.insertColumns(table, columns, how)),
    transaction: (work) => db.transaction(work),
    cancel: () => db.cancel(),
    checkpoint: () => db.checkpoint(),
    forgetFile: () => db.forgetFile(),
    close: () => db.close(),
  }
}
