import { useTranslation } from 'react-i18next'
import { Change } from '../../ui/change'
import { Figure, type FigureSource } from '../../ui/figure'
import { useFormat } from '../../ui/settings-context'
import type { Compared } from './compared'

/** A tile's change in words: of what, how much, against what. */
export function TileChange({
  kpi,
  compared,
  source,
  ended,
}: {
  kpi: string
  compared: Compared | null
  source: FigureSource | null
  /** the day on which the sales end, when that is well before the end of the period: what it lacks would look like a fall */
  ended: string | null
}) {
  const { t } = useTranslation('overview')
  const format = useFormat()
  if (ended !== null && compared) return <span>{t('change.ended', { day: format.date(ended) })}</span>
  if (!compared || compared.change === null) return <span>{t('change.none')}</span>
  const { change, month, before } = compared
  const versus = before.whole_month
    ? t('change.vs', { what: format.month(before.from) })
    : month
      ? t('change.same_days', { count: before.days, month: format.month_name(before.from) })
      : t('change.vs', { what: t('span', { from: format.date(before.from), to: format.date(before.to) }) })
  return (
    <>
      <span>
        <Figure source={source} label={t('change.label', { tile: t(`tile.${kpi}`) })} value={format.change(change)}>
          <Change value={change} />
        </Figure>
        {month ? <> {t(month.partial ? 'change.so_far' : 'change.month', { month: format.month_name(month.iso) })}</> : null}
      </span>
      <span>{versus}</span>
    </>
  )
}
