import type { ErrorShape } from '../domain/errors'
import type { LogEntry } from '../domain/log-entry'
import type { Catalog } from './catalog'

/** Older entries give way to newer ones. */
const KEPT = 500

/** Notes what went wrong. Never throws: a log that cannot be written must not be one more failure. */
export async function writeLog(
  catalog: Catalog,
  about: Pick<LogEntry, 'at' | 'where' | 'what'> & { correlation_id?: string },
  { code, message, details }: ErrorShape,
): Promise<void> {
  try {
    const id = await catalog.log.add({ correlation_id: null, ...about, code, message, ...(details ? { details } : {}) })
    await catalog.log
      .where('id')
      .belowOrEqual(id - KEPT)
      .delete()
  } catch {
    // the device is full or refuses storage, which the user is told elsewhere
  }
}

/** The newest first. */
export const readLog = (catalog: Catalog): Promise<LogEntry[]> => catalog.log.orderBy('id').reverse().toArray()
