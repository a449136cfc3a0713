import { z } from 'zod'

export const BANDS = ['critical', 'high', 'medium', 'low'] as const
export type Band = (typeof BANDS)[number]
export const EXPIRY_VIEWS = ['list', 'calendar', 'map'] as const
export type ExpiryView = (typeof EXPIRY_VIEWS)[number]

/** What the address of the Expiry page says beside the global filter. Anything malformed is dropped. */
export const ExpirySearch = z.object({
  look: z.enum(EXPIRY_VIEWS).optional().catch(undefined),
  /** bands and states that are listed */
  show: z
    .enum([...BANDS, 'expired', 'undated', 'negative'])
    .optional()
    .catch(undefined),
  q: z.string().max(200).optional().catch(undefined),
})
export type ExpirySearch = z.output<typeof ExpirySearch>

/** Which batch the page of one batch is about. */
export const BatchSearch = z.object({
  store: z.string().catch(''),
  sku: z.string().catch(''),
  batch: z.string().catch(''),
  expires: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional()
    .catch(undefined),
})
export type BatchSearch = z.output<typeof BatchSearch>
