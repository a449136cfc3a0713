import type { StoredAction } from './action-records'
import type { Catalog } from './catalog'

/**
 * Proposals that nobody has decided about, by the first two digits of their ids. A shop may have tens of thousands of them, new ones with every day of sales: one row each takes
 * the browser longer to write than it takes to work them out, and objects longer than text.
 */
export interface ProposalPage {
  page: number
  /** JSON of StoredAction[] */
  proposals: string
}

const pageOf = (action_id: string): number => Number.parseInt(action_id.slice(0, 2), 16)

export const readProposals = async (catalog: Catalog): Promise<StoredAction[]> => (await catalog.proposals.toArray()).flatMap(onPage)

const onPage = ({ proposals }: ProposalPage): StoredAction[] => JSON.parse(proposals) as StoredAction[]

/** Puts these in the place of all that are there. Inside a transaction. */
export async function replaceProposals(catalog: Catalog, proposals: readonly StoredAction[]): Promise<void> {
  const pages = new Map<number, StoredAction[]>()
  for (const proposal of proposals) {
    const page = pageOf(proposal.action_id)
    const own = pages.get(page)
    if (own) own.push(proposal)
    else pages.set(page, [proposal])
  }
  await catalog.proposals.clear()
  await catalog.proposals.bulkPut([...pages].map(([page, own]) => ({ page, proposals: JSON.stringify(own) })))
}

/** Makes a proposal an action with events of its own; gives it. Inside a transaction. Undefined when there is none. */
export async function takeUp(catalog: Catalog, action_id: string): Promise<StoredAction | undefined> {
  const page = await catalog.proposals.get(pageOf(action_id))
  const all = page ? onPage(page) : []
  const found = all.find((one) => one.action_id === action_id)
  if (!page || !found) return undefined
  await catalog.proposals.put({ ...page, proposals: JSON.stringify(all.filter((one) => one !== found)) })
  await catalog.actions.add(found)
  return found
}
