import { z } from 'zod'

/** What a person decides about the shop. Kept in Dexie; every value that changes a figure enters the cache key through params_hash. */
export const Settings = z.object({
  currency: z.string().length(3),
  locale: z.string(),
  /** 1 = Monday */
  week_start: z.number().int().min(1).max(7),
})
export type Settings = z.infer<typeof Settings>
export const DEFAULT_SETTINGS: Settings = { currency: 'INR', locale: 'en-IN', week_start: 1 }
