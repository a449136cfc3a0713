import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { z } from 'zod'
import type { Filter } from './domain/filter'

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const list = z
  .union([z.array(z.string().min(1)), z.string().min(1)])
  .transform((value) => (Array.isArray(value) ? value : [value]))
  .optional()
  .catch(undefined)
const day = isoDate.optional().catch(undefined)

/** The global filter as the URL carries it: `?stores=A&stores=B&from=2026-01-01`. Anything malformed is dropped, never an error. */
export const GlobalSearch = z.object({
  stores: list,
  channel: list,
  category: list,
  from: day,
  to: day,
  as_of: day,
  demo: z.literal(true).optional().catch(undefined),
})
export type GlobalSearch = z.output<typeof GlobalSearch>
export const KEPT_KEYS = ['stores', 'channel', 'category', 'from', 'to', 'as_of'] as const satisfies (keyof GlobalSearch)[]

/** `?a=1&a=2&b`: repeated keys become a list, a bare key true. `stringifySearch` gives back the same address, or the router would not see changes. */
export function parseSearch(text: string): Record<string, string | string[] | true> {
  const found: Record<string, string | string[] | true> = {}
  for (const [key, value] of new URLSearchParams(text)) {
    const before = found[key]
    found[key] = before === undefined ? value || true : [before, value].flat().filter((one): one is string => one !== true)
  }
  return found
}

/** The reverse of `parseSearch`. Empty and unset values leave no trace in the URL. */
export function stringifySearch(search: Record<string, unknown>): string {
  const parts = new URLSearchParams()
  const bare: string[] = []
  for (const [key, value] of Object.entries(search)) {
    if (value === true) bare.push(encodeURIComponent(key))
    else if (Array.isArray(value)) for (const item of value) parts.append(key, String(item))
    else if (value !== undefined && value !== null && value !== false && value !== '') parts.append(key, String(value))
  }
  const text = [...bare, parts.toString()].filter(Boolean).join('&')
  return text ? `?${text}` : ''
}

/** The filter as the engine takes it. */
export function toFilter(search: GlobalSearch): Filter {
  return {
    dataset_id: null,
    store_id: search.stores ?? [],
    channel: search.channel ?? [],
    category: search.category ?? [],
    sku_id: [],
    customer_id: [],
    from: search.from ?? null,
    to: search.to ?? null,
  }
}

/** True when anything but the whole shop at its newest day is asked for. */
export const isFiltered = (search: GlobalSearch): boolean => KEPT_KEYS.some((key) => search[key] !== undefined && search[key]?.length !== 0)

/** The global filter of the current page and the way to change it; every change is one step of the back button. */
export function useGlobalFilter() {
  const raw = useSearch({ strict: false })
  const navigate = useNavigate()
  const text = stringifySearch(raw)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `text` says everything that `raw` says and is equal when nothing changed
  const search = useMemo(() => GlobalSearch.parse(raw), [text])
  const filter = useMemo(() => toFilter(search), [search])
  const update = useCallback(
    (change: Partial<GlobalSearch>) => {
      void navigate({ to: '.', search: (before: Record<string, unknown>) => ({ ...before, ...change }), resetScroll: false })
    },
    [navigate],
  )
  const clear = useCallback(() => update(Object.fromEntries(KEPT_KEYS.map((key) => [key, undefined]))), [update])
  return { search, filter, as_of: search.as_of ?? null, filtered: isFiltered(search), update, clear }
}
