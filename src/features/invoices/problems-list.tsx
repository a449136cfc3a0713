import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { problemsOf } from './invoice-draft'
import classes from './invoice-form.module.css'

/** What an invoice lacks before it can be added; read out when it changes, and given the focus when somebody tries. */
export function ProblemsList({ ref, id, problems }: { ref: Ref<HTMLDivElement>; id: string; problems: ReturnType<typeof problemsOf> }) {
  const { t } = useTranslation('invoices')
  return (
    <div ref={ref} id={id} tabIndex={-1} aria-live="polite" className={classes.lacking}>
      {problems.length > 0 ? (
        <>
          <strong>{t('problem.title')}</strong>
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{t(`problem.${problem}`)}</li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  )
}
