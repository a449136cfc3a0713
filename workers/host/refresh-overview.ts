import { readAliases } from '../../src/catalog/aliases'
import { commit, engineRecord } from '../../src/catalog/engine-record'
import { readOverview } from '../../src/catalog/overview'
import { readSettings } from '../../src/catalog/settings'
import { overviewSnapshot } from '../metrics/overview'
import { committedDatasets, metricDeps, type Shop } from './shop'

/** Makes the snapshot that is painted first one of the committed data, when it is not: after a file was lost, or a change of what it shows. */
export async function refreshOverview(shop: Shop): Promise<void> {
  const { catalog, epoch } = shop
  const datasets = await committedDatasets(catalog)
  const known = await readOverview(catalog)
  if (datasets.length === 0) {
    if (known) await commit(catalog, epoch, [catalog.overview], () => catalog.overview.clear())
    return
  }
  const { data_version } = await engineRecord(catalog)
  const settings = await readSettings(catalog)
  const aliases = await readAliases(catalog)
  const deps = await metricDeps(shop, { db: shop.db.reader, settings, datasets, aliases, data_version })
  const { currency, locale, costing_method } = settings
  const same = known?.currency === currency && known.locale === locale && known.costing_method === costing_method
  if (same && known.data_hash === deps.data_hash) return
  const snapshot = await overviewSnapshot(deps)
  await commit(catalog, epoch, [catalog.overview], () => catalog.overview.put({ key: 'overview', snapshot }))
}
