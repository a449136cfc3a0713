import { bring } from '../bring'
import { expiry } from '../en/expiry'

await bring('expiry', expiry, async () => (await import('../hi/expiry')).expiry)
