import { Button } from '@mantine/core'
import { IconPackages } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngineQuery } from '../client'
import { kindsThatCount } from '../domain/counting-files'
import type { DatasetKind } from '../domain/mapping'
import { EmptyState } from '../ui/empty-state'
import { Panel } from '../ui/panel'
import '../i18n/words/columns'

/** An empty page: without a file of this `kind`, what the file must hold and what the page will show then; with one, `children`. */
export function FirstFile({ kind, title, text, children }: { kind: DatasetKind; title: string; text: string; children?: ReactNode }) {
  const { t } = useTranslation('columns')
  const datasets = useEngineQuery('datasets.list', {}).data
  if (!datasets) return null
  if (kindsThatCount(datasets).has(kind)) return children
  return (
    <Panel>
      <EmptyState
        icon={<IconPackages size={40} stroke={1.3} />}
        title={title}
        action={
          <Button variant="default" component={Link} to="/data">
            {t('empty.action')}
          </Button>
        }
      >
        {text}
      </EmptyState>
    </Panel>
  )
}
