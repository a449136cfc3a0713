import {
  type DatasetKind,
  type Mapping,
  PLACED_KINDS,
  type Question,
  type Recognition,
  type SaidOfFile,
  withDefaults,
} from '../../../src/domain/mapping'
import { nameNorm } from './names'

export const GOODS: readonly DatasetKind[] = ['inventory', 'purchases']

/** A file whose rows name no store, in the store that its name says; null = it says none. */
export function inStore(found: Recognition, store: string | null): Recognition {
  const { kind, columns } = found.mapping
  if (store === null || !PLACED_KINDS.includes(kind) || columns.some((role) => role === 'store' || role === 'store_name')) return found
  const questions = found.questions.filter(({ about }) => about !== 'store')
  return { ...found, mapping: withDefaults(found.mapping, { store }), questions, store_in_name: store }
}

/** Which store a file is from whose header was said to be from one before; nothing to ask when it was said of this file too. `options` are left to the caller, who knows the stores. */
export function storeQuestion(
  { kind, defaults }: Mapping,
  said: SaidOfFile | null,
  titled: string | null,
  named: string | null,
): Question[] {
  if (!defaults?.store || said?.store) return []
  const told = GOODS.includes(kind) ? titled : null
  if (told !== null && nameNorm(told) === nameNorm(defaults.store)) return []
  return [{ about: 'store', guess: told ?? named ?? defaults.store, options: [] }]
}

/** Stock and deliveries whose store stands above their rows: asked, because sales may call it otherwise, and stock in a store that sells nothing is of no use. */
export const storeOfTitles = (said: SaidOfFile | null, titled: string | null): Question[] =>
  titled === null || said?.store ? [] : [{ about: 'store', guess: titled, options: [] }]
