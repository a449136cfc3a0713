import { useTranslation } from 'react-i18next'
import type { Dataset, HealthParts, HealthReport } from '../../domain/dataset'
import { Panel } from '../../ui/panel'
import { useFormat } from '../../ui/settings-context'
import classes from './health-panel.module.css'

/** Weight of each part in the score, of 100 (domain.md 2.6). */
const WEIGHTS: [keyof HealthParts, number][] = [
  ['valid', 25],
  ['complete', 20],
  ['coverage', 20],
  ['consistent', 15],
  ['unique', 10],
  ['timely', 10],
]

/** What is not whole is not written as 100.0 %, however little is missing. */
const ALMOST = 0.999

/** The health score with its six parts, each in a sentence. */
export function HealthPanel({ dataset, report }: { dataset: Dataset; report: HealthReport }) {
  const { t } = useTranslation('data')
  const { parts, health_score, band } = report
  const word = t(`band.${band}`)
  const untested = dataset.profile !== null && dataset.profile.identity_testable === 0
  return (
    <Panel title={t('report.health')} note={t(`report.band_${band}`)}>
      <div className={classes.body}>
        <p className={classes.score} data-health-score={health_score}>
          <span className={classes.number}>{health_score}</span>
          <span className={classes.of}>{t('report.health_word', { score: health_score, band: word })}</span>
        </p>
        {parts ? <Parts parts={parts} untested={untested} /> : <p className={classes.about}>{t('report.health_rows')}</p>}
      </div>
    </Panel>
  )
}

function Parts({ parts, untested }: { parts: HealthParts; untested: boolean }) {
  const { t } = useTranslation('data')
  const format = useFormat()
  return (
    <ul className={classes.parts}>
      {WEIGHTS.map(([name, weight]) => {
        const value = parts[name]
        const share = format.ratio(value < 1 ? Math.min(value, ALMOST) : value)
        const about =
          name === 'consistent' && untested
            ? t('report.part_about.consistent_untested')
            : value >= 1
              ? t(`report.part_full.${name}`)
              : t(`report.part_about.${name}`, { value: share })
        return (
          <li key={name} className={classes.part} data-part={name}>
            <span className={classes.part_name}>{t(`report.part.${name}`)}</span>
            <span aria-hidden className={classes.track}>
              <span className={classes.fill} style={{ width: `${Math.round(value * 100)}%` }} />
            </span>
            <span className={classes.part_value}>{share}</span>
            <span className={classes.about}>
              {about} <span className={classes.weight}>({t('report.part_weight', { weight })})</span>
            </span>
          </li>
        )
      })}
    </ul>
  )
}
