import type { TFunction } from 'i18next'
import type { Recovered } from './news'

/** What became of the interrupted work on these files, in one sentence or two. `most`: files that are named; the others are counted. */
export function recoveredWords(t: TFunction<'data'>, action: Recovered, names: readonly string[], most = names.length): string {
  const [name] = names
  if (name !== undefined && names.length === 1) return t(`recovered.${action}`, { name })
  const named = names.slice(0, most).join(', ')
  const more = names.length - most
  return t(`recovered.${action}_many`, { names: more > 0 ? t('recovered.and_more', { names: named, count: more }) : named })
}

/** Names by what became of them, in the order in which they were heard. */
export function byRecovery(items: readonly { name: string; action: Recovered }[]): [Recovered, string[]][] {
  const groups = new Map<Recovered, string[]>()
  for (const { name, action } of items) groups.set(action, [...(groups.get(action) ?? []), name])
  return [...groups]
}
