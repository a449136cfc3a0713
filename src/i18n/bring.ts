import i18next from 'i18next'
import type { Language } from './language'

export type Words = Record<string, unknown>
type Fetch = () => Promise<Words>

/** The language that is spoken, or about to be. */
let spoken: Language = 'en'
/** Hindi of the parts that came so far: a change of language fetches it. */
const hindi: { namespace: string; fetch: Fetch; there: boolean }[] = []

/**
 * Adds the words of a part of Lucid: the English ones come with its code, the Hindi ones are fetched where Hindi is spoken. A module that does nothing
 * else awaits this (words/), and every part that says them imports that module: so no part is seen before its words are there. Parts of one namespace
 * are put together. `english` is null where English says it in the engine's own words.
 */
export async function bring(namespace: string, english: Words | null, fetch: Fetch): Promise<void> {
  const part = { namespace, fetch, there: false }
  hindi.push(part)
  if (english) whenReady(() => add('en', namespace, english))
  if (spoken === 'hi') await fetched(part)
}

/** Says from now on which language is spoken, and fetches what came without its words. */
export async function speak(language: Language): Promise<void> {
  spoken = language
  if (language === 'hi') await Promise.all(hindi.map(fetched))
}

async function fetched(part: (typeof hindi)[number]): Promise<void> {
  if (part.there) return
  try {
    const words = await part.fetch()
    part.there = true
    whenReady(() => add('hi', part.namespace, words))
  } catch {
    // without its chunk a part speaks English
  }
}

export const add = (language: Language, namespace: string, words: Words): void =>
  void i18next.addResourceBundle(language, namespace, words, true, true)

const whenReady = (work: () => void): void => {
  if (i18next.isInitialized) work()
  else i18next.on('initialized', work)
}
