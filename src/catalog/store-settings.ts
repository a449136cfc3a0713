import { DEFAULT_STORE_SETTINGS, StoreSettings } from '../domain/store-settings'
import type { Catalog } from './catalog'

export async function readStoreSettings(catalog: Catalog): Promise<StoreSettings> {
  return StoreSettings.parse({ ...DEFAULT_STORE_SETTINGS, ...(await catalog.store_settings.get('store_settings')) })
}
