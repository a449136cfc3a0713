import type { Catalog } from './catalog'
import type { StoredAlias } from './records'

/** The decisions about products being one; with `change`, as they will be after it. */
export async function readAliases(
  catalog: Catalog,
  change: { decide: readonly StoredAlias[]; undo: readonly string[] } = { decide: [], undo: [] },
): Promise<StoredAlias[]> {
  const after = new Map((await catalog.aliases.toArray()).map((one) => [one.pair, one]))
  for (const pair of change.undo) after.delete(pair)
  for (const one of change.decide) after.set(one.pair, one)
  return [...after.values()]
}
