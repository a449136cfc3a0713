import { Button } from '@mantine/core'
import { IconFilterOff, IconMoodSmile, IconPackages } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useEngineQuery } from '../../client'
import { EmptyState } from '../../ui/empty-state'
import { Panel } from '../../ui/panel'
import { useGlobalFilter } from '../../url-filter'
import type { ViewName } from './views'

/** A view without a row: no file that it needs, a filter that leaves nothing, or good news. */
export function NothingHere({ view, warnings }: { view: ViewName; warnings: readonly string[] }) {
  const { t } = useTranslation('products')
  const { filtered, clear } = useGlobalFilter()
  const kinds = (useEngineQuery('datasets.list', {}).data ?? []).filter(({ status }) => status === 'ready').map(({ kind }) => kind)
  const needed = view === 'dead' && kinds.includes('sales') ? 'inventory' : 'sales'
  if (!kinds.includes(needed))
    return (
      <Panel>
        <EmptyState
          icon={<IconPackages size={40} stroke={1.3} />}
          title={t(`empty.${needed}.title`)}
          action={
            <Button variant="default" component={Link} to="/data">
              {t('empty.action')}
            </Button>
          }
        >
          {t(`empty.${needed}.text`)}
        </EmptyState>
      </Panel>
    )
  if (view === 'dead' && warnings.length === 0)
    return (
      <Panel>
        <EmptyState icon={<IconMoodSmile size={40} stroke={1.3} />} title={t('empty.alive.title')}>
          {t('empty.alive.text')}
        </EmptyState>
      </Panel>
    )
  return (
    <Panel>
      <EmptyState
        icon={<IconFilterOff size={40} stroke={1.3} />}
        title={t(view === 'dead' ? 'empty.unknown.title' : 'empty.filter.title')}
        action={
          filtered ? (
            <Button variant="default" onClick={clear}>
              {t('empty.clear')}
            </Button>
          ) : null
        }
      >
        {view === 'dead' ? t('empty.unknown.text') : t('empty.filter.text')}
      </EmptyState>
    </Panel>
  )
}
