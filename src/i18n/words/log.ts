import { bring } from '../bring'
import { log } from '../en/log'

await bring('log', log, async () => (await import('../hi/log')).log)
