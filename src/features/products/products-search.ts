import { z } from 'zod'
import { VIEW_NAMES } from './views'

/** What the address says beside the global filter: the view and the words that are looked for. Anything malformed is dropped. */
export const ProductsSearch = z.object({
  view: z.enum(VIEW_NAMES).optional().catch(undefined),
  q: z.string().max(200).optional().catch(undefined),
})
export type ProductsSearch = z.output<typeof ProductsSearch>
