import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { speech } from './bring'
import { type Language, onLanguageOfAnotherTab, readLanguage, rememberLanguage } from './language'
import { en } from './start-words/en'

/**
 * One namespace per file: `en/overview.ts` and `hi/overview.ts` export one object each, with the same keys. What the first paint can say comes with the
 * page; the rest, in either language, comes with the parts that say it (words/).
 */
async function load(language: Language): Promise<void> {
  const later = speech.speak(language)
  if (language === 'hi' && !i18next.hasResourceBundle('hi', 'shell')) {
    const { hi } = await import('./start-words/hi')
    for (const [namespace, words] of Object.entries(hi)) speech.add('hi', namespace, words)
  }
  await later
}

async function speak(language: Language): Promise<void> {
  await load(language)
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

/** Call once, before the first render. Resolves when the words of the remembered language are there. */
export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    ns: Object.keys(en),
    defaultNS: 'shell',
    resources: { en },
    interpolation: { escapeValue: false }, // React escapes; nothing here is ever set as HTML
    returnNull: false,
  })
  await speak(readLanguage())
  onLanguageOfAnotherTab((language) => void speak(language))
}

/** Switches every page of every tab at once and remembers the choice on this device. */
export async function changeLanguage(language: Language): Promise<void> {
  await speak(language)
  rememberLanguage(language)
}
