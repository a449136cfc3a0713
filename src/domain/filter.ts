import { z } from 'zod'

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** The global filter. It lives in the URL; an empty list means "all". Period is inclusive on both ends; null = from the first / to as_of. */
export const Filter = z.object({
  dataset_id: z.string().nullable().default(null),
  store_id: z.array(z.string()).default([]),
  channel: z.array(z.string()).default([]),
  category: z.array(z.string()).default([]),
  /** products; set by a product's own page */
  sku_id: z.array(z.string()).default([]),
  /** customers as the files name them; set by a customer's own page. Stock and purchases know no customer */
  customer_id: z.array(z.string()).default([]),
  from: isoDate.nullable().default(null),
  to: isoDate.nullable().default(null),
})
export type Filter = z.infer<typeof Filter>
export const NO_FILTER: Filter = {
  dataset_id: null,
  store_id: [],
  channel: [],
  category: [],
  sku_id: [],
  customer_id: [],
  from: null,
  to: null,
}
