import { bring } from '../bring'
import { columns } from '../en/columns'

await bring('columns', columns, async () => (await import('../hi/columns')).columns)
