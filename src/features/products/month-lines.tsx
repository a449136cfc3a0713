import { useElementSize } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { CartesianGrid, LineChart, Tooltip, XAxis, YAxis } from 'recharts'
import { axisTicks } from '../../ui/axis'
import classes from './products-page.module.css'

/** The axes of lines over months; the lines themselves are its children. `values` are all that the lines show, `right` is the room beside them in px. */
export function MonthLines({
  data,
  values,
  write,
  right,
  children,
}: {
  data: readonly { month: string }[]
  values: readonly (number | null)[]
  write: (value: number | null) => string
  right: number
  children: ReactNode
}) {
  const { ref, width, height } = useElementSize()
  const known = values.filter((value) => value !== null)
  const ticks = axisTicks(Math.min(0, ...known), Math.max(0, ...known))
  const every = Math.max(1, Math.ceil(data.length / Math.max(1, Math.floor((width - AXIS - right) / MONTH))))
  const words = { tick: { fill: 'var(--mantine-color-dimmed)' }, tickLine: false, axisLine: false }
  return (
    <div ref={ref} className={classes.plot}>
      {width > 0 ? (
        <LineChart width={width} height={height} data={[...data]} margin={{ top: 8, right, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--lucid-border)" />
          <XAxis dataKey="month" interval={every - 1} height={28} {...words} />
          <YAxis
            width={AXIS}
            ticks={ticks}
            domain={[ticks[0] ?? 0, ticks.at(-1) ?? 1]}
            tickFormatter={(value: number) => write(value)}
            {...words}
          />
          <Tooltip
            isAnimationActive={false}
            formatter={(value) => write(typeof value === 'number' ? value : null)}
            contentStyle={{ background: 'var(--lucid-surface)', border: '1px solid var(--lucid-border)', borderRadius: 8 }}
          />
          {children}
        </LineChart>
      ) : null}
    </div>
  )
}

/** Widths of the values' axis and of a month's name, px. */
const [AXIS, MONTH] = [72, 72]
