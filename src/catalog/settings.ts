import { DEFAULT_SETTINGS, Settings } from '../domain/settings'
import type { Catalog } from './catalog'

export async function readSettings(catalog: Catalog): Promise<Settings> {
  return Settings.parse({ ...DEFAULT_SETTINGS, ...(await catalog.settings.get('settings')) })
}

export function writeSettings(catalog: Catalog, change: Partial<Settings>): Promise<Settings> {
  return catalog.transaction('rw', catalog.settings, async () => {
    const next = Settings.parse({ ...(await readSettings(catalog)), ...change })
    await catalog.settings.put({ ...next, key: 'settings' })
    return next
  })
}
