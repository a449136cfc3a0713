import type { Role } from '../../../src/domain/mapping'
import { DICTIONARY, NO_ROLE, NO_ROLE_PREFIX, QUALIFIED_ROLES, QUALIFIERS } from './dictionary'
import { canonicalWord, headerForms, headerKey, SPELLINGS, tokenSet } from './header-words'
import { jaroWinkler } from './jaro-winkler'
import { REGIONAL_HEADERS } from './regional-headers'
import { taxSide } from './tax-side'

/** One meaning a header can have, before its values are looked at. score 0..1. */
export interface HeaderMatch {
  role: Role
  score: number
}

/** All meanings of one header, best first. `known` is true for a header that is understood, also when it means nothing to Lucid. */
export interface HeaderMeaning {
  key: string
  matches: HeaderMatch[]
  known: boolean
}

const EXACT = new Map<string, HeaderMatch[]>()
const COMPACT = new Map<string, HeaderMatch[]>()
const TOKENS = new Map<string, HeaderMatch[]>()
const NOTHING = new Set(NO_ROLE.map(headerKey))

for (const [role, levels] of Object.entries(DICTIONARY) as [Role, Record<string, readonly string[]>][])
  for (const [certainty, phrases] of Object.entries(levels)) for (const phrase of phrases) learn(phrase, { role, score: Number(certainty) })
for (const headers of REGIONAL_HEADERS)
  for (const [role, phrases] of Object.entries(headers) as [Role, string][])
    for (const phrase of phrases.split(', ')) learn(phrase, { role, score: 1 })

/** Every word of the dictionary, and of what is known to mean nothing, in all its spellings. */
const WORDS = new Set([...SPELLINGS, ...[...EXACT.keys(), ...NOTHING].flatMap((key) => key.split(' '))])

function learn(phrase: string, match: HeaderMatch): void {
  const key = headerKey(phrase)
  add(EXACT, key, match)
  add(COMPACT, key.replaceAll(' ', ''), match)
  add(TOKENS, tokenSet(key), match)
}

function add(index: Map<string, HeaderMatch[]>, key: string, match: HeaderMatch): void {
  const list = index.get(key) ?? []
  const same = list.find((other) => other.role === match.role)
  if (!same) list.push({ ...match })
  else same.score = Math.max(same.score, match.score)
  index.set(key, list)
}

const remembered = new Map<string, HeaderMeaning>()

/**
 * What a header can mean: exact 1, equal without spaces .95, without a qualifier ('product price') .95, the same words in another
 * order .9, misspelt words (Jaro-Winkler >= .92 each) .8; each times the certainty of the phrase (domain.md 2.2).
 */
export function matchHeader(text: string): HeaderMeaning {
  const seen = remembered.get(text)
  if (seen) return seen
  const meaning = look(text, [...AS_WRITTEN, misspelt])
  // a hostile file may bring any number of headers
  if (remembered.size > 5_000) remembered.clear()
  remembered.set(text, meaning)
  return meaning
}

/** The same without looking for misspellings: cheap enough for every cell of the first rows. */
export function writtenHeader(text: string): HeaderMeaning {
  return look(text, AS_WRITTEN)
}

const AS_WRITTEN = [exact, compact, unqualified, tokens]

function look(text: string, finders: readonly ((form: string) => HeaderMatch[])[]): HeaderMeaning {
  const forms = text.length > 200 ? [] : headerForms(text)
  const key = forms[0] ?? ''
  const sided = exact(key).length === 0 ? bySide(key, finders) : null
  if (sided) return sided
  const both = exact(key).length === 0 ? partyAndGoods(text) : null
  if (both) return { key, matches: both, known: true }
  for (const find of finders)
    for (const form of forms) {
      if (NOTHING.has(form) || (find !== exact && NO_ROLE_PREFIX.test(form))) return { key, matches: [], known: true }
      const matches = find(form)
      if (matches.length > 0) return { key, matches: [...matches].sort((a, b) => b.score - a.score), known: true }
    }
  return { key, matches: [], known: false }
}

/** 'Party / Item': the bill's party above its goods, in one column. It is the goods', where no other column is. */
function partyAndGoods(text: string): HeaderMatch[] | null {
  const sides = text.split(/[/|&]|\band\b/i).map(headerKey)
  if (sides.length !== 2) return null
  const roles = sides.map((side) => exact(side).map(({ role }) => role))
  const names = (role: Role): boolean => roles.some((one) => one.includes(role))
  return names('customer') && names('product')
    ? [
        { role: 'product', score: 0.9 },
        { role: 'customer', score: 0.8 },
      ]
    : null
}

/** 'Tax inclusive' by itself may be answered with yes and no. */
const YES_OR_NO = 0.85

/** Amounts that say whether they hold the tax: 'Total (tax excl.)' is what a total is without it. null where the rest of the name is no amount. */
function bySide(key: string, finders: readonly ((form: string) => HeaderMatch[])[]): HeaderMeaning | null {
  const said = taxSide(key)
  if (!said) return null
  const side = said.side === 'without' ? 'taxable' : 'total'
  if (said.rest === '') return { key, matches: [{ role: side, score: YES_OR_NO }], known: true }
  const { matches } = look(said.rest, finders)
  const amount = matches.find(({ role }) => role === 'total' || role === 'taxable')
  const price = matches.find(({ role }) => role === 'unit_price')
  if (amount) return { key, matches: [{ role: side, score: amount.score }], known: true }
  return price
    ? { key, matches: [{ role: 'unit_price', score: said.side === 'without' ? price.score : 0.95 * price.score }], known: true }
    : null
}

function exact(form: string): HeaderMatch[] {
  return EXACT.get(form) ?? []
}

function compact(form: string): HeaderMatch[] {
  return scaled(COMPACT.get(form.replaceAll(' ', '')) ?? [], 0.95)
}

function unqualified(form: string): HeaderMatch[] {
  const words = form.split(' ')
  while (words.length > 1 && QUALIFIERS.has(words[0] ?? '')) {
    words.shift()
    const rest = words.join(' ')
    if (NOTHING.has(rest)) return []
    const matches = exact(rest).filter((match) => QUALIFIED_ROLES.has(match.role))
    if (matches.length > 0) return scaled(matches, 0.95)
  }
  return []
}

function tokens(form: string): HeaderMatch[] {
  return scaled(TOKENS.get(tokenSet(form)) ?? [], 0.9)
}

/**
 * Each unknown word is read as the known word it nearly is. Word by word, so that 'customer email' is not 'customer name' nor 'product cost'
 * 'product code', and a column of another meaning is left alone.
 */
function misspelt(form: string): HeaderMatch[] {
  if (form.length < 5) return []
  const corrected = form.split(' ').map(correct).join(' ')
  return corrected === form ? [] : scaled(exact(corrected), 0.8)
}

function correct(word: string): string {
  if (WORDS.has(word) || word.length < 4) return word
  let best = word
  let similarity = 0.92
  for (const other of WORDS) {
    if (other[0] !== word[0] || Math.abs(other.length - word.length) > 2 || other.length < 4) continue
    const value = jaroWinkler(word, other)
    if (value < similarity || (value === similarity && best !== word)) continue
    similarity = value
    best = other
  }
  return canonicalWord(best)
}

function scaled(matches: HeaderMatch[], by: number): HeaderMatch[] {
  return matches.map((match) => ({ role: match.role, score: match.score * by }))
}
