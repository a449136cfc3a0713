import { type Page, textOf, type Word } from './words'

const CODE = /^(EUR|USD|INR|GBP|CHF|CAD|AUD|NZD|SGD|AED|SAR|JPY|CNY|SEK|NOK|DKK|PLN|CZK|HUF|BRL|MXN|ZAR|NPR|LKR|BDT|PKR|MYR|THB|IDR)$/
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/₹|^\(?rs\.?\)?(?=\d|$)|^rupees?$|^रु\.?$|^रुपये$/iu, 'INR'],
  [/€|^euros?$/iu, 'EUR'],
  [/£/u, 'GBP'],
  [/\$/u, 'USD'],
  [/¥/u, 'JPY'],
]
/** Words that name the country by its taxes, for an invoice that prints no currency at all. */
const BY_TAX: readonly (readonly [RegExp, string])[] = [
  [/\b(?:gstin|cgst|sgst|igst|hsn)\b/iu, 'INR'],
  [/\b(?:siret|tva|mwst|ust-?id|umsatzsteuer|partita iva|btw)\b/iu, 'EUR'],
]

/** The currency by its code or sign, the one that is printed most; a code counts more than a sign. Null when nothing says. */
export function currencyOf(pages: readonly Page[]): { code: string; words: Word[] } | null {
  const votes = new Map<string, { count: number; words: Word[] }>()
  const vote = (code: string, count: number, word: Word) => {
    const known = votes.get(code)
    votes.set(code, { count: (known?.count ?? 0) + count, words: known?.words ?? [word] })
  }
  for (const { lines } of pages) {
    for (const { words, key } of lines) {
      const labelled = /currency|wahrung|devise|moneda|valuta|मुद्रा/.test(key)
      for (const word of words) {
        const bare = word.text.replace(/^[([]|[)\],.:;]+$/g, '')
        if (CODE.test(bare)) vote(bare, labelled ? 20 : 2, word)
        else for (const [sign, code] of SIGNS) if (sign.test(word.text)) vote(code, 1, word)
      }
    }
  }
  const [best] = [...votes].sort(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1))
  if (best) return { code: best[0], words: best[1].words }
  const text = pages.flatMap(({ lines }) => lines.map(({ words }) => textOf(words))).join('\n')
  const by_tax = BY_TAX.find(([pattern]) => pattern.test(text))
  return by_tax ? { code: by_tax[1], words: [] } : null
}
