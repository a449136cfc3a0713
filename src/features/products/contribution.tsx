import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Row } from '../../domain/metric'
import { InTurn } from '../../ui/in-turn'
import { Panel } from '../../ui/panel'
import { useFormat } from '../../ui/settings-context'
import classes from './products-page.module.css'

const ParetoPlot = lazy(() => import('./pareto-plot'))

/** The Pareto curve: how fast the products, best first, add up to the whole revenue; and the same said in words. */
export function Contribution({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation('products')
  const format = useFormat()
  const earning = rows.filter((row) => row.abc !== 'N')
  const of = (name: string) => rows.filter((row) => row.abc === name).length
  if (earning.length < 3) return null
  const said = t('pareto.said', {
    a: format.count(of('A')),
    b: format.count(of('B')),
    c: format.count(of('C')),
    all: format.count(earning.length),
  })
  return (
    <Panel title={t('pareto.title')} note={said}>
      <div className={classes.pareto} aria-hidden>
        <Suspense fallback={null}>
          <InTurn>
            <ParetoPlot shares={earning.map((row) => Number(row.cumulative_percentage))} count={format.count} />
          </InTurn>
        </Suspense>
      </div>
    </Panel>
  )
}
