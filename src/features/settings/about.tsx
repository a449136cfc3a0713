import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useEngineQuery } from '../../client'
import { Panel } from '../../ui/panel'
import { useFormat } from '../../ui/settings-context'
import classes from './settings-page.module.css'

/** The versions that run on this device, and how much of the answers is kept. */
export function About() {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const { data } = useEngineQuery('health', {})
  return (
    <Panel id="about" title={t('about')} note={t('about_text')}>
      <dl className={classes.facts}>
        <dt>{t('version')}</dt>
        <dd>{data?.version ?? '…'}</dd>
        <dt>{t('engine')}</dt>
        <dd>{data?.engine ?? '…'}</dd>
        <dt>{t('cache')}</dt>
        <dd>{data ? t('cache_value', { count: data.cache_stats.entries, bytes: format.bytes(data.cache_stats.bytes) }) : '…'}</dd>
      </dl>
      <p className={classes.more}>
        <Anchor component={Link} to="/log" size="sm">
          {t('log')}
        </Anchor>
      </p>
    </Panel>
  )
}
