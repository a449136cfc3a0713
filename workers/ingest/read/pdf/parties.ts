import { type Line, lineOf, type Page, phrases, textOf, type Word, wordsAt } from './words'

export interface Parties {
  supplier: Word[]
  customer: Word[]
}

const SUPPLIER =
  /(?<![^ ])(?:sold by|seller|supplier|vendor|from|shipped from|issued by|verkaufer|lieferant|rechnungssteller|vendeur|fournisseur|emetteur|vendedor|proveedor|emisor|fornitore|cedente|leverancier|विक्रेता|आपूर्तिकर्ता)(?: (?:name|details))?(?![^ ])/u
const CUSTOMER =
  /(?<![^ ])(?:bill(?:ed)? to(?: party)?|invoice to|party(?: name)?|buyer|sold to|customer(?: name)?|client|billing address|bill to address|consignee|receiver|kaufer(?:\/leistungsempfanger)?|kunde|rechnungsempfanger|leistungsempfanger|acheteur|facture a|adresse de facturation|cliente|comprador|destinatario|klant|acquirente|ship to|shipping address|to|क्रेता|ग्राहक)(?: (?:name|details))?(?![^ ])/u
/** What companies call themselves by law. */
const COMPANY =
  /\b(?:gmbh|ag|kg|e\.?k|ohg|ug|ltd|limited|pvt|llp|llc|inc|corp|co|company|sarl|sas|sa|eurl|b\.?v|n\.?v|s\.?l|s\.?r\.?l|s\.?p\.?a|a\.g|traders|enterprises?|stores?|distributors?|agenc(?:y|ies)|pharma|industries|sons|brothers|e\.v)\.?(?=\s|,|$)/iu
/** What stands before the name of a firm in place of a label. */
const MESSRS = /^(?:m\/s|messrs)$/
/** Labels within a block that name its parts. */
const PART = /^(?:name|firma|nom|nombre|nummer|number|globale nummer|gln|m\/s|messrs)\b/
const NOT_A_NAME =
  /(?:invoice|rechnung|facture|factura|fattura|factuur|\bbill\b|\btax\b|\bpage\b|seite|original|duplicate|\bcopy\b|\bdate\b|datum|www\.|http|@|gstin|phone|\btel\b)/iu

/** Who sold and who bought: beside or under their labels, a buyer also after `M/s`, a seller else as the first name at the top of the page that looks like a company's. */
export function partiesOf([page]: readonly Page[]): Parties {
  if (!page) return { supplier: [], customer: [] }
  const labelled_customer = labelled(page, CUSTOMER)
  const customer = labelled_customer.length ? labelled_customer : addressed(page)
  const supplier = labelled(page, SUPPLIER)
  return { supplier: supplier.length ? supplier : topName(page, customer), customer }
}

/** The name after an `M/s` that has another name of at least its size above it: the one at the top is the letterhead. */
function addressed({ lines, height }: Page): Word[] {
  const runs = lines.filter(({ y }) => y < height * 0.45).flatMap((line) => phrases(line.words, 1.6))
  for (const [at, run] of runs.entries()) {
    const name = withoutMessrs(run)
    const size = run[0]?.height ?? 0
    const is_below = runs.slice(0, at).some((above) => isName(above) && (above[0]?.height ?? 0) >= size)
    if (name.length < run.length && is_below && isName(name)) return [...name]
  }
  return []
}

const withoutMessrs = (run: readonly Word[]): readonly Word[] =>
  MESSRS.test(run[0]?.key ?? '') ? run.slice(1).filter(({ text }) => text !== ':') : run

function labelled({ lines }: Page, pattern: RegExp): Word[] {
  for (const [index, line] of lines.entries()) {
    const match = pattern.exec(line.key)
    if (!match) continue
    const { first, next } = wordsAt(line, match.index, match.index + match[0].length)
    const label = line.words.slice(first, next)
    // `To` is one where it stands alone
    if (match[0] === 'to' && !/[:,]$/.test(label.at(-1)?.text ?? '') && next < line.words.length) continue
    const colon = line.words.slice(next - 1, next + 1).some(({ text }) => text.endsWith(':'))
    const [run] = phrases(
      line.words.slice(next).filter(({ text }) => text !== ':'),
      1.6,
    )
    // a label inside a sentence is no label
    if (match.index > 0 && (label[0]?.x0 ?? 0) - (line.words[first - 1]?.x1 ?? 0) < line.height) continue
    if (run && isName(run) && (run[0]?.x0 ?? 0) - (label.at(-1)?.x1 ?? 0) < 12 * line.height && colon) return run
    const below = under(lines.slice(index + 1, index + 7), label, line)
    if (below) return below
    if (run && isName(run)) return run
  }
  return []
}

/** The name in the block under a label: the first line that is a name and not a number of some register. */
function under(lines: readonly Line[], label: readonly Word[], of: Line): Word[] | null {
  const left = label[0]?.x0 ?? 0
  const right = label.at(-1)?.x1 ?? 0
  let fallback: Word[] | null = null
  for (const line of lines) {
    if (line.page !== of.page || line.y - of.y > 8 * Math.max(of.height, 8)) break
    for (const run of phrases(line.words, 1.6)) {
      const [first] = run
      const last = run.at(-1)
      if (!first || !last || first.x0 > right + 4 || last.x1 < left - 4 || Math.abs(first.x0 - left) > 40) continue
      const words = PART.test(first.key) ? partValue(line, run) : run
      if (words.length === 0 || !isName(words)) continue
      if (PART.test(first.key) || isCompany(words)) return words
      fallback ??= words
    }
  }
  return fallback
}

function partValue(line: Line, run: readonly Word[]): Word[] {
  const rest = line.words.slice(line.words.indexOf(run[0] as Word) + 1).filter(({ text }) => text !== ':')
  return /^(?:nummer|number|globale|gln)/.test(run[0]?.key ?? '') ? [] : rest
}

function topName({ lines, height }: Page, customer: readonly Word[]): Word[] {
  const until = Math.min(height * 0.4, (customer[0]?.y ?? height) + (customer[0]?.height ?? 0))
  const runs = lines
    .filter(({ y }) => y < until)
    .flatMap((line) => phrases(line.words, 1.6))
    .filter((run) => !run.some((word) => customer.includes(word)))
  const names = runs.filter((run) => isName(run))
  const foot = lines.filter(({ y }) => y > height * 0.85).flatMap((line) => phrases(line.words, 1.6))
  const name = names.find(isCompany) ?? foot.find((run) => isName(run) && isCompany(run)) ?? names[0] ?? []
  return [...withoutMessrs(name)]
}

/** A name and what the company is by law: `Sl` alone is the head of a table. */
const isCompany = (words: readonly Word[]): boolean => words.length > 1 && COMPANY.test(textOf(words))

function isName(words: readonly Word[]): boolean {
  const text = textOf(words)
  const key = lineOf([...words]).key
  if (SUPPLIER.exec(key)?.[0] === key || CUSTOMER.exec(key)?.[0] === key) return false
  return /\p{L}{2}/u.test(text) && text.length <= 80 && !NOT_A_NAME.test(text) && !/^[\d\s./-]+$/.test(text)
}
