import { useTranslation } from 'react-i18next'
import type { HealthReport } from '../../domain/dataset'
import classes from './health-mark.module.css'

/** Bands of the health score: 80 and more is good, 60 to 79 usable, below that poor (domain.md 2.6). */
export const bandOf = (score: number): HealthReport['band'] => (score >= 80 ? 'good' : score >= 60 ? 'usable' : 'poor')

/** The health score with its word, small. Nothing while a file has none. */
export function HealthMark({ score }: { score: number | null }) {
  const { t } = useTranslation('data')
  if (score === null) return null
  const band = bandOf(score)
  return (
    <span className={classes.mark}>
      <span aria-hidden className={classes.track}>
        <span className={classes.fill} data-band={band} style={{ width: `${score}%` }} />
      </span>
      <span className="tabular">{t('row.health', { score, band: t(`band.${band}`) })}</span>
    </span>
  )
}
