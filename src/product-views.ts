/** What a person looks for: what sells, what earns, what lies in stock. Apart from what the views show, because the address names them on every page. */
export const GROUPS = {
  sales: ['all', 'best', 'contribution', 'steady', 'seasons', 'together'],
  profit: ['profit', 'returns'],
  stock: ['velocity', 'reorder', 'out', 'sell_through', 'slow', 'dead'],
} as const
export type GroupName = keyof typeof GROUPS
export type ViewName = (typeof GROUPS)[GroupName][number]
export const GROUP_NAMES = Object.keys(GROUPS) as GroupName[]
export const VIEW_NAMES: readonly ViewName[] = Object.values(GROUPS).flat()
export const groupOf = (view: ViewName): GroupName =>
  GROUP_NAMES.find((name) => (GROUPS[name] as readonly ViewName[]).includes(view)) ?? 'sales'
