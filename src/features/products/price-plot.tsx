import { LabelList, Line } from 'recharts'
import { MonthLines } from './month-lines'

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
    <MonthLines data={points} values={points.flatMap(({ price, cost }) => [price, cost])} write={money} right={56}>
      {line('price', 'var(--lucid-bar)')}
      {line('cost', 'var(--mantine-color-dimmed)')}
    </MonthLines>
  )
}
