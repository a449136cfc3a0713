import { bring } from '../bring'
import { taking } from '../en/taking'

await bring('taking', taking, async () => (await import('../hi/taking')).taking)
