import { useElementSize } from '@mantine/hooks'
import { Area, AreaChart, CartesianGrid, ReferenceLine, XAxis, YAxis } from 'recharts'
import classes from './products-page.module.css'

/** The drawing of the Pareto curve: the share, 0..1, of the first `place` products, best first; the last point is all of them. */
export default function ParetoPlot({ curve, count }: { curve: readonly { place: number; share: number }[]; count: (n: number) => string }) {
  const { ref, width, height } = useElementSize()
  const data = [{ place: 0, share: 0 }, ...curve]
  return (
    <div ref={ref} className={classes.plot}>
      {width > 0 ? (
        <AreaChart width={width} height={height} data={data} margin={{ top: 8, right: 12, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--lucid-border)" />
          <XAxis
            dataKey="place"
            type="number"
            domain={[0, curve.at(-1)?.place ?? 0]}
            tickFormatter={count}
            tick={{ fill: 'var(--mantine-color-dimmed)' }}
            tickLine={false}
            axisLine={false}
            height={28}
          />
          <YAxis
            domain={[0, 1]}
            ticks={[0, 0.2, 0.4, 0.6, 0.8, 1]}
            tickFormatter={(share: number) => `${count(Math.round(share * 100))}\u00a0%`}
            tick={{ fill: 'var(--mantine-color-dimmed)' }}
            tickLine={false}
            axisLine={false}
            width={56}
          />
          <ReferenceLine y={0.8} stroke="var(--mantine-color-dimmed)" strokeDasharray="4 4" />
          <ReferenceLine y={0.95} stroke="var(--mantine-color-dimmed)" strokeDasharray="4 4" />
          <Area
            dataKey="share"
            stroke="var(--lucid-bar)"
            strokeWidth={2}
            fill="var(--lucid-bar)"
            fillOpacity={0.12}
            isAnimationActive={false}
          />
        </AreaChart>
      ) : null}
    </div>
  )
}
