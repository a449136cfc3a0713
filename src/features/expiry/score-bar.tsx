import { useTranslation } from 'react-i18next'
import type { BatchRow } from './batch-row'
import classes from './expiry.module.css'

/** 0 to 100 as a bar, with its word: critical, high, medium, low, expired, or that no date is known. */
export function ScoreBar({ row, with_number = false }: { row: BatchRow; with_number?: boolean }) {
  const { t } = useTranslation('expiry')
  const word = row.status === 'ACTIVE' ? (row.band as string) : row.status.toLowerCase()
  return (
    <span className={classes.score} data-band={word}>
      <span className={classes.bar} aria-hidden>
        <i style={{ width: `${row.risk_score ?? 0}%` }} />
      </span>
      <span className={classes.word}>
        {t(`band.${word}`)}
        {with_number && row.status === 'ACTIVE' ? <span className="tabular"> {t('of_100', { score: row.risk_score })}</span> : null}
      </span>
    </span>
  )
}
