import { nameNorm } from './names'

/** What the rows of a group are to the row above them, which is their sum. */
export type GroupMeaning =
  /** batches of the product above them */
  | 'batches'
  /** stores that the product above them lies in */
  | 'stores'
  /** goods in the store above them */
  | 'goods_of_store'
  /** goods of the group of products above them */
  | 'goods_of_group'

/** A batch number has a digit and no spaces; names of goods are words. */
const BATCH = /^(?=.*\d)[\p{L}\d][\p{L}\d/.-]{1,24}$/u
const STORE = /(?<!\p{L})(?:godown|location|warehouse|store|branch|shop|depot|outlet|counter|गोदाम|शाखा|दुकान)s?(?!\p{L})/iu
const MOST = 0.8
/** A product has few batches, a group of products many products. */
const BATCHES_PER_PRODUCT = 6

/** What groups mean, by the names in them; `sure` where the names alone tell that these are groups. */
export function groupMeaning(
  heads: readonly string[],
  leaves: readonly string[],
  titles: readonly string[],
): { meaning: GroupMeaning; sure: boolean } {
  const share = (names: readonly string[], pattern: RegExp): number =>
    names.filter((name) => pattern.test(name.trim())).length / names.length
  if (share(leaves, BATCH) >= MOST && share(heads, BATCH) < 1 - MOST && leaves.length <= BATCHES_PER_PRODUCT * heads.length)
    return { meaning: 'batches', sure: true }
  const kinds = new Set(leaves.map(nameNorm)).size
  if (heads.length > 1 && kinds * 3 <= leaves.length * 2)
    // the same names again and again: in every store the goods, or of every product the stores
    return { meaning: kinds < heads.length ? 'stores' : 'goods_of_store', sure: true }
  const says_store = share(heads, STORE) >= 0.5 || titles.some((title) => STORE.test(title))
  return { meaning: says_store ? 'goods_of_store' : 'goods_of_group', sure: false }
}
