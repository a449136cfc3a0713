import { bring } from '../bring'
import { actions } from '../en/actions'

await bring('actions', actions, async () => (await import('../hi/actions')).actions)
