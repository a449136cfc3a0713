import type { CacheStore } from './cache-store'
import type { MetricDeps } from './run'

/** Gives the answer to a question about the data as it is, which is worked out when it is asked for the first time. */
export type Remember = <T>(question: string, answer: () => Promise<T>) => Promise<T>

/** Nothing is remembered: for data that changes without a new name. */
export const anew: Remember = (_, answer) => answer()

/** Enough for the filters that a person goes through in a while. */
const QUESTIONS = 500

const states = new WeakMap<CacheStore, { data_hash: string; answers: Map<string, Promise<unknown>> }>()

/**
 * Small facts that every metric needs and a page with many metrics would ask for dozens of times, kept as long as the data is the same: the newest day, the
 * span of a filter. Like stored results, and only beside them.
 */
export function rememberFor({ cache, data_hash }: Pick<MetricDeps, 'cache' | 'data_hash'>): Remember {
  if (!cache) return anew
  let state = states.get(cache)
  if (state?.data_hash !== data_hash || state.answers.size > QUESTIONS) {
    state = { data_hash, answers: new Map() }
    states.set(cache, state)
  }
  const { answers } = state
  return <T>(question: string, answer: () => Promise<T>): Promise<T> => {
    const known = answers.get(question) as Promise<T> | undefined
    if (known) return known
    const made = answer()
    made.catch(() => answers.delete(question))
    answers.set(question, made)
    return made
  }
}
