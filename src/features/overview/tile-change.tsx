import { useTranslation } from 'react-i18next'
import { Change } from '../../ui/change'
import { Figure, type FigureSource } from '../../ui/figure'
import { useFormat } from '../../ui/settings-context'
import type { Compared } from './compared'

/** A tile's change in words: of what, how much, against what. */
export function TileChange({ kpi, compared, source }: { kpi: string; compared: Compared | null; source: FigureSource | null }) {
  const { t } = useTranslation('overview')
  const format = useFormat()
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
