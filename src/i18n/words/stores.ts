import { bring } from '../bring'
import { stores } from '../en/stores'

await bring('stores', stores, async () => (await import('../hi/stores')).stores)
