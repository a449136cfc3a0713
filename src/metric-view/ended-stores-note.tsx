import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useEngineQuery } from '../client'
import { useFormat } from '../ui/settings-context'
import { useGlobalFilter } from '../url-filter'
import { endedStores } from './ended-stores'
import '../i18n/words/columns'

/** Says which stores' sales end before the others': beside an earlier period theirs look like a fall. */
export function EndedStoresNote() {
  const { t } = useTranslation('columns')
  const format = useFormat()
  const { filter, as_of } = useGlobalFilter()
  const stores = useEngineQuery('filter.options', {}).data?.stores ?? []
  const found = endedStores(stores, { chosen: filter.store_id, as_of, to: filter.to })
  if (!found) return null
  const list = found.ended.map(({ name, last_date }) => t('ended.store', { name, day: format.date(last_date) })).join(', ')
  return (
    <Text size="sm" role="status">
      {t('ended.said', { count: found.ended.length, list, until: format.date(found.until) })}{' '}
      <Anchor component={Link} to="/data" size="sm" underline="always">
        {t('empty.action')}
      </Anchor>
    </Text>
  )
}
