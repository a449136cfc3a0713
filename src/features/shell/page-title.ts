import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

export type PageName = 'overview' | 'products' | 'expiry' | 'actions' | 'stores' | 'customers' | 'more' | 'data' | 'settings'

/** Names the document after the page, in the page's language. */
export function usePageTitle(page: PageName | null): void {
  const { t } = useTranslation('shell')
  const title = page ? t('title', { page: t(`nav.${page}`) }) : t('app')
  useEffect(() => {
    document.title = title
  }, [title])
}
