import { Button, CopyButton, Skeleton, TextInput } from '@mantine/core'
import { IconArrowLeft, IconChecks, IconSearch } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { engine, useEngineQuery } from '../../client'
import { toErrorShape } from '../../domain/errors'
import type { LogEntry } from '../../domain/log-entry'
import link from '../../metric-view/row-link.module.css'
import { EmptyState } from '../../ui/empty-state'
import { ErrorState } from '../../ui/error-state'
import page from '../../ui/page.module.css'
import { Panel } from '../../ui/panel'
import { say } from '../../ui/say'
import { useFormat } from '../../ui/settings-context'
import classes from './log-page.module.css'
import '../../i18n/words/columns'
import '../../i18n/words/log'

/** What went wrong on this device: files, requests to the local API, Lucid's own failures. A correlation id finds its request. */
export function LogPage() {
  const { t } = useTranslation('log')
  const { q = '' } = useSearch({ from: '/log' })
  const navigate = useNavigate({ from: '/log' })
  const { data, error, refetch } = useEngineQuery('log.list', {}, { keepPrevious: true })
  const found = data?.filter((entry) => matches(entry, q))
  const clear = async () => {
    try {
      await engine.call('log.clear', {})
      await refetch()
    } catch (thrown) {
      const { code } = toErrorShape(thrown)
      say({ title: t(`errors:${code}.title`), message: t(`errors:${code}.hint`) })
    }
  }
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  return (
    <div className={`${page.stack} ${classes.page}`}>
      <Link to="/settings" className={link.back}>
        <IconArrowLeft size={16} aria-hidden />
        {t('back')}
      </Link>
      <div>
        <h1 className={page.title}>{t('title')}</h1>
        <p className={classes.lead}>{t('lead')}</p>
      </div>
      {!found ? (
        <Skeleton h={240} radius="lg" role="status" aria-label={t('columns:loading')} />
      ) : data?.length === 0 ? (
        <Panel>
          <EmptyState icon={<IconChecks size={40} stroke={1.3} />} title={t('none.title')}>
            {t('none.text')}
          </EmptyState>
        </Panel>
      ) : (
        <Panel
          title={t('entries', { count: found.length })}
          actions={
            <>
              <CopyButton value={JSON.stringify(found, null, 2)}>
                {({ copied, copy }) => (
                  <Button size="compact-sm" variant="subtle" color="gray" onClick={copy}>
                    {t(copied ? 'copied' : 'copy')}
                  </Button>
                )}
              </CopyButton>
              <Button size="compact-sm" variant="subtle" color="gray" onClick={() => void clear()}>
                {t('clear')}
              </Button>
            </>
          }
        >
          <TextInput
            className={classes.search}
            type="search"
            placeholder={t('search')}
            aria-label={t('search')}
            leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
            defaultValue={q}
            onChange={({ currentTarget: { value } }) =>
              void navigate({ search: (now) => ({ ...now, q: value || undefined }), replace: true })
            }
          />
          {found.length === 0 ? <p className={classes.nothing}>{t('nothing', { query: q })}</p> : null}
          <ol className={classes.entries}>
            {found.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </ol>
        </Panel>
      )}
    </div>
  )
}

function Entry({ entry }: { entry: LogEntry }) {
  const { t } = useTranslation('log')
  const format = useFormat()
  return (
    <li>
      <div className={classes.head}>
        <span className={classes.what}>{entry.what}</span>
        <time dateTime={entry.at}>{format.instant(entry.at)}</time>
      </div>
      <p className={classes.message}>{entry.message}</p>
      <p className={classes.small}>
        {t(`where.${entry.where}`)} · <code>{entry.code}</code>
        {entry.correlation_id ? (
          <>
            {' '}
            · <code>{entry.correlation_id}</code>
          </>
        ) : null}
      </p>
      {entry.details ? (
        <details className={classes.small}>
          <summary>{t('details')}</summary>
          <pre>{JSON.stringify(entry.details, null, 2)}</pre>
        </details>
      ) : null}
    </li>
  )
}

const matches = ({ what, code, message, correlation_id }: LogEntry, query: string): boolean => {
  const text = `${what} ${code} ${message} ${correlation_id ?? ''}`.toLowerCase()
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
