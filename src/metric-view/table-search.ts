import { z } from 'zod'

/** What the address of a page with one table says beside the global filter. Anything malformed is dropped. */
export const TableSearch = z.object({
  q: z.string().max(200).optional().catch(undefined),
  cols: z
    .union([z.string(), z.array(z.string())])
    .transform((one) => [one].flat().slice(0, 40))
    .optional()
    .catch(undefined),
})
export type TableSearch = z.output<typeof TableSearch>
