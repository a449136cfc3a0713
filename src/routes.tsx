import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  retainSearchParams,
  useMatches,
} from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { FileDropLayer } from './features/data/file-drop-layer'
import { BatchSearch, ExpirySearch } from './features/expiry/expiry-search'
import { LogSearch } from './features/log/log-search'
import { CompareSearch } from './features/products/compare-search'
import { ProductsSearch } from './features/products/products-search'
import { Crashed, NotFound } from './features/shell/not-found'
import { type PageName, usePageTitle } from './features/shell/page-title'
import { Shell } from './features/shell/shell'
import { Home } from './home'
import { useWaitingInvoices } from './invoice-queue'
import { TableSearch } from './metric-view/table-search'
import { GlobalSearch, KEPT_KEYS, parseSearch, stringifySearch } from './url-filter'

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
  interface StaticDataRouteOption {
    page?: PageName
    /** the page's figures follow the global filter */
    filterable?: boolean
  }
}

const Notices = lazy(() => import('./ui/notices'))
const InvoiceReviews = lazy(() => import('./features/invoices/invoice-reviews'))

function Frame() {
  const matches = useMatches()
  const data = matches.at(-1)?.staticData
  const reviewing = useWaitingInvoices().length > 0
  usePageTitle(data?.page ?? null)
  return (
    <FileDropLayer>
      <Shell filterable={data?.filterable ?? false}>
        <Outlet />
      </Shell>
      {reviewing ? (
        <Suspense fallback={null}>
          <InvoiceReviews />
        </Suspense>
      ) : null}
      {/* in here, so that what is dropped on a message is taken too */}
      <Suspense fallback={null}>
        <Notices />
      </Suspense>
    </FileDropLayer>
  )
}

const root = createRootRoute({
  component: Frame,
  notFoundComponent: NotFound,
  errorComponent: Crashed,
  validateSearch: GlobalSearch,
  search: { middlewares: [retainSearchParams([...KEPT_KEYS])] },
})

const overview = createRoute({ getParentRoute: () => root, path: '/', component: Home, staticData: { page: 'overview', filterable: true } })

const products = createRoute({
  getParentRoute: () => root,
  path: '/products',
  component: lazyRouteComponent(() => import('./features/products/products-page'), 'ProductsPage'),
  validateSearch: ProductsSearch,
  staticData: { page: 'products', filterable: true },
})

const ProductPage = lazy(() => import('./features/products/product-page').then((module) => ({ default: module.ProductPage })))
const product = createRoute({
  getParentRoute: () => root,
  path: '/products/$sku_id',
  component: () => {
    const { sku_id } = product.useParams()
    return (
      <Suspense fallback={null}>
        <ProductPage key={sku_id} sku_id={sku_id} />
      </Suspense>
    )
  },
  staticData: { page: 'products', filterable: true },
})

const same = createRoute({
  getParentRoute: () => root,
  path: '/same-products',
  component: lazyRouteComponent(() => import('./features/products/same-page'), 'SamePage'),
  staticData: { page: 'products' },
})

const compare = createRoute({
  getParentRoute: () => root,
  path: '/compare',
  component: lazyRouteComponent(() => import('./features/products/compare-page'), 'ComparePage'),
  validateSearch: CompareSearch,
  staticData: { page: 'products', filterable: true },
})

const expiry = createRoute({
  getParentRoute: () => root,
  path: '/expiry',
  component: lazyRouteComponent(() => import('./features/expiry/expiry-page'), 'ExpiryPage'),
  validateSearch: ExpirySearch,
  staticData: { page: 'expiry', filterable: true },
})

const batch = createRoute({
  getParentRoute: () => root,
  path: '/expiry/batch',
  component: lazyRouteComponent(() => import('./features/expiry/batch-page'), 'BatchPage'),
  validateSearch: BatchSearch,
  staticData: { page: 'expiry', filterable: true },
})

const forecast = createRoute({
  getParentRoute: () => root,
  path: '/expiry/forecast',
  component: lazyRouteComponent(() => import('./features/expiry/forecast-page'), 'ForecastPage'),
  staticData: { page: 'expiry' },
})

const actions = createRoute({
  getParentRoute: () => root,
  path: '/actions',
  component: lazyRouteComponent(() => import('./features/actions/actions-page'), 'ActionsPage'),
  staticData: { page: 'actions' },
})

const stores = createRoute({
  getParentRoute: () => root,
  path: '/stores',
  component: lazyRouteComponent(() => import('./features/stores/stores-page'), 'StoresPage'),
  validateSearch: TableSearch,
  staticData: { page: 'stores', filterable: true },
})

const StorePage = lazy(() => import('./features/stores/store-page').then((module) => ({ default: module.StorePage })))
const store = createRoute({
  getParentRoute: () => root,
  path: '/stores/$store_id',
  component: () => {
    const { store_id } = store.useParams()
    return (
      <Suspense fallback={null}>
        <StorePage key={store_id} store_id={store_id} />
      </Suspense>
    )
  },
  staticData: { page: 'stores', filterable: true },
})

const customers = createRoute({
  getParentRoute: () => root,
  path: '/customers',
  component: lazyRouteComponent(() => import('./features/customers/customers-page'), 'CustomersPage'),
  validateSearch: TableSearch,
  staticData: { page: 'customers', filterable: true },
})

const CustomerPage = lazy(() => import('./features/customers/customer-page').then((module) => ({ default: module.CustomerPage })))
const customer = createRoute({
  getParentRoute: () => root,
  path: '/customers/$customer',
  component: () => {
    const { customer: name } = customer.useParams()
    return (
      <Suspense fallback={null}>
        <CustomerPage key={name} customer={name} />
      </Suspense>
    )
  },
  staticData: { page: 'customers', filterable: true },
})

const data = createRoute({
  getParentRoute: () => root,
  path: '/data',
  component: lazyRouteComponent(() => import('./features/data/data-page'), 'DataPage'),
  staticData: { page: 'data' },
})

const DatasetPage = lazy(() => import('./features/data/dataset-page').then((module) => ({ default: module.DatasetPage })))
const dataset = createRoute({
  getParentRoute: () => root,
  path: '/data/$dataset_id',
  component: () => {
    const { dataset_id } = dataset.useParams()
    return (
      <Suspense fallback={null}>
        <DatasetPage key={dataset_id} dataset_id={dataset_id} />
      </Suspense>
    )
  },
  staticData: { page: 'data' },
})

const log = createRoute({
  getParentRoute: () => root,
  path: '/log',
  component: lazyRouteComponent(() => import('./features/log/log-page'), 'LogPage'),
  validateSearch: LogSearch,
  staticData: { page: 'settings' },
})

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('./features/settings/settings-page'), 'SettingsPage'),
  staticData: { page: 'settings' },
})

const more = createRoute({
  getParentRoute: () => root,
  path: '/more',
  component: lazyRouteComponent(() => import('./features/shell/more-page'), 'MorePage'),
  staticData: { page: 'more' },
})

export const router = createRouter({
  routeTree: root.addChildren([
    overview,
    products,
    product,
    same,
    compare,
    expiry,
    batch,
    forecast,
    actions,
    stores,
    store,
    customers,
    customer,
    more,
    data,
    dataset,
    settings,
    log,
  ]),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
})
