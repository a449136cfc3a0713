import { lazy, Suspense, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ResultTable } from '../../metric-view/result-table'
import { InTurn } from '../../ui/in-turn'
import { Panel } from '../../ui/panel'
import { useFormat } from '../../ui/settings-context'
import classes from './products-page.module.css'

const ParetoPlot = lazy(() => import('./pareto-plot'))

/** Points are enough for the eye at this many; the words beside the curve are exact. */
const POINTS = 200

/** The Pareto curve: how fast the products, best first, add up to the whole revenue; and the same said in words. */
export function Contribution({ table }: { table: ResultTable }) {
  const { t } = useTranslation('products')
  const format = useFormat()
  const { of, curve } = useMemo(() => {
    const [abc, share] = [table.column('abc'), table.column('cumulative_percentage')]
    const of = { A: 0, B: 0, C: 0, N: 0 }
    for (let i = 0; i < table.length; i++) of[abc(i) as keyof typeof of] += 1
    const earning = table.length - of.N
    const every = Math.max(1, Math.ceil(earning / POINTS))
    // most revenue first, so what earns nothing stands last
    const places = Array.from({ length: Math.ceil(earning / every) }, (_, i) => Math.min((i + 1) * every, earning))
    return { of, curve: places.map((place) => ({ place, share: Number(share(place - 1)) })) }
  }, [table])
  const earning = of.A + of.B + of.C
  if (earning < 3) return null
  const said = t('pareto.said', {
    a: format.count(of.A),
    b: format.count(of.B),
    c: format.count(of.C),
    all: format.count(earning),
  })
  return (
    <Panel title={t('pareto.title')} note={said}>
      <div className={classes.pareto} aria-hidden>
        <Suspense fallback={null}>
          <InTurn>
            <ParetoPlot curve={curve} count={format.count} />
          </InTurn>
        </Suspense>
      </div>
    </Panel>
  )
}
