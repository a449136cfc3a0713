import { createContext, type ReactNode, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { DEFAULT_SETTINGS, type Settings } from '../domain/settings'
import { createFormat, type Format } from './format'

const SettingsContext = createContext<Settings>(DEFAULT_SETTINGS)

export function SettingsProvider({ settings, children }: { settings: Settings; children: ReactNode }) {
  return <SettingsContext value={settings}>{children}</SettingsContext>
}

/** The shop's settings; the defaults until they have been read. */
export const useShopSettings = (): Settings => useContext(SettingsContext)

/** How numbers and dates are written here: by the shop's currency and locale, and the page's language. */
export function useFormat(): Format {
  const { currency, locale } = useShopSettings()
  const { i18n } = useTranslation()
  return formatFor(currency, locale, i18n.language)
}

/** Making one takes the browser milliseconds, and a page asks for it in a hundred places. */
const formats = new Map<string, Format>()
function formatFor(currency: string, locale: string, language: string): Format {
  const key = `${currency} ${locale} ${language}`
  const format = formats.get(key) ?? createFormat(currency, locale, language)
  formats.set(key, format)
  return format
}
