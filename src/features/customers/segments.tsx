import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ResultTable } from '../../metric-view/result-table'
import { Panel } from '../../ui/panel'
import { useFormat } from '../../ui/settings-context'
import classes from './segments.module.css'

const KINDS = ['champion', 'loyal', 'regular', 'new', 'at_risk', 'lost'] as const

/** How many customers there are of each kind, and what they brought; nothing where there are too few to tell kinds apart. */
export function Segments({ table }: { table: ResultTable }) {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const kinds = useMemo(() => {
    const [segment, revenue] = [table.column('segment'), table.column('revenue')]
    const found = new Map(KINDS.map((kind) => [kind as string, { kind, count: 0, revenue: 0 }]))
    for (let i = 0; i < table.length; i++) {
      const own = found.get(String(segment(i)))
      if (own) own.count += 1
      if (own) own.revenue += Number(revenue(i) ?? 0)
    }
    return [...found.values()].filter(({ count }) => count > 0)
  }, [table])
  const most = Math.max(0, ...kinds.map(({ revenue }) => revenue))
  if (kinds.length === 0) return <p className={classes.few}>{t('too_few')}</p>
  return (
    <Panel title={t('kinds')}>
      <ul className={classes.kinds}>
        {kinds.map(({ kind, count, revenue }) => (
          <li key={kind}>
            <span className={classes.name}>{t(`kind.${kind}`)}</span>
            <span className={classes.about}>{t(`about.${kind}`)}</span>
            <span className={classes.bar} aria-hidden>
              <i style={{ width: `${most > 0 ? (100 * Math.max(0, revenue)) / most : 0}%` }} />
            </span>
            <span className={classes.figures}>
              {t('count', { count, shown: format.count(count) })} · {format.money(revenue)}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
