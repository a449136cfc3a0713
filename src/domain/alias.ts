import { z } from 'zod'

/** What a person said of two products: `same` puts `from_sku` under `into_sku`; `different` keeps the pair from being suggested again. */
export const AliasDecision = z.object({
  from_sku: z.string(),
  into_sku: z.string(),
  decision: z.enum(['same', 'different']),
  /** when it was said (ISO 8601): decisions are replayed in this order */
  decided_at: z.string(),
})
export type AliasDecision = z.infer<typeof AliasDecision>

/** One side of a suggested pair, with what helps to tell whether it is the other. Amounts in 1/10000 of the major unit, units in 1/1000. */
export const AliasProduct = z.object({
  sku_id: z.string(),
  name: z.string(),
  category: z.string().nullable(),
  /** live sales lines */
  lines: z.number().int(),
  revenue: z.number(),
  units: z.number(),
  first_date: z.string().nullable(),
  last_date: z.string().nullable(),
})
export type AliasProduct = z.infer<typeof AliasProduct>

export const AliasSuggestion = z.object({
  from: AliasProduct,
  into: AliasProduct,
  /** Jaro-Winkler similarity of the names without spaces and marks, 0.92 to 1 */
  score: z.number(),
  /** same_name: written alike; same_words: other order, spaces or marks; spelling: a word or two spelled otherwise */
  reason: z.enum(['same_name', 'same_words', 'spelling']),
})
export type AliasSuggestion = z.infer<typeof AliasSuggestion>

/** A decision that stands, with the names as they are now; null when no file knows the product any more. */
export const AliasDecided = AliasDecision.extend({ from_name: z.string().nullable(), into_name: z.string().nullable() })
export type AliasDecided = z.infer<typeof AliasDecided>

export const AliasList = z.object({ suggestions: z.array(AliasSuggestion), decided: z.array(AliasDecided) })
export type AliasList = z.infer<typeof AliasList>

/** A pair has one decision, whichever way round it is said. */
export function aliasPair(one: string, other: string): string {
  return JSON.stringify(one < other ? [one, other] : [other, one])
}

/**
 * Where each product goes: chains are followed to their end, and a decision that would close a circle changes nothing. Gives pairs
 * (product as the files name it, product that it counts as), sorted by the first; a function of the set of decisions.
 */
export function resolveAliases(decisions: readonly AliasDecision[]): { from_sku: string; into_sku: string }[] {
  const into = new Map<string, string>()
  const end = (sku: string): string => {
    let at = sku
    for (let next = into.get(at); next !== undefined; next = into.get(at)) at = next
    return at
  }
  const key = ({ decided_at, from_sku, into_sku }: AliasDecision) => JSON.stringify([decided_at, from_sku, into_sku])
  const ordered = [...decisions].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
  for (const { from_sku, into_sku, decision } of ordered) {
    if (decision !== 'same') continue
    const [from, to] = [end(from_sku), end(into_sku)]
    if (from !== to) into.set(from, to)
  }
  return [...into.keys()].sort((a, b) => (a < b ? -1 : 1)).map((from_sku) => ({ from_sku, into_sku: end(from_sku) }))
}
