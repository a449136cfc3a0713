import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/panel'
import { useFormat } from '../../ui/settings-context'
import classes from './expiry.module.css'
import { type ForecastRow, kindsOf, lossOf, rowOf, sideOf, WAYS } from './forecast-row'

/** Forecasts below which a kind of demand is too rare for a choice, and how much better another way must be (domain.md 4.6). */
const ENOUGH = 60
const BETTER = 0.02
/** Shares of forecasts inside the range of 80 % below and above which chances on Expiry are too sure, or not sure enough. */
const [TOO_SURE, UNSURE] = [0.72, 0.88]

/** What the scores say about the figures on Expiry: which way each kind of demand follows and why, and on which side the figures err. */
export function ForecastMeaning({ rows }: { rows: readonly ForecastRow[] }) {
  const { t } = useTranslation('expiry')
  const format = useFormat()
  const said = kindsOf(rows)
    .filter((kind) => kind !== 'all')
    .map((kind) => {
      const [model, average] = [rowOf(rows, kind, 'model'), rowOf(rows, kind, 'ma28')]
      const used = average?.is_used ? average : model
      const usual = lossOf(used)
      const best = WAYS.map((way) => rowOf(rows, kind, way)).reduce((a, b) =>
        (lossOf(b) ?? Number.POSITIVE_INFINITY) < (lossOf(a) ?? Number.POSITIVE_INFINITY) ? b : a,
      )
      const name = t(`told.kind.${kind}`)
      const count = model?.trials ?? 0
      const text = () => {
        if (usual === null || usual === 0) return t('told.means.no_sale')
        if (average?.is_used) return t('told.means.average', { percent: format.ratio(1 - usual / (lossOf(model) ?? usual)) })
        const ahead = 1 - (lossOf(best) ?? usual) / usual
        if (best === undefined || best.method === 'model' || ahead <= BETTER) return t('told.means.model')
        const better = { way: t(`told.way.${best.method}`), percent: format.ratio(ahead) }
        if (count < ENOUGH) return t('told.means.few', { ...better, trials: format.count(count), enough: format.count(ENOUGH) })
        return t(kind === 'new' ? 'told.means.new' : 'told.means.other', better)
      }
      return { kind, name, text: text() }
    })
  const all = rowOf(rows, 'all', rows.some(({ method, is_used }) => method === 'model' && is_used) ? 'model' : 'ma28')
  const cover = all?.coverage_80 ?? 0.8
  return (
    <Panel title={t('told.means.title')}>
      <ul className={classes.reasons}>
        <li>{t(`told.means.${cover < TOO_SURE ? 'too_sure' : cover > UNSURE ? 'unsure' : 'sure'}`)}</li>
        <li>{t(`told.means.${sideOf(all?.bias)}`)}</li>
        {said.map(({ kind, name, text }) => (
          <li key={kind}>
            <strong>{name}:</strong> {text}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
