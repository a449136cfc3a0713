import { lazy, Suspense, useRef, useState } from 'react'
import classes from './bar-chart.module.css'
import { InTurn } from './in-turn'

export type Bar = {
  key: string
  /** under the bar: short, and only as often as there is room */
  label: string
  /** the second line of the axis, where it changes (a year) */
  group: string
  value: number | null
  /** hatched: covers a part of its period only */
  partial: boolean
  /** exact figure in words, shown on hover, focus or tap and read out */
  detail: string
  note: string | null
}

// Recharts is needed to see the bars, not to read the page: its place is kept until it has come
const BarPlot = lazy(() => import('./bar-plot'))

/**
 * Bars from zero over time, drawn by Recharts. Over each lies a button with its exact figure: one stop for the keyboard, arrows move between
 * bars, Enter opens the figure; hover, focus or tap shows it. `writeShort` labels the axis, `title` names the chart.
 */
export function BarChart({
  bars,
  title,
  writeShort,
  onOpen,
}: {
  bars: Bar[]
  title: string
  writeShort: (value: number) => string
  onOpen?: (key: string) => void
}) {
  const [active, setActive] = useState<number | null>(null)
  const [stop, setStop] = useState(bars.length - 1)
  const slots = useRef<HTMLDivElement>(null)
  const current = active === null ? null : bars[active]
  const focusable = Math.min(Math.max(stop, 0), bars.length - 1)

  const move = (index: number) => {
    const next = Math.min(Math.max(index, 0), bars.length - 1)
    setStop(next)
    slots.current?.querySelectorAll<HTMLButtonElement>('button')[next]?.focus()
  }

  return (
    <figure className={classes.chart} aria-label={title}>
      <div className={classes.drawing} aria-hidden>
        <Suspense fallback={null}>
          <InTurn>
            <BarPlot bars={bars} writeShort={writeShort} />
          </InTurn>
        </Suspense>
      </div>
      <div className={classes.slots} ref={slots}>
        {bars.map((bar, index) => (
          <button
            key={bar.key}
            type="button"
            className={classes.slot}
            tabIndex={index === focusable ? 0 : -1}
            aria-label={[bar.detail, bar.note].filter(Boolean).join(', ')}
            onClick={() => (active === index || window.matchMedia('(hover: hover)').matches ? onOpen?.(bar.key) : setActive(index))}
            onMouseEnter={() => setActive(index)}
            onMouseLeave={() => setActive(null)}
            onFocus={() => {
              setActive(index)
              setStop(index)
            }}
            onBlur={() => setActive(null)}
            onKeyDown={(event) => {
              const to = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: bars.length - 1 }[event.key]
              if (to === undefined) return
              event.preventDefault()
              move(to)
            }}
          />
        ))}
        {current ? (
          <div
            className={classes.tip}
            data-side={(active ?? 0) < bars.length / 3 ? 'start' : (active ?? 0) > (bars.length * 2) / 3 ? 'end' : 'middle'}
            style={{ left: `${(((active ?? 0) + 0.5) / bars.length) * 100}%` }}
            aria-hidden
          >
            <strong>{current.detail}</strong>
            {current.note ? <span>{current.note}</span> : null}
          </div>
        ) : null}
      </div>
    </figure>
  )
}
