import type { Role } from '../../../src/domain/mapping'
import { DICTIONARY, NO_ROLE, QUALIFIED_ROLES, QUALIFIERS } from './dictionary'
import { headerForms, headerKey, tokenSet } from './header-words'
import { jaroWinkler } from './jaro-winkler'

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
  for (const [certainty, phrases] of Object.entries(levels))
    for (const phrase of phrases) {
      const key = headerKey(phrase)
      const match = { role, score: Number(certainty) }
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
 * order .9, a misspelling (Jaro-Winkler >= .92) .8; each times the certainty of the phrase (domain.md 2.2).
 */
export function matchHeader(text: string): HeaderMeaning {
  const seen = remembered.get(text)
  if (seen) return seen
  const meaning = look(text)
  // a hostile file may bring any number of headers
  if (remembered.size > 5_000) remembered.clear()
  remembered.set(text, meaning)
  return meaning
}

function look(text: string): HeaderMeaning {
  const forms = text.length > 200 ? [] : headerForms(text)
  const key = forms[0] ?? ''
  for (const find of [exact, compact, unqualified, tokens, misspelt])
    for (const form of forms) {
      if (NOTHING.has(form)) return { key, matches: [], known: true }
      const matches = find(form)
      if (matches.length > 0) return { key, matches: [...matches].sort((a, b) => b.score - a.score), known: true }
    }
  return { key, matches: [], known: false }
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

/** Only whole misspellings: as many words, each nearly the same. 'customer email' is not 'customer name', 'product cost' not 'product code'. */
function misspelt(form: string): HeaderMatch[] {
  if (form.length < 5) return []
  const words = form.split(' ')
  let best: HeaderMatch[] = []
  let similarity = 0.92
  for (const [phrase, matches] of EXACT) {
    if (phrase[0] !== form[0] || Math.abs(phrase.length - form.length) > 3) continue
    const others = phrase.split(' ')
    if (others.length !== words.length) continue
    const near = words.every((word, i) => word === others[i] || (word.length > 3 && jaroWinkler(word, others[i] ?? '') >= 0.9))
    if (!near) continue
    const value = jaroWinkler(form, phrase)
    if (value < similarity || (value === similarity && best.length > 0)) continue
    similarity = value
    best = matches
  }
  return scaled(best, 0.8)
}

function scaled(matches: HeaderMatch[], by: number): HeaderMatch[] {
  return matches.map((match) => ({ role: match.role, score: match.score * by }))
}
