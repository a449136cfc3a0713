export const LANGUAGES = { en: 'English', hi: 'हिन्दी' } as const
export type Language = keyof typeof LANGUAGES

const KEY = 'lucid.language'
const isLanguage = (value: string | null | undefined): value is Language => value !== null && value !== undefined && value in LANGUAGES

/** The language chosen on this device, else the first of the browser's languages that we speak. Kept in localStorage because it decides the first paint. */
export function readLanguage(): Language {
  try {
    const stored = localStorage.getItem(KEY)
    if (isLanguage(stored)) return stored
  } catch {
    // storage refused: the browser's language decides each time
  }
  for (const tag of navigator.languages ?? []) {
    const language = tag.slice(0, 2)
    if (isLanguage(language)) return language
  }
  return 'en'
}

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language)
  } catch {
    // storage refused: lasts as long as the page
  }
}

export function onLanguageOfAnotherTab(listener: (language: Language) => void): void {
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key === KEY && isLanguage(newValue)) listener(newValue)
  })
}
