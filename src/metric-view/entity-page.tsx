import { Skeleton } from '@mantine/core'
import { IconArrowLeft, IconZoomQuestion } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../ui/empty-state'
import { ErrorState } from '../ui/error-state'
import page from '../ui/page.module.css'
import { Panel } from '../ui/panel'
import type { Asked } from '../use-metric'
import classes from './entity-page.module.css'
import link from './row-link.module.css'
import '../i18n/words/columns'

/** The page of one product, store or customer: the way back, its name, and what there is to say once `asked` has found it. */
export function EntityPage({
  back,
  asked,
  gone,
  title,
  about,
  actions,
  children,
}: {
  back: { to: '/products' | '/stores' | '/customers' | '/expiry'; label: string }
  asked: Asked
  /** what to say when no file knows it */
  gone: { title: string; text: string }
  title: string
  about: readonly (string | null | undefined)[]
  /** what can be done with it, beside its name */
  actions?: ReactNode
  children: ReactNode
}) {
  const { t } = useTranslation('columns')
  const { result, error, retry, outdated } = asked
  if (error && !result) return <ErrorState error={error} onRetry={retry} />
  return (
    <div className={page.stack} data-outdated={outdated || undefined} aria-busy={outdated}>
      <Link to={back.to} className={link.back}>
        <IconArrowLeft size={16} aria-hidden />
        {back.label}
      </Link>
      {!result ? <Skeleton h={420} radius="lg" role="status" aria-label={t('loading')} /> : null}
      {result && result.results.length === 0 ? (
        <Panel>
          <EmptyState icon={<IconZoomQuestion size={40} stroke={1.3} />} title={gone.title}>
            {gone.text}
          </EmptyState>
        </Panel>
      ) : null}
      {result && result.results.length > 0 ? (
        <>
          <div className={classes.head}>
            <div>
              <h1 className={page.title}>{title}</h1>
              <p className={classes.about}>{about.filter(Boolean).join(' · ')}</p>
            </div>
            {actions}
          </div>
          {children}
        </>
      ) : null}
    </div>
  )
}
