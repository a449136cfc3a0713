import { bring } from '../bring'
import { metrics } from '../en/metrics'

await bring('metrics', metrics, async () => (await import('../hi/metrics')).metrics)
