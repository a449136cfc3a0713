import { type ReactNode, useMemo } from 'react'
import { useEngineQuery } from '../../client'
import { DEFAULT_SETTINGS, type Settings } from '../../domain/settings'
import { useSnapshot } from '../../snapshot'
import { SettingsProvider } from '../../ui/settings-context'

/** Gives every part its currency and locale: from the stored Overview until the engine answers, so that nothing is rewritten on screen. */
export function ShopSettings({ children }: { children: ReactNode }) {
  const snapshot = useSnapshot()
  const live = useEngineQuery('settings.get', {}).data
  const settings = useMemo<Settings>(
    () => live ?? (snapshot ? { ...DEFAULT_SETTINGS, currency: snapshot.currency, locale: snapshot.locale } : DEFAULT_SETTINGS),
    [live, snapshot],
  )
  return <SettingsProvider settings={settings}>{children}</SettingsProvider>
}
