import { useElementSize } from '@mantine/hooks'
import { CartesianGrid, LabelList, Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts'
import { axisTicks } from '../../ui/axis'
import classes from './products-page.module.css'

type Point = { month: string; price: number | null; cost: number | null }

/** The drawing of PriceHistory: two lines, each named at its end. */
export default function PricePlot({
  points,
  names,
  money,
}: {
  points: readonly Point[]
  names: { price: string; cost: string }
  money: (value: number | null) => string
}) {
  const { ref, width, height } = useElementSize()
  const values = points.flatMap(({ price, cost }) => [price, cost]).filter((value) => value !== null)
  const ticks = axisTicks(0, Math.max(0, ...values))
  const every = Math.max(1, Math.ceil(points.length / Math.max(1, Math.floor((width - 120) / 72))))
  const end = (text: string) => (props: { x?: unknown; y?: unknown; index?: number }) =>
    props.index === points.length - 1 ? (
      <text x={Number(props.x) + 8} y={Number(props.y) + 4} fill="var(--mantine-color-text)">
        {text}
      </text>
    ) : null
  const line = (key: 'price' | 'cost', stroke: string) => (
    <Line dataKey={key} name={names[key]} stroke={stroke} strokeWidth={2} dot={false} connectNulls isAnimationActive={false}>
      <LabelList content={end(names[key]) as never} />
    </Line>
  )
  return (
    <div ref={ref} className={classes.plot}>
      {width > 0 ? (
        <LineChart
          width={width}
          height={height}
          data={[...points]}
          margin={{ top: 8, right: 56, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={false} stroke="var(--lucid-border)" />
          <XAxis
            dataKey="month"
            interval={every - 1}
            tick={{ fill: 'var(--mantine-color-dimmed)' }}
            tickLine={false}
            axisLine={false}
            height={28}
          />
          <YAxis
            width={72}
            ticks={ticks}
            domain={[0, ticks.at(-1) ?? 1]}
            tickFormatter={(value: number) => money(value)}
            tick={{ fill: 'var(--mantine-color-dimmed)' }}
            tickLine={false}
            axisLine={false}
          />
          <Tooltip
            isAnimationActive={false}
            formatter={(value) => money(typeof value === 'number' ? value : null)}
            contentStyle={{ background: 'var(--lucid-surface)', border: '1px solid var(--lucid-border)', borderRadius: 8 }}
          />
          {line('price', 'var(--lucid-bar)')}
          {line('cost', 'var(--mantine-color-dimmed)')}
        </LineChart>
      ) : null}
    </div>
  )
}
