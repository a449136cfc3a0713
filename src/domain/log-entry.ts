import { z } from 'zod'
import { ERROR_CODES } from './errors'

/** Something that went wrong, as it was noted on this device. Nothing of it leaves the device by itself. */
export const LogEntry = z.object({
  id: z.number().int(),
  /** ISO instant */
  at: z.string(),
  /** a request to the local API, a file or another job, a call of a page */
  where: z.enum(['api', 'job', 'engine']),
  /** `GET /api/v1/risk`, the name of a file, the method of the engine */
  what: z.string(),
  code: z.enum(ERROR_CODES),
  message: z.string(),
  /** names the request in its answer; null for what has none */
  correlation_id: z.string().nullable(),
  details: z.record(z.string(), z.unknown()).optional(),
})
export type LogEntry = z.infer<typeof LogEntry>
