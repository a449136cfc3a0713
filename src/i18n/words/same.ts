import { bring } from '../bring'
import { same } from '../en/same'

await bring('same', same, async () => (await import('../hi/same')).same)
