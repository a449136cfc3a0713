import { bring } from '../bring'
import { mending } from '../en/mending'

await bring('mending', mending, async () => (await import('../hi/mending')).mending)
