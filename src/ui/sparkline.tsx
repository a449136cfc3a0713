import { lazy, Suspense } from 'react'
import { InTurn } from './in-turn'
import classes from './sparkline.module.css'

const LinePlot = lazy(() => import('./line-plot'))

/** A line without axes beside a figure, drawn by Recharts. Decoration for the eye: the figures are in the chart and its table. Gaps are left open. */
export function Sparkline({ values }: { values: (number | null)[] }) {
  const known = values.filter((value) => value !== null).length
  return (
    <div className={classes.spark} aria-hidden>
      <Suspense fallback={null}>
        {known < 2 ? null : (
          <InTurn>
            <LinePlot values={values} />
          </InTurn>
        )}
      </Suspense>
    </div>
  )
}
