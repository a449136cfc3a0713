import { Button, Text, Title } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../ui/settings-context'
import { DropArea } from './drop-area'
import classes from './first-run.module.css'
import { loadSampleShop } from './sample-shop'

/** The first screen of a shop without data: drop a file, or look around in the sample shop. */
export function FirstRun() {
  const { t } = useTranslation('data')
  return (
    <div className={classes.first}>
      <header className={classes.head}>
        <Title order={1} fz="xl">
          {t('first.title')}
        </Title>
        <Text c="dimmed">{t('first.lead')}</Text>
      </header>
      <DropArea large />
      <p className={classes.private}>
        <IconLock aria-hidden size={18} className={classes.lock} />
        <span>
          <strong>{t('first.private')}</strong> {t('first.private_more')}
        </span>
      </p>
      <TrySample />
      <section aria-label={t('first.steps_title')}>
        <ol className={classes.steps}>
          {([1, 2, 3] as const).map((step) => (
            <li key={step} className={classes.step}>
              <span aria-hidden className={classes.number}>
                {step}
              </span>
              <h2 className={classes.step_title}>{t(`first.step_${step}`)}</h2>
              <Text size="xs" c="dimmed">
                {t(`first.step_${step}_more`)}
              </Text>
            </li>
          ))}
        </ol>
      </section>
    </div>
  )
}

function TrySample() {
  const { t } = useTranslation('data')
  const format = useFormat()
  const [loading, setLoading] = useState<{ done: number; total: number } | 'starting' | 'failed' | null>(null)
  const load = async () => {
    setLoading('starting')
    try {
      await loadSampleShop((done, total) => setLoading({ done, total }))
    } catch {
      setLoading('failed')
    }
  }
  const busy = loading !== null && loading !== 'failed'
  return (
    <div className={classes.sample}>
      <div className={classes.sample_words}>
        <strong>{t('first.no_file')}</strong>
        <Text size="xs" c="dimmed">
          {t('sample.explain')}
        </Text>
      </div>
      <Button variant="default" size="md" loading={busy} onClick={load}>
        {t('sample.try')}
      </Button>
      <div aria-live="polite" className={classes.sample_state}>
        {typeof loading === 'object' && loading ? (
          <Text size="xs" c="dimmed">
            {t('sample.loading', { done: format.count(loading.done), total: format.count(loading.total) })}
          </Text>
        ) : null}
        {loading === 'failed' ? (
          <p role="alert" className={classes.failed}>
            {t('sample.failed')}
          </p>
        ) : null}
      </div>
    </div>
  )
}
