import { z } from 'zod'

/** More lines than this in one plot cannot be told apart. */
export const MOST_COMPARED = 4

/** Which products are compared: `?sku=P1&sku=P2`. Anything malformed is dropped. */
export const CompareSearch = z.object({
  sku: z
    .union([z.array(z.string().min(1)), z.string().min(1)])
    .transform((value) => [...new Set(Array.isArray(value) ? value : [value])].slice(0, MOST_COMPARED))
    .optional()
    .catch(undefined),
})
export type CompareSearch = z.output<typeof CompareSearch>
