import { VIEW_NAMES } from '../../product-views'
import { PAGES } from './pages'

/** A place that the search reaches: a page, a way to look at it, or a part of it. Words are keys of i18n. */
export interface Destination {
  id: string
  /** words of what it belongs to, before its own; absent for a page */
  within?: string
  label: string
  /** further words by which it is found: what stands there */
  keywords?: readonly string[]
  to: string
  search?: Readonly<Record<string, string>>
  hash?: string
}

const VIEWS = VIEW_NAMES.filter((view) => view !== 'all').map(
  (view): Destination => ({
    id: `view ${view}`,
    within: 'nav.products',
    label: `products:view.${view}`,
    to: '/products',
    search: { view },
  }),
)
const settings = (hash: string, label: string, keywords: readonly string[] = []): Destination => ({
  id: `settings ${hash}`,
  within: 'nav.settings',
  label: `settings:${label}`,
  keywords: keywords.map((word) => `settings:${word}`),
  to: '/settings',
  hash,
})

export const MAIN: readonly (Destination & Pick<(typeof PAGES)[number], 'icon'>)[] = PAGES.map(({ id, to, icon }) => ({
  id,
  label: `nav.${id}`,
  to,
  icon,
}))

/** What is offered once something is looked for: all of it at once would be a list to read. */
export const FURTHER: readonly Destination[] = [
  ...VIEWS,
  { id: 'compare', within: 'nav.products', label: 'search.go.compare', to: '/compare' },
  { id: 'same', within: 'nav.products', label: 'search.go.same', to: '/same-products' },
  { id: 'calendar', within: 'nav.expiry', label: 'search.go.calendar', to: '/expiry', search: { look: 'calendar' } },
  { id: 'map', within: 'nav.expiry', label: 'search.go.map', to: '/expiry', search: { look: 'map' } },
  { id: 'forecast', within: 'nav.expiry', label: 'search.go.forecast', to: '/expiry/forecast' },
  settings('shop', 'shop', ['currency', 'locale']),
  settings('stock', 'stock', ['dead_days', 'slow_days', 'excess_days', 'lead_days', 'review_days', 'removal_lead']),
  settings('costs', 'costs', ['costing_method', 'included_tax']),
  settings('actions', 'actions.title'),
  settings('device', 'page', ['language', 'local_api']),
  settings('storage', 'storage', ['kept', 'used']),
  settings('about', 'about', ['version', 'engine']),
  { id: 'log', within: 'nav.settings', label: 'settings:log', to: '/log' },
]
