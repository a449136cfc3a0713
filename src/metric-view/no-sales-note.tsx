import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useEngineQuery } from '../client'
import type { DatasetKind } from '../domain/mapping'
import '../i18n/words/columns'

/** Stock without any file of sales: what is said to stay unsold then follows from nothing being known to sell. */
export function NoSalesNote() {
  const { t } = useTranslation('columns')
  const datasets = useEngineQuery('datasets.list', {}).data
  const has = (wanted: DatasetKind) => datasets?.some(({ status, kind }) => status === 'ready' && kind === wanted)
  if (!has('inventory') || has('sales')) return null
  return (
    <Text size="sm" role="status">
      {t('no_sales')}{' '}
      <Anchor component={Link} to="/data" size="sm" underline="always">
        {t('empty.action')}
      </Anchor>
    </Text>
  )
}
