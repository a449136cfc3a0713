import { bring } from '../bring'
import { invoices } from '../en/invoices'

await bring('invoices', invoices, async () => (await import('../hi/invoices')).invoices)
