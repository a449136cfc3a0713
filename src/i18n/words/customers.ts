import { bring } from '../bring'
import { customers } from '../en/customers'

await bring('customers', customers, async () => (await import('../hi/customers')).customers)
