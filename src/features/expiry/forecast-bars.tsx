import { useTranslation } from 'react-i18next'
import { Figure } from '../../ui/figure'
import { Panel } from '../../ui/panel'
import { useFormat } from '../../ui/settings-context'
import type { Asked } from '../../use-metric'
import classes from './forecast.module.css'
import { type ForecastRow, kindsOf, rowOf, WAYS } from './forecast-row'

/** How far days were off by each way, as bars beside one another: shorter is better. Each opens. */
export function ForecastBars({ rows, asked }: { rows: readonly ForecastRow[]; asked: Asked }) {
  const { t } = useTranslation('expiry')
  const format = useFormat()
  const most = Math.max(...rows.map(({ rmsse }) => rmsse ?? 0))
  return (
    <Panel title={t('told.bars')} note={t('told.bars_note')}>
      <div className={classes.kinds}>
        {kindsOf(rows).map((kind) => (
          <section key={kind} aria-label={t(`told.kind.${kind}`)}>
            <h3 className={classes.kind}>{t(`told.kind.${kind}`)}</h3>
            <p className={classes.hint}>{t(`told.kind_note.${kind}`)}</p>
            <ul className={classes.ways}>
              {WAYS.map((way) => {
                const row = rowOf(rows, kind, way)
                if (!row) return null
                const text = row.rmsse === null ? t('told.no_figure') : format.cell(row.rmsse, 'number')
                const label = t(`told.way.${way}`)
                return (
                  <li key={way} className={classes.way} data-used={(row.is_used && kind !== 'all') || undefined}>
                    <span>{label}</span>
                    <span className={classes.track} aria-hidden>
                      <i style={{ width: `${most > 0 ? (100 * (row.rmsse ?? 0)) / most : 0}%` }} />
                    </span>
                    <span className={classes.figure}>
                      <Figure source={row.rmsse === null ? null : asked.open(row, 'rmsse')} label={label} value={text}>
                        {text}
                      </Figure>
                    </span>
                  </li>
                )
              })}
            </ul>
          </section>
        ))}
      </div>
    </Panel>
  )
}
