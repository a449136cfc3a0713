import { useRef, useState } from 'react'
import { axisTicks } from './axis'
import classes from './bar-chart.module.css'

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

/**
 * Bars from zero over time. One stop for the keyboard: arrows move between bars, Enter opens the figure. The highest and the last
 * bar carry their value; the rest show it on hover, focus or tap. `writeShort` labels the axis, `title` names the chart.
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
  const plot = useRef<HTMLDivElement>(null)
  const values = bars.map((bar) => bar.value ?? 0)
  const ticks = axisTicks(Math.min(...values), Math.max(...values))
  const low = ticks[0] ?? 0
  const span = (ticks.at(-1) ?? 1) - low || 1
  const height = (value: number) => `${((value - low) / span) * 100}%`
  const zero = (-low / span) * 100
  const every = { wide: Math.max(1, Math.ceil(bars.length / 14)), narrow: Math.max(1, Math.ceil(bars.length / 5)) }
  const shown = (index: number, step: number) => (bars.length - 1 - index) % step === 0 || undefined
  const peak = values.indexOf(Math.max(...values))
  const last = bars.length - 1
  // the highest and the last speak for all where there is no room for every value
  const speaks = (index: number) => index === peak || (index === last && last - peak > bars.length * 0.15)
  const current = active === null ? null : bars[active]
  const focusable = Math.min(Math.max(stop, 0), bars.length - 1)

  const move = (index: number) => {
    const next = Math.min(Math.max(index, 0), bars.length - 1)
    setStop(next)
    plot.current?.querySelectorAll<HTMLButtonElement>('button')[next]?.focus()
  }

  return (
    <figure className={classes.chart} aria-label={title}>
      <div className={classes.axis} aria-hidden>
        {ticks.map((tick) => (
          <span key={tick} style={{ bottom: height(tick) }}>
            {writeShort(tick)}
          </span>
        ))}
      </div>
      <div className={classes.body}>
        <div className={classes.plot} ref={plot}>
          {ticks.map((tick) => (
            <i key={tick} className={classes.grid} data-zero={tick === 0 || undefined} style={{ bottom: height(tick) }} />
          ))}
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
            >
              {bar.value === null ? null : (
                <i
                  className={classes.bar}
                  data-partial={bar.partial || undefined}
                  data-below={bar.value < 0 || undefined}
                  style={
                    bar.value < 0
                      ? { top: `${100 - zero}%`, height: `${(-bar.value / span) * 100}%` }
                      : { bottom: `${zero}%`, height: `${(bar.value / span) * 100}%` }
                  }
                />
              )}
              {bar.value !== null && bar.value > 0 ? (
                <span
                  className={classes.value}
                  data-key={speaks(index) || undefined}
                  data-few={bars.length <= 14 || undefined}
                  style={{ bottom: height(bar.value) }}
                  aria-hidden
                >
                  {writeShort(bar.value)}
                </span>
              ) : null}
            </button>
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
        <div className={classes.labels} aria-hidden>
          {bars.map((bar, index) => (
            <span key={bar.key} data-wide={shown(index, every.wide)} data-narrow={shown(index, every.narrow)}>
              <em>{bar.label}</em>
              {startsGroup(bars, index) ? <b>{bar.group}</b> : null}
            </span>
          ))}
        </div>
      </div>
    </figure>
  )
}

/** A group is named under its first bar, unless it is over before its name would fit. */
function startsGroup(bars: Bar[], index: number): boolean {
  const group = bars[index]?.group
  if (index > 0 && bars[index - 1]?.group === group) return false
  const end = bars.findIndex((bar, at) => at > index && bar.group !== group)
  return end === -1 || (end - index) * 8 >= bars.length
}
