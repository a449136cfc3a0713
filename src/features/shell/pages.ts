import {
  IconBuildingStore,
  IconCalendarTime,
  IconChartBar,
  IconChecklist,
  IconDatabase,
  IconPackages,
  IconSettings,
  IconUsers,
} from '@tabler/icons-react'

/** The pages that exist, in order. `under_more`: on phones, whose bar holds what is looked at every day, behind "More". */
export const PAGES = [
  { id: 'overview', to: '/', icon: IconChartBar, under_more: false },
  { id: 'products', to: '/products', icon: IconPackages, under_more: false },
  { id: 'expiry', to: '/expiry', icon: IconCalendarTime, under_more: false },
  { id: 'actions', to: '/actions', icon: IconChecklist, under_more: false },
  { id: 'stores', to: '/stores', icon: IconBuildingStore, under_more: true },
  { id: 'customers', to: '/customers', icon: IconUsers, under_more: true },
  { id: 'data', to: '/data', icon: IconDatabase, under_more: true },
  { id: 'settings', to: '/settings', icon: IconSettings, under_more: true },
] as const
