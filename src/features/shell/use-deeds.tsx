import type { SpotlightActionData } from '@mantine/spotlight'
import { IconFileUpload, IconFilterOff, IconLanguage, IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFileDialog } from '../../file-dialog'
import { changeLanguage } from '../../i18n'
import { LANGUAGES, type Language } from '../../i18n/language'
import { useGlobalFilter } from '../../url-filter'
import { updateNow, useServiceWorker } from './service-worker'

/** What can be done from any page. */
export function useDeeds(): SpotlightActionData[] {
  const { t, i18n } = useTranslation('shell')
  const choose = useFileDialog()
  const { filtered, clear } = useGlobalFilter()
  const { waiting } = useServiceWorker()
  const others = (Object.keys(LANGUAGES) as Language[]).filter((language) => language !== i18n.language)
  return [
    { id: 'add files', label: t('search.do.add'), leftSection: <IconFileUpload size={20} stroke={1.6} aria-hidden />, onClick: choose },
    ...(filtered
      ? [{ id: 'clear', label: t('filter.clear_all'), leftSection: <IconFilterOff size={20} stroke={1.6} aria-hidden />, onClick: clear }]
      : []),
    ...others.map((language) => ({
      id: `language ${language}`,
      label: t('search.do.language', { language: LANGUAGES[language] }),
      leftSection: <IconLanguage size={20} stroke={1.6} aria-hidden />,
      onClick: () => void changeLanguage(language),
    })),
    ...(waiting
      ? [
          {
            id: 'update',
            label: t('state.update_action'),
            leftSection: <IconRefresh size={20} stroke={1.6} aria-hidden />,
            onClick: () => void updateNow(),
          },
        ]
      : []),
  ]
}
