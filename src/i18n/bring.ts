import i18next, { type i18n } from 'i18next'
import type { Language } from './language'

export type Words = Record<string, unknown>
type Fetch = () => Promise<Words>

/** The words of an i18next instance, which come part by part. */
export class Speech {
  /** The language that is spoken, or about to be. */
  private spoken: Language = 'en'
  /** Hindi of the parts that came so far: a change of language fetches it. */
  private readonly hindi: { namespace: string; fetch: Fetch; there: boolean }[] = []

  constructor(private readonly i18n: i18n) {}

  /**
   * Adds the words of a part of Lucid: the English ones come with its code, the Hindi ones are fetched where Hindi is spoken. A module that does nothing
   * else awaits this (words/), and every part that says them imports that module: so no part is seen before its words are there. Parts of one namespace
   * are put together. `english` is null where English says it in the engine's own words.
   */
  async bring(namespace: string, english: Words | null, fetch: Fetch): Promise<void> {
    const part = { namespace, fetch, there: false }
    this.hindi.push(part)
    if (english) this.whenReady(() => this.add('en', namespace, english))
    if (this.spoken === 'hi') await this.fetched(part)
  }

  /** Says from now on which language is spoken, and fetches what came without its words. */
  async speak(language: Language): Promise<void> {
    this.spoken = language
    if (language === 'hi') await Promise.all(this.hindi.map((part) => this.fetched(part)))
  }

  add(language: Language, namespace: string, words: Words): void {
    this.i18n.addResourceBundle(language, namespace, words, true, true)
  }

  private async fetched(part: (typeof this.hindi)[number]): Promise<void> {
    if (part.there) return
    try {
      const words = await part.fetch()
      part.there = true
      this.whenReady(() => this.add('hi', part.namespace, words))
    } catch {
      // without its chunk a part speaks English
    }
  }

  private whenReady(work: () => void): void {
    if (this.i18n.isInitialized) work()
    else this.i18n.on('initialized', work)
  }
}

/** What the pages say. */
export const speech = new Speech(i18next)

export const bring: Speech['bring'] = (namespace, english, fetch) => speech.bring(namespace, english, fetch)
