import type { Action } from '../../domain/action'

/** What happens to goods that are taken from a shelf, or marked on it; in the order in which a sheet lists it. */
const KINDS = ['TRANSFER', 'RTV', 'JOBLOT', 'DONATE', 'DISPOSE', 'MARKDOWN'] as const
export type PickKind = (typeof KINDS)[number]

export interface PickGroup {
  kind: PickKind
  /** the store that it goes to, or the supplier that takes it back; null where it goes nowhere or nobody is named */
  where: string | null
  actions: readonly Action[]
}

/** What is to be done at the shelves of each store, in the order of its name: what goes to one place stands together, by product. */
export function pickList(actions: readonly Action[]): { store: string; groups: readonly PickGroup[] }[] {
  return grouped(actions, ({ from_store }) => from_store).map(([store, own]) => ({
    store,
    groups: KINDS.flatMap((kind) =>
      grouped(
        own.filter((action) => kindOf(action) === kind),
        whereTo,
      ).map(([where, some]) => ({ kind, where, actions: some.sort(byProduct) })),
    ),
  }))
}

const kindOf = ({ action_type, sub_type }: Action): PickKind => (action_type === 'LIQUIDATE' ? (sub_type ?? 'DISPOSE') : action_type)

const whereTo = (action: Action): string | null =>
  action.action_type === 'TRANSFER' ? action.to_store : action.sub_type === 'RTV' ? action.supplier : null

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** In the order of the keys. */
function grouped<K extends string | null>(actions: readonly Action[], key: (action: Action) => K): [K, Action[]][] {
  const groups = new Map<K, Action[]>()
  for (const action of actions) groups.set(key(action), [...(groups.get(key(action)) ?? []), action])
  return [...groups].sort(([a], [b]) => inOrder(a ?? '', b ?? ''))
}

const byProduct = (a: Action, b: Action): number => inOrder(a.product_name, b.product_name) || inOrder(a.batch_id, b.batch_id)
