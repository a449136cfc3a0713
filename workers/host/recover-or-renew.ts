import { LucidError } from '../../src/domain/errors'
import { type HeldLocks, recover } from './recover'
import type { Shop } from './shop'

/** As DuckDB words what it refuses: `Catalog Error: ...`. */
const OF_DUCKDB = /\b[A-Z][A-Za-z]*(?: [A-Za-z]+)* (?:Error|Exception):/

/**
 * Recovers over the database of the shop. One that DuckDB cannot put right would keep the engine from starting ever again: it is left, once, for an empty one from `renew`,
 * which recovery fills from the files that are kept. All else (another owner, a full device, refused files) is no fault of the database and is thrown.
 */
export async function recoverOrRenew<D extends Shop['db']>(
  shop: Shop & { db: D },
  renew: (error: unknown) => Promise<D>,
  locks?: HeldLocks,
): Promise<Awaited<ReturnType<typeof recover>> & { shop: Shop & { db: D } }> {
  try {
    return { shop, ...(await recover(shop, locks)) }
  } catch (error) {
    if (error instanceof LucidError || !(error instanceof Error && OF_DUCKDB.test(error.message))) throw error
    const renewed = { ...shop, db: await renew(error) }
    return { shop: renewed, ...(await recover(renewed, locks)) }
  }
}
