import { bring } from '../bring'
import { settings } from '../en/settings'

await bring('settings', settings, async () => (await import('../hi/settings')).settings)
