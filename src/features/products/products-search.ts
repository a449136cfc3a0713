import { z } from 'zod'
import { TableSearch } from '../../metric-view/table-search'
import { VIEW_NAMES } from '../../product-views'

/** What the address says beside the global filter: the view, the words that are looked for, the columns. Anything malformed is dropped. */
export const ProductsSearch = TableSearch.extend({ view: z.enum(VIEW_NAMES).optional().catch(undefined) })
export type ProductsSearch = z.output<typeof ProductsSearch>
