import { z } from 'zod'

/** What is looked for in the log, kept in the address so that a correlation id can be linked. */
export const LogSearch = z.object({ q: z.string().optional().catch(undefined) })
