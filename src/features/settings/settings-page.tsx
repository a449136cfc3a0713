import { NativeSelect, Stack, Switch, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { engine, queryKey } from '../../client'
import { RECOMPUTED, type Settings } from '../../domain/settings'
import { changeLanguage } from '../../i18n'
import { LANGUAGES, type Language } from '../../i18n/language'
import { Panel } from '../../ui/panel'
import { say } from '../../ui/say'
import { useShopSettings } from '../../ui/settings-context'
import { useHashTarget } from '../../ui/use-hash-target'
import { About } from './about'
import { ActionsSettings } from './actions-settings'
import { CURRENCIES, currencyName, LOCALES, localeName, withPresent } from './choices'
import { NoticesSwitch } from './notices-switch'
import classes from './settings-page.module.css'
import { Storage } from './storage'
import { Thresholds } from './thresholds'
import '../../i18n/words/settings'

/** What the shop decides: currency, style of numbers, what is dead or slow, costs, language. Every change is saved at once. */
export function SettingsPage() {
  const { t, i18n } = useTranslation('settings')
  const { currency, locale, local_api } = useShopSettings()
  const queries = useQueryClient()
  useHashTarget()
  const save = async (change: Partial<Settings>) => {
    const key = queryKey('settings.get', {})
    const before = queries.getQueryData<Settings>(key)
    // shown at once: the engine may be at work; what has to be computed first counts when it is
    const now = Object.fromEntries(Object.entries(change).filter(([name]) => !(RECOMPUTED as readonly string[]).includes(name)))
    if (before) queries.setQueryData<Settings>(key, { ...before, ...now })
    try {
      queries.setQueryData(key, await engine.call('settings.put', change))
      say({ id: 'settings', message: t('saved'), autoClose: 2_000 })
    } catch {
      queries.setQueryData(key, before)
      say({ id: 'settings', message: t('not_saved') })
    }
  }
  return (
    <div className={classes.page}>
      <Title order={1} size="h2">
        {t('title')}
      </Title>
      <Panel id="shop" title={t('shop')}>
        <Stack className={classes.body}>
          <NativeSelect
            label={t('currency')}
            description={t('currency_help')}
            value={currency}
            onChange={(event) => void save({ currency: event.currentTarget.value })}
            data={withPresent(CURRENCIES, currency).map((value) => ({ value, label: currencyName(value, i18n.language) }))}
          />
          <NativeSelect
            label={t('locale')}
            value={locale}
            onChange={(event) => void save({ locale: event.currentTarget.value })}
            data={withPresent(LOCALES, locale).map((value) => ({ value, label: localeName(value, i18n.language) }))}
          />
        </Stack>
      </Panel>
      <Thresholds save={save} />
      <ActionsSettings />
      <Panel id="device" title={t('page')}>
        <Stack className={classes.body}>
          <NativeSelect
            label={t('language')}
            value={i18n.language}
            onChange={(event) => void changeLanguage(event.currentTarget.value as Language)}
            data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
          />
          <NoticesSwitch />
          <Switch
            label={t('local_api')}
            description={t('local_api_help')}
            checked={local_api}
            onChange={(event) => void save({ local_api: event.currentTarget.checked })}
          />
        </Stack>
      </Panel>
      <Storage />
      <About />
    </div>
  )
}
