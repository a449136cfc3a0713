import type { OverviewSnapshot } from '../domain/overview'
import type { Catalog } from './catalog'

/** The last committed Overview, or null when there is no data. Readable without any worker. */
export async function readOverview(catalog: Catalog): Promise<OverviewSnapshot | null> {
  return (await catalog.overview.get('overview'))?.snapshot ?? null
}
