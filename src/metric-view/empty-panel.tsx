import { Button } from '@mantine/core'
import { IconFilterOff, IconMoodSmile, IconPackages } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useEngineQuery } from '../client'
import { kindsThatCount } from '../domain/counting-files'
import type { DatasetKind } from '../domain/mapping'
import { EmptyState } from '../ui/empty-state'
import { Panel } from '../ui/panel'
import { useGlobalFilter } from '../url-filter'
import '../i18n/words/columns'

const ICON = { size: 40, stroke: 1.3 }

/**
 * A table without a row: the kinds of file that it `needs` and that are not here, good news, or a filter that leaves nothing. `good` and
 * `unknown` are keys of `columns:empty`.
 */
export function EmptyPanel({ needs, good, unknown }: { needs: readonly DatasetKind[]; good?: string; unknown?: string }) {
  const { t } = useTranslation('columns')
  const { filtered, clear } = useGlobalFilter()
  const datasets = useEngineQuery('datasets.list', {}).data
  const kinds = kindsThatCount(datasets ?? [])
  const missing = needs.find((kind) => !kinds.has(kind))
  if (!datasets) return null
  if (missing)
    return (
      <Panel>
        <EmptyState
          icon={<IconPackages {...ICON} />}
          title={t(`empty.${missing}.title`)}
          action={
            <Button variant="default" component={Link} to="/data">
              {t('empty.action')}
            </Button>
          }
        >
          {t(`empty.${missing}.text`)}
        </EmptyState>
      </Panel>
    )
  const said = unknown ?? (filtered ? 'filter' : (good ?? 'filter'))
  return (
    <Panel>
      <EmptyState
        icon={said === good ? <IconMoodSmile {...ICON} /> : <IconFilterOff {...ICON} />}
        title={t(`empty.${said}.title`)}
        action={
          filtered ? (
            <Button variant="default" onClick={clear}>
              {t('empty.clear')}
            </Button>
          ) : null
        }
      >
        {t(`empty.${said}.text`)}
      </EmptyState>
    </Panel>
  )
}
