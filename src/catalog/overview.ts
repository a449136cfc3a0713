import type { Catalog } from './catalog'
import type { OverviewRecord } from './records'

/** The last committed Overview, or null before the first import. Readable without any worker. */
export async function readOverview(catalog: Catalog): Promise<OverviewRecord | null> {
  return (await catalog.overview.get('overview')) ?? null
}
