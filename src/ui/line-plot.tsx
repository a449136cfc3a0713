import { useElementSize } from '@mantine/hooks'
import { Line, LineChart, YAxis } from 'recharts'
import classes from './sparkline.module.css'

/** The drawing of Sparkline: fills its parent, from the lowest value to the highest. */
export default function LinePlot({ values }: { values: (number | null)[] }) {
  const { ref, width, height } = useElementSize()
  return (
    <div ref={ref} className={classes.plot}>
      {width > 0 ? (
        <LineChart
          width={width}
          height={height}
          data={values.map((value) => ({ value }))}
          margin={{ top: 2, right: 2, bottom: 2, left: 2 }}
          accessibilityLayer={false}
        >
          <YAxis hide domain={['dataMin', 'dataMax']} />
          <Line dataKey="value" stroke="var(--lucid-bar)" strokeWidth={1.5} dot={false} activeDot={false} isAnimationActive={false} />
        </LineChart>
      ) : null}
    </div>
  )
}
