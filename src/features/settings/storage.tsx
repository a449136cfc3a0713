import { Button, Progress, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryKey, useEngineQuery } from '../../client'
import { ErrorState } from '../../ui/error-state'
import { Panel } from '../../ui/panel'
import { useFormat } from '../../ui/settings-context'
import classes from './settings-page.module.css'

/** How much room the data takes and whether the browser may remove it. */
export function Storage() {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const queries = useQueryClient()
  const health = useEngineQuery('health', {})
  const [refused, setRefused] = useState(false)
  const ask = async () => {
    setRefused(!(await navigator.storage.persist()))
    await queries.invalidateQueries({ queryKey: queryKey('health') })
  }
  const storage = health.data?.storage
  return (
    <Panel id="storage" title={t('storage')}>
      {health.error ? <ErrorState error={health.error} onRetry={() => void health.refetch()} /> : null}
      <dl className={classes.facts}>
        <dt>{t('used')}</dt>
        <dd>
          {storage ? t('used_of', { used: format.bytes(storage.usage), quota: format.bytes(storage.quota) }) : '…'}
          <Progress
            mt={8}
            size="sm"
            aria-label={t('used')}
            value={storage && storage.quota > 0 ? Math.max(1, (storage.usage / storage.quota) * 100) : 0}
          />
        </dd>
        <dt>{t('kept')}</dt>
        <dd>
          {!health.data
            ? '…'
            : t(health.data.status === 'in_memory' ? 'in_memory' : health.data.storage.persisted ? 'persisted' : 'not_persisted')}
          {storage && !storage.persisted ? (
            <div>
              <Button mt="xs" size="xs" variant="default" onClick={() => void ask()}>
                {t('persist')}
              </Button>
            </div>
          ) : null}
          {refused ? (
            <Text size="xs" c="dimmed" mt={4} role="status">
              {t('persist_refused')}
            </Text>
          ) : null}
        </dd>
      </dl>
    </Panel>
  )
}
