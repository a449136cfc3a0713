import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useStockAlone } from './stock-alone'
import '../i18n/words/columns'

/**
 * Stock without any file of sales that counts. `about` what it means for the page: what is said to stay unsold (`unsold`) then follows from nothing being known to sell;
 * what sold (`sold`) is not known.
 */
export function NoSalesNote({ about }: { about: 'unsold' | 'sold' }) {
  const { t } = useTranslation('columns')
  if (!useStockAlone()) return null
  return (
    <Text size="sm" role="status">
      {t(`no_sales.${about}`)}{' '}
      <Anchor component={Link} to="/data" size="sm" underline="always">
        {t('empty.action')}
      </Anchor>
    </Text>
  )
}
