import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { type Language, readLanguage, rememberLanguage } from './language'

/**
 * One namespace per file: `en/overview.ts` and `hi/overview.ts` export one object each, with the same keys. English comes with
 * the page; another language is one chunk that is fetched when it is chosen (and precached like everything else).
 */
type Words = Record<string, unknown>
const english = import.meta.glob<Record<string, Words>>(
  ['./en/*.ts', '!./en/taking.ts', '!./en/mending.ts', '!./en/watching.ts', '!./en/*.test.ts'],
  {
    eager: true,
  },
)
const lazy: Record<Exclude<Language, 'en'>, () => Promise<Record<string, Words>>> = {
  hi: () => import('./hi').then((module) => module.hi),
}

const namespaceOf = (path: string) => path.replace(/^.*\/|\.ts$/g, '')

function resources(): Record<string, Words> {
  const found: Record<string, Words> = {}
  for (const [path, module] of Object.entries(english)) found[namespaceOf(path)] = Object.values(module)[0] ?? {}
  return found
}

async function load(language: Language): Promise<void> {
  if (language === 'en' || i18next.hasResourceBundle(language, 'shell')) return
  for (const [namespace, words] of Object.entries(await lazy[language]())) i18next.addResourceBundle(language, namespace, words)
}

function applyToDocument(language: Language): void {
  document.documentElement.lang = language
}

/** Call once, before the first render. Resolves when the words of the remembered language are there. */
export async function startI18n(): Promise<void> {
  const en = resources()
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    ns: Object.keys(en),
    defaultNS: 'shell',
    resources: { en },
    interpolation: { escapeValue: false }, // React escapes; nothing here is ever set as HTML
    returnNull: false,
  })
  const language = readLanguage()
  await load(language)
  await i18next.changeLanguage(language)
  applyToDocument(language)
}

/** Switches every page at once and remembers the choice on this device. */
export async function changeLanguage(language: Language): Promise<void> {
  await load(language)
  await i18next.changeLanguage(language)
  rememberLanguage(language)
  applyToDocument(language)
}
