import { monthOf } from './calendar-date'
import { nameNorm } from './names'

/** A store of the shop, with every way in which its name and code are written. */
export interface KnownStore {
  store_id: string
  names: readonly string[]
}

/** Words that files of any shop are called by. A store that is called so and nothing else is not found in a name. */
const OF_FILES = new Set(
  (
    'stock stocks inventory sale sales sold purchase purchases bill bills invoice invoices item items product products order orders receipt receipts payment payments return returns ' +
    'report reports register statement summary summaries detail details detailed list ledger book data export exports exported import download file sheet table backup copy final new old latest updated ' +
    'corrected test tmp temp sample wise closing opening current daily weekly monthly yearly annual today yesterday day date week month year fy qtr quarter from to upto till until as on of at for and the in by ' +
    'with all total consolidated online offline retail wholesale main head office shop store stores branch branches outlet outlets location godown warehouse depot counter pos till batch batches expiry expired ' +
    'near short gst gstr tax mtr b2b b2c hsn mrp price rate qty quantity amount customer customers party supplier vendor master category group brand first second third fourth fifth last next part page ' +
    'csv tsv txt xls xlsx xlsb ods pdf json xml zip parquet tally marg vyapar zoho shopify woocommerce square loyverse petpooja gofrugal busy swiggy zomato amazon flipkart meesho stripe razorpay excel am pm ' +
    'grocery pharmacy medical medicine medicines bakery clothing electronics'
  ).split(' '),
)
/** Fewer letters are the number of a file or of a quarter as well as of a store. */
const LEAST_LETTERS = 3
const MOST_WORDS = 3

/**
 * The store of the shop that the name of a file says ('Stock_MG Road_31-03-2026.csv'), by all words of its name or code standing together; of stores whose names begin or end alike the
 * longest. null where it says none, or several. `filename` may name a way into a packed file, whose last part that says one counts.
 */
export function storeInName(filename: string, stores: readonly KnownStore[]): string | null {
  for (const part of partsOf(filename).reverse()) {
    const text = ` ${wordsOf(part).map(nameNorm).join(' ')} `
    const said = stores.flatMap(({ store_id, names }) =>
      names.flatMap((name) => {
        const words = wordsOf(name).map(nameNorm)
        const wanted = ` ${words.join(' ')} `
        return tellsAStore(words) && text.includes(wanted) ? [{ store_id, wanted }] : []
      }),
    )
    const longest = said.filter(({ wanted }) => !said.some((other) => other.wanted !== wanted && other.wanted.includes(wanted)))
    const [store, ...others] = new Set(longest.map(({ store_id }) => store_id))
    if (store !== undefined) return others.length === 0 ? store : null
  }
  return null
}

/**
 * What the name of a file may call a store that nobody knows yet: the words that are left without those of files, days and numbers, where they stand together. Only ever offered as
 * the answer to a question, because it can be anything: a product, a customer. null where no such words are left.
 */
export function storeGuess(filename: string): string | null {
  const words = wordsOf(partsOf(filename).at(-1) ?? '')
  const at = words.flatMap((word, i) => (OF_FILES.has(nameNorm(word)) || isNoName(word) ? [] : [i]))
  const [first, last] = [at[0], at.at(-1)]
  if (first === undefined || last === undefined || last - first + 1 !== at.length || at.length > MOST_WORDS) return null
  const name = words.slice(first, last + 1)
  return lettersIn(name) >= LEAST_LETTERS ? name.join(' ') : null
}

const partsOf = (filename: string): string[] => filename.split(' › ').map((part) => part.replace(/\.(?=\w*[a-z])\w{1,7}$/i, ''))

/** 'MGRoad' is two words, 'S1' is one. */
const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/['’]s\b/g, '')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')

const lettersIn = (words: readonly string[]): number => (words.join('').match(/\p{L}/gu) ?? []).length
const isNoName = (word: string): boolean =>
  /^\d+(?:st|nd|rd|th)?$/i.test(word) || monthOf(word) !== null || /^(?:\p{L}{1,2}\d+|\p{L}{3,9}\d{2,4}|\d+\p{L}{1,9}\d*)$/u.test(word)

/** A code of a letter and digits ('S1') does; a quarter, a week and a version do not. */
const tellsAStore = (words: readonly string[]): boolean =>
  words.some((word) => !OF_FILES.has(word) && !/^\d+$/.test(word) && monthOf(word) === null) &&
  (lettersIn(words) >= LEAST_LETTERS || (words.length === 1 && /^(?![qhwv]\d)\p{L}{1,2}\d{1,4}$/u.test(words[0] ?? '')))
