import { createContext, type ReactNode, useContext, useMemo } from 'react'
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
  return useMemo(() => createFormat(currency, locale, i18n.language), [currency, locale, i18n.language])
}
