import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../ui/settings-context'
import { useSalesEndBefore } from './use-sales-end'
import '../i18n/words/columns'

/** Says that the figures go on past the last known sale, as when today's stock is dropped beside last month's sales: what then looks unsold may have sold. */
export function SalesEndNote({ as_of }: { as_of: string | null }) {
  const { t } = useTranslation('columns')
  const format = useFormat()
  const last = useSalesEndBefore(as_of)
  if (last === null || as_of === null) return null
  return (
    <Text size="sm" role="status">
      {t('sales_end', { last: format.date(last), as_of: format.date(as_of) })}{' '}
      <Anchor component={Link} to="/data" size="sm" underline="always">
        {t('empty.action')}
      </Anchor>
    </Text>
  )
}
