import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { readOverviewSnapshot } from './client'
import { MetricResult } from './domain/metric'

/** The stored Overview as the page reads it: parts that an older version did not store are simply absent. */
const StoredOverview = z.object({
  as_of: z.string().nullable(),
  currency: z.string().length(3),
  locale: z.string(),
  parts: z.record(z.string(), MetricResult),
})
export type StoredOverview = z.infer<typeof StoredOverview>

const options = queryOptions({
  queryKey: ['overview-snapshot'],
  queryFn: async (): Promise<StoredOverview | null> => {
    const parsed = StoredOverview.safeParse(await readOverviewSnapshot())
    return parsed.success && parsed.data.as_of !== null ? parsed.data : null
  },
  networkMode: 'always',
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
})

/** Reads the snapshot before the first render, so that real numbers are in the first paint. Never throws. */
export const prefetchSnapshot = (queries: QueryClient): Promise<void> => queries.prefetchQuery(options)

/** The last committed Overview without a filter; null when there is none. As it was when the page opened: live answers take over. */
export const useSnapshot = (): StoredOverview | null => useQuery(options).data ?? null
