import { bring } from '../bring'
import { watching } from '../en/watching'

await bring('watching', watching, async () => (await import('../hi/watching')).watching)
