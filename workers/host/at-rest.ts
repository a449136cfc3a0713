import { LIMITS } from '../../src/domain/limits'
import { evict } from '../metrics/cache'
import { keepModels } from './keep-models'
import { refreshOverview } from './refresh-overview'
import type { Shop } from './shop'

/**
 * What is seen to when no job waits, once for all that was done before: the Overview of the next start, the size of the cache, models that are dear. The
 * models wait until nobody has asked anything for `quiet` milliseconds.
 */
export async function atRest(shop: Shop, goOn: () => boolean, quiet = 0): Promise<void> {
  await shop.gate.ask(() => refreshOverview(shop)).catch(() => {}) // it may be there already; else the next start makes it
  if (shop.cache) await evict(shop.cache, LIMITS.cache_bytes).catch(() => {})
  if (goOn()) await keepModels(shop, goOn, quiet)
}
